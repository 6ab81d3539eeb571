#include "rulebook/rulebook.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "rulebook/phrases.h"
#include "units/print.h"

namespace countercheck {
namespace {

struct File {
  std::string name, text;
};

const char kUnits[] = R"toml(
dimensions = ["information", "time"]
prefix = [{symbol = "M", factor = 1e6, binary_factor = 1048576}, {symbol = "G", factor = 1e9, binary_factor = 1073741824}]
[unit.byte]
symbols = ["B"]
words = ["byte", "bytes"]
base = "information"
prefixes = "metric"
binary_reading = true
[unit.second]
symbols = ["s"]
base = "time"
[unit.hour]
symbols = ["h"]
value = "3600 s"
[unit.percent]
symbols = ["%"]
value = "0.01"
[unit.gpu]
words = ["GPU", "GPUs"]
noun = "GPU"
[unit.expert]
words = ["expert", "experts"]
noun = "expert"
)toml";

const char kLanguage[] = R"toml(
about = ["about", "~"]
at_most = ["up to"]
filler = ["Total", "overall", "num-ber"]
numbers = {one = 1, sixteen = 16}
)toml";

const char kAxes[] = "[layer]\nwords = ['transformer layers']\ncount = 'layers'\n[gpu]\nwords = ['card']\n";

const char kQuantities[] = R"toml(
[layers]
about = "Layers."
unit = ""
whole = true
label = ["Number  of layers:", "layers"]
key = ["num-layers"]
[gpus]
about = "GPUs."
unit = "GPU"
whole = true
label = ["GPUs"]
phrase = ["across {n} GPUs"]
code = ["gp"]
[memory]
about = "Memory."
unit = "byte/GPU"
said = "memory of one GPU"
label = ["memory per GPU"]
per = ["layer"]
[time]
about = "Time."
unit = "s"
label = ["time"]
[precision]
about = "Precision."
kind = "choice"
choices = {fp8 = ["float8", "e4m3"], bf16 = []}
[gated]
about = "Gated."
kind = "truth"
[bytes]
about = "Bytes of one number."
kind = "table"
unit = "byte"
entries = {fp8 = "1 byte", bf16 = "2 byte"}
)toml";

SourcePtr source_of(const File& file) {
  return std::make_shared<const Source>("rules/" + file.name, file.text);
}

std::vector<RuleFile> built_in(const std::vector<File>& files) {
  std::vector<RuleFile> out;
  for (const File& file : std::vector<File>{{"units.toml", kUnits},
                                            {"language.toml", kLanguage},
                                            {"axes.toml", kAxes},
                                            {"quantities/base.toml", kQuantities}}) {
    const bool is_replaced =
        std::any_of(files.begin(), files.end(), [&](const File& it) { return it.name == file.name; });
    if (!is_replaced) out.push_back({file.name, source_of(file)});
  }
  for (const File& file : files) out.push_back({file.name, source_of(file)});
  return out;
}

/// As a compiler shows it: place, message, the line, a caret below the bytes, the hint.
std::string rendered(Sink& sink) {
  std::string out;
  for (const Finding& finding : sink.take_sorted()) {
    const Position begin = finding.place.begin();
    const std::string line(finding.place.source->line(begin.line));
    const auto column = static_cast<std::size_t>(begin.column - 1);
    const std::size_t width =
        std::min<std::size_t>(finding.place.span.size(), line.size() - std::min(line.size(), column));
    out += finding.path + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column) + ": " +
           finding.message + "\n  " + line + "\n  " + std::string(column, ' ') +
           std::string(std::max<std::size_t>(width, 1), '^') + "\n";
    if (!finding.hint.empty()) out += "  " + finding.hint + "\n";
    CHECK(finding.rule == "rulebook");
  }
  return out;
}

std::string problems(const std::vector<File>& files, const std::vector<File>& project = {}) {
  Sink sink;
  std::vector<RuleFile> own;
  for (const File& file : project)
    own.push_back({file.name, std::make_shared<const Source>("ops/" + file.name, file.text)});
  extend_rulebook(load_rulebook(built_in(files), sink), own, sink);
  return rendered(sink);
}

Rulebook load(const std::vector<File>& files, const std::vector<File>& project = {}) {
  Sink sink;
  std::vector<RuleFile> own;
  for (const File& file : project)
    own.push_back({file.name, std::make_shared<const Source>("ops/" + file.name, file.text)});
  Rulebook book = extend_rulebook(load_rulebook(built_in(files), sink), own, sink);
  const std::string found = rendered(sink);
  CHECK(found == "");
  return book;
}

TEST_CASE("a rulebook is what its files say") {
  const Rulebook book = load({{"quantities/more.toml", R"toml(
[speed]
about = "Speed."
unit = "byte/s"
formula = "memory / time"
when = "time > 0 s"
source = "definition"
[[speed.reading]]
name = "slow"
formula = "memory / (2 * time)"
strength = "upper_bound"
wording = ["slow"]
fallback = true
[share]
about = "Share."
unit = "%"
default = "12.5 %"
[load]
about = "Load."
unit = "GPU"
round = "up"
default = 3
per = ["layer", "gpu"]
formula = "memory / (64 MB)"
)toml"},
                              {"hardware/x1.toml", R"toml(
aliases = ["X1 SXM"]
vendor = "X"
source = "sheet"
[figures]
memory = "80 GB"
gated = true
precision = "float8"
bytes = {fp8 = "1 byte"}
gpus = {value = 8, source = "page 3"}
)toml"},
                              {"models/m.toml", "[figures]\nlayers = 61\n"},
                              {"load-balance/too-few.toml", R"toml(
summary = "too few GPUs"
why = "they idle"
severity = "warning"
when = "precision == 'fp8'"
assert = "gpus >= layers"
message = "{gpus} GPUs for {layers} layers"
passes = "{gpus} GPUs suffice"
for_each = "alternative"
[[example]]
fails = "1 GPU"
[[example]]
passes = "8 GPUs"
)toml"}});

  CHECK(book.names() == std::vector<std::string>{"layers", "gpus", "memory", "time", "precision", "gated", "bytes",
                                                 "speed", "share", "load"});
  const Quantity& layers = book[book.find("layers")];
  CHECK(layers.labels == std::vector<std::string>{"number of layers", "layers"});
  CHECK(layers.said == "Number  of layers:");
  CHECK(layers.is_whole);
  CHECK(layers.topic == "base");
  CHECK(book.by_label.at("number of layer") == std::vector<QuantityId>{book.find("layers")});
  CHECK(book.by_key.at("num_layers") == book.find("layers"));
  CHECK(book.by_code.at("GP") == book.find("gpus"));
  CHECK(book[book.find("memory")].said == "memory of one GPU");
  CHECK(book[book.find("memory")].unit.per == std::vector<std::string>{"GPU"});

  const Quantity& precision = book[book.find("precision")];
  CHECK(precision.choices == std::vector<std::string>{"fp8", "bf16"});
  CHECK(precision.choice_words.at("float8") == "fp8");
  CHECK(precision.said == "precision");
  const Quantity& bytes = book[book.find("bytes")];
  REQUIRE(bytes.constant);
  CHECK(bytes.constant->find("bf16")->number == Interval{2, 2});

  const Quantity& speed = book[book.find("speed")];
  REQUIRE(speed.formulas.size() == 2);
  CHECK(dump(speed.formulas[0].expr) == "(/ memory time)");
  CHECK(dump(*speed.formulas[0].when) == "(> time 0 s)");
  CHECK(speed.formulas[0].when_text == "time > 0 s");
  CHECK(speed.formulas[0].names ==
        std::vector<Reference>{{"memory", book.find("memory")}, {"time", book.find("time")}});
  CHECK(speed.formulas[0].source == "definition");
  CHECK(speed.formulas[0].strength == Strength::identity);
  CHECK_FALSE(speed.formulas[0].is_fallback);
  CHECK(speed.formulas[0].place.begin() == Position{5, 11});
  CHECK(speed.formulas[1].reading == "slow");
  CHECK(speed.formulas[1].strength == Strength::upper_bound);
  CHECK(speed.formulas[1].wording == std::vector<std::string>{"slow"});
  CHECK(speed.formulas[1].is_fallback);
  CHECK(book[book.find("share")].otherwise->number.contains(0.125));
  CHECK(book[book.find("share")].otherwise_text == "12.5 %");
  CHECK(book[book.find("load")].otherwise->number == Interval{3, 3});
  CHECK(book[book.find("load")].rounds_up);

  const Profile* profile = book.find_hardware("x1 sxm");
  REQUIRE(profile != nullptr);
  CHECK(profile == book.find_hardware("X1"));
  CHECK(profile->name == "x1");
  REQUIRE(profile->entries.size() == 5);
  CHECK(profile->entries[0].value.number == Interval{80e9, 80e9});
  CHECK(profile->entries[0].text == "80 GB");
  CHECK(profile->entries[1].value.truth);
  CHECK(profile->entries[2].value.choice == "fp8");
  CHECK(profile->entries[3].value.find("fp8")->number == Interval{1, 1});
  CHECK(profile->entries[4].value.number == Interval{8, 8});
  CHECK(profile->entries[4].source == "page 3");
  REQUIRE(book.find_model("M") != nullptr);
  CHECK(book.find_model("x1") == nullptr);

  REQUIRE(book.rules.size() == 1);
  const Rule& rule = book.rules[0];
  CHECK(rule.id == "load-balance/too-few");
  CHECK(rule.topic == "load balance");
  CHECK(rule.severity == Severity::warning);
  CHECK(dump(rule.assertion) == "(>= gpus layers)");
  CHECK(rule.names == std::vector<Reference>{{"gpus", book.find("gpus")}, {"layers", book.find("layers")}});
  CHECK(rule.for_each == "alternative");
  REQUIRE(rule.examples.size() == 2);
  CHECK(rule.examples[0].fails);
  CHECK(rule.examples[1].text == "8 GPUs");

  REQUIRE(book.find_axis("Transformer Layer") != nullptr);
  CHECK(book.find_axis("Transformer Layer")->count == book.find("layers"));
  CHECK(book.find_axis("GPUs")->name == "gpu");
  CHECK(book.find_axis("node") == nullptr);
  CHECK(book.language.has("filler", "total"));
  CHECK(book.language.has("filler", "num ber"));
  CHECK_FALSE(book.language.has("filler", "sum"));
  CHECK(book.language.group("about") == std::vector<std::string>{"about", "~"});
  CHECK(book.language.group("nothing").empty());
  CHECK(book.language.numbers.at("sixteen") == 16);
}

struct Row {
  std::string text, wanted;
};

TEST_CASE("mistakes in quantities are told at their place") {
  const std::string about = "about = 'x'\n";
  for (const Row& row : std::vector<Row>{
           {"[q]\nunit = ''\n", ":1:1: missing key `about`\n  [q]\n  ^^^\n"},
           {"[q]\nabout = 'x'\n", ":1:2: missing key `unit`\n  [q]\n   ^\n  `unit = \"\"` for a bare number\n"},
           {"[q]\nabout = 'x'\nunit = 'bite/GPU'\n",
            ":3:9: unknown unit `bite`\n  unit = 'bite/GPU'\n          ^^^^\n  did you mean `byte`?\n"},
           {"[q]\nabout = 'x'\nunit = 'byte per GPUz'\n",
            ":3:18: unknown unit `GPUz`\n  unit = 'byte per GPUz'\n                   ^^^^\n  did you mean `GPU`?\n"},
           {"[q]\nabout = 'x'\nunit = ''\nlable = 'y'\n",
            ":4:1: unknown key `lable`\n  lable = 'y'\n  ^^^^^\n  did you mean `label`?\n"},
           {"[q]\nabout = 'x'\nkind = 'nummer'\n",
            ":3:8: unknown kind `nummer`\n  kind = 'nummer'\n         ^^^^^^^^\n  did you mean `number`?\n"},
           {"[q]\nabout = 'x'\nkind = 'choice'\n", ":1:2: missing key `choices`\n  [q]\n   ^\n"},
           {"[q]\nabout = 'x'\nkind = 'choice'\nchoices = {a = ['x'], b = ['X']}\n",
            ":4:28: `X` is also a word for `a`\n  choices = {a = ['x'], b = ['X']}\n                             "
            "^^^\n"},
           {"[q]\nabout = 'x'\nkind = 'truth'\nunit = 's'\n",
            ":4:1: a unit for what is not a number\n  unit = 's'\n  ^^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nchoices = {a = []}\n",
            ":4:1: choices for what is not a choice\n  choices = {a = []}\n  ^^^^^^^\n  `kind = \"choice\"`\n"},
           {"[q]\nabout = 'x'\nunit = ''\nentries = {a = 1}\n",
            ":4:1: entries for what is not a table\n  entries = {a = 1}\n  ^^^^^^^\n  `kind = \"table\"`\n"},
           {"[q]\nabout = 'x'\nunit = ''\nwhole = 'yes'\n",
            ":4:9: `whole` is a text, not true or false\n  whole = 'yes'\n          ^^^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nround = 'down'\n",
            ":4:9: unknown round `down`\n  round = 'down'\n          ^^^^^^\n  one of `up`\n"},
           {"[q]\nabout = 'x'\nunit = ''\nper = ['layr']\n",
            ":4:8: unknown axis `layr`\n  per = ['layr']\n         ^^^^^^\n  did you mean `layer`?\n"},
           {"[q]\nabout = 'x'\nunit = ''\nlabel = ['a', 3, ' : ']\n",
            ":4:15: `label` holds a number, not a text\n  label = ['a', 3, ' : ']\n                ^\n"
            "F:4:18: a label without letters\n  label = ['a', 3, ' : ']\n                   ^^^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nphrase = ['across GPUs']\n",
            ":4:12: a phrase without `{n}`\n  phrase = ['across GPUs']\n             ^^^^^^^^^^^\n"
            "  `{n}` is where the number stands\n"},
           {"[q]\nabout = 'x'\nunit = ''\nphrase = ['{n} of {n}']\n",
            ":4:19: a second `{n}` in one phrase\n  phrase = ['{n} of {n}']\n                    ^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nphrase = ['{word} x']\n",
            ":4:12: `{word}` in a phrase of a number\n  phrase = ['{word} x']\n             ^^^^^^\n  write `{n}`\n"},
           {"[q]\nabout = 'x'\nunit = ''\nphrase = ['{n} {m} x{2,3}']\n",
            ":4:16: unknown placeholder `{m}`\n  phrase = ['{n} {m} x{2,3}']\n                 ^^^\n"
            "  `{n}` is the number, `{word}` the choice\n"},
           {"[q]\nabout = 'x'\nunit = 's'\ndefault = '3 GB'\n",
            ":4:11: `3 GB` is information, not time\n  default = '3 GB'\n            ^^^^^^\n  its unit is `s`\n"},
           {"[q]\nabout = 'x'\nunit = 's'\ndefault = 3\n",
            ":4:11: `3` is a bare number, not time\n  default = 3\n            ^\n  its unit is `s`\n"},
           {"[q]\nabout = 'x'\nunit = 's'\ndefault = '3 z'\n",
            ":4:14: unknown unit `z`\n  default = '3 z'\n               ^\n"},
           {"[q]\nabout = 'x'\nunit = 's'\ndefault = 'much'\n",
            ":4:11: `much` is not a number with a unit\n  default = 'much'\n            ^^^^^^\n  its unit is `s`\n"},
           {"[q]\nabout = 'x'\nunit = 's'\ndefault = '<= 3 s'\n",
            ":4:11: `<= 3 s` is a bound, not a value\n  default = '<= 3 s'\n            ^^^^^^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nwhole = true\ndefault = 2.5\n",
            ":5:11: `2.5` is not whole, and `q` is a count\n  default = 2.5\n            ^^^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nwhen = 'gated'\n",
            ":4:1: `when` without `formula`\n  when = 'gated'\n  ^^^^\n"},
           {"['q r']\nabout = 'x'\nunit = ''\n",
            ":1:2: `q r` cannot be used as a name in expressions\n  ['q r']\n   ^^^^^\n"
            "  letters, digits and `_`, and no word of the language\n"},
           {"[over]\nabout = 'x'\nunit = ''\n",
            ":1:2: `over` cannot be used as a name in expressions\n  [over]\n   ^^^^\n"
            "  letters, digits and `_`, and no word of the language\n"},
           {"q = 3\n", ":1:5: `q` is a number, not a table\n  q = 3\n      ^\n"},
           {"[q]\nabout = 'x'\nunit = ''\nkey = ['--Num_Layers']\n",
            ":1:2: `num_layers` is a key or code of two quantities\n  [q]\n   ^\n"
            "  the other is `layers` in rules/quantities/base.toml:2\n"},
           {"[gpus]\nabout = 'x'\nunit = ''\n",
            ":1:2: `gpus` is defined twice\n  [gpus]\n   ^^^^\n"
            "  first in rules/quantities/base.toml:8; write `replace = true` to replace it, `extend = true` to add "
            "to it\n"},
           {"[gpuz]\nabout = 'x'\nunit = ''\nreplace = true\n",
            ":4:1: no quantity `gpuz` to replace\n  replace = true\n  ^^^^^^^\n  did you mean `gpus`?\n"},
           {"[gpuz]\nextend = true\n",
            ":1:2: no quantity `gpuz` to extend\n  [gpuz]\n   ^^^^\n  did you mean `gpus`?\n"},
           {"[gpus]\nextend = true\nunit = ''\n", ":3:1: unknown key `unit`\n  unit = ''\n  ^^^^\n"},
           {"[q]\nabout = 'x'\nunit = 's\n[r]\nabout = 'x'\nunit = 's'\nformula = 'q + nothing'\n",
            ":3:10: the text does not end on its line\n  unit = 's\n           ^\n"},
       }) {
    std::string wanted = "rules/quantities/q.toml" + row.wanted;
    for (std::size_t at; (at = wanted.find("\nF:")) != std::string::npos;)
      wanted.replace(at + 1, 1, "rules/quantities/q.toml");
    CHECK(problems({{"quantities/q.toml", row.text}}) == wanted);
  }
}

TEST_CASE("mistakes in formulas are told at their bytes") {
  for (const Row& row : std::vector<Row>{
           {"formula = 'layers * gpuz'",
            ":4:21: unknown quantity `gpuz`\n  formula = 'layers * gpuz'\n                      ^^^^\n  did you mean "
            "`gpus`?\n"},
           {"formula = \"layers * gpuz\"",
            ":4:21: unknown quantity `gpuz`\n  formula = \"layers * gpuz\"\n                      ^^^^\n  did you "
            "mean `gpus`?\n"},
           {R"(formula = "layers *\tgpuz")",
            ":4:11: unknown quantity `gpuz`\n  formula = \"layers *\\tgpuz\"\n            ^^^^^^^^^^^^^^^^\n  did "
            "you mean `gpus`?\n"},
           {"formula = 'layers *'",
            ":4:20: the expression ends where a value should stand\n  formula = 'layers *'\n                     "
            "^\n"},
           {"formula = ''", ":4:12: an empty expression\n  formula = ''\n             ^\n"},
           {"formula = 'min(layers, memory)'",
            ":4:12: `min` of a bare number and information\n  formula = 'min(layers, memory)'\n             "
            "^^^^^^^^^^^^^^^^^^^\n"},
           {"formula = 'memory'",
            ":4:12: the formula gives information, and `q` is time\n  formula = 'memory'\n             ^^^^^^\n  its "
            "unit is `s`\n"},
           {"formula = 'layers'",
            ":4:12: the formula gives a bare number, and `q` is time\n  formula = 'layers'\n             ^^^^^^\n  "
            "its unit is `s`\n"},
           {"formula = 'gated'",
            ":4:12: the formula gives a truth value, and `q` is a number\n  formula = 'gated'\n             ^^^^^\n"},
           {"formula = 'time + q'",
            ":4:19: `q` is computed from itself\n  formula = 'time + q'\n                    ^\n"},
           {"formula = 'tiem + layers'",
            ":4:12: unknown quantity `tiem`\n  formula = 'tiem + layers'\n             ^^^^\n  did you mean "
            "`time`?\n"},
           {"formula = 'time + layers'",
            ":4:12: cannot add time and a bare number\n  formula = 'time + layers'\n             ^^^^^^^^^^^^^\n"},
           {"formula = '3 z'", ":4:14: unknown unit `z`\n  formula = '3 z'\n               ^\n"},
           {"formula = 'maximum(time, 1 s)'",
            ":4:12: unknown function `maximum`\n  formula = 'maximum(time, 1 s)'\n             ^^^^^^^\n"},
           {"formula = 3", ":4:11: `formula` is a number, not a text\n  formula = 3\n            ^\n"},
           {"formula = 'time'\nwhen = 'layers'",
            ":5:9: the condition is not a truth value\n  when = 'layers'\n          ^^^^^^\n  compare it with "
            "something\n"},
           {"formula = 'time'\nstrength = 'guess'",
            ":5:12: unknown strength `guess`\n  strength = 'guess'\n             ^^^^^^^\n"
            "  one of `identity`, `lower_bound`, `upper_bound`, `estimate`\n"},
           {"formula = 'time'\nwhen = 'precision == fp8'",
            ":5:22: unknown quantity `fp8`\n  when = 'precision == fp8'\n                       ^^^\n"
            "  write 'fp8' if the choice is meant\n"},
           {"formula = 'bytes[\"fp9\"] / (1 byte) * time'",
            ":4:18: unknown choice 'fp9'\n  formula = 'bytes[\"fp9\"] / (1 byte) * time'\n                   ^^^^^\n "
            " did you mean `fp8`?\n"},
           {"[[q.reading]]\nname = 'a'\n", ":4:1: missing key `formula`\n  [[q.reading]]\n  ^^^^^^^^^^^^^\n"},
           {"[[q.reading]]\nformula = 'time'\nwordin = 'x'\n",
            ":6:1: unknown key `wordin`\n  wordin = 'x'\n  ^^^^^^\n  did you mean `wording`?\n"},
           {"[[q.reading]]\nformula = 'time'\nper = 'layer'\n",
            ":6:7: `q` is not stated per `layer`\n  per = 'layer'\n        ^^^^^^^\n  give it `per = [\"layer\"]`\n"},
           {"[q.reading]\nformula = 'time'\n",
            ":4:1: `reading` is a table, not an array\n  [q.reading]\n  ^^^^^^^^^^^\n"},
       }) {
    const std::string text = "[q]\nabout = 'x'\nunit = 's'\n" + row.text;
    CHECK(problems({{"quantities/q.toml", text}}) == "rules/quantities/q.toml" + row.wanted);
  }
  CHECK(
      problems({{"quantities/q.toml",
                 "[q]\nabout = 'x'\nkind = 'choice'\nchoices = {a = []}\nformula = \"if gated then 'a' else 'b'\""}}) ==
      "rules/quantities/q.toml:5:35: unknown choice 'b'\n  formula = \"if gated then 'a' else 'b'\"\n"
      "                                    ^^^\n");
}

TEST_CASE("circles that nobody can break are told") {
  const auto quantity = [](const std::string& name, const std::string& rest) {
    return "[" + name + "]\nabout = 'x'\nunit = ''\n" + rest + "\n";
  };
  CHECK(problems({{"quantities/q.toml", quantity("a", "formula = 'b + 1'") + quantity("b", "formula = 'c + 1'") +
                                            quantity("c", "formula = 'a + 1'")}}) ==
        "rules/quantities/q.toml:4:11: a circle of formulas: a → b → c → a\n  formula = 'b + 1'\n            ^^^^^^^\n"
        "  none of them can be stated: give one a label, or another formula\n");
  for (const std::string way_out : {"label = 'b'", "key = 'b'", "code = 'b'", "default = 1", "fallback = true",
                                    "phrase = '{n} bs'", "[[b.reading]]\nformula = 'layers'"}) {
    INFO(way_out);
    CHECK(problems({{"quantities/q.toml",
                     quantity("a", "formula = 'b + 1'") + quantity("b", "formula = 'a - 1'\n" + way_out)}}) == "");
  }
  CHECK(problems({{"quantities/q.toml", quantity("a", "formula = 'b + 1'") + quantity("b", "formula = 'a - 1'")},
                  {"models/m.toml", "[figures]\nb = 2\n"}}) == "");
  std::string chain;
  for (int i = 0; i < 3000; ++i)
    chain += quantity("q" + std::to_string(i), "formula = 'q" + std::to_string(i + 1) + " + 1'");
  CHECK(problems({{"quantities/q.toml", chain + quantity("q3000", "label = 'end'")}}) == "");
}

TEST_CASE("mistakes in units, axes and words are told at their place") {
  struct Files {
    std::string name, text, wanted;
  };
  for (const Files& row : std::vector<Files>{
           {"units.toml", "dimensions = ['time']\n[unit.second]\nsymbols = ['s']\nbase = 'tiem'\n",
            ":4:8: unknown dimension `tiem`\n  base = 'tiem'\n         ^^^^^^\n  did you mean `time`?\n"},
           {"units.toml", "[unit.hour]\nsymbols = ['h']\nvalue = '3600 s'\n",
            ":3:15: unknown unit `s`\n  value = '3600 s'\n                ^\n"},
           {"units.toml", "[unit.hour]\nsymbols = ['h']\nvalue = 'many'\n",
            ":3:9: `many` is not a number with a unit\n  value = 'many'\n          ^^^^^^\n"},
           {"units.toml", "[unit.x]\nsymbols = ['x']\n",
            ":1:1: missing key `base` or `value`\n  [unit.x]\n  ^^^^^^^^\n  a count has `noun` instead\n"},
           {"units.toml", "[unit.x]\nsymbol = ['x']\nvalue = '1'\n",
            ":2:1: unknown key `symbol`\n  symbol = ['x']\n  ^^^^^^\n  did you mean `symbols`?\n"},
           {"units.toml", "[unit.x]\nsymbols = ['x']\nvalue = '1'\n[unit.y]\nwords = ['y', 'x']\nnoun = 'y'\n",
            ":5:15: `x` is also a symbol of `x`\n  words = ['y', 'x']\n                ^^^\n"},
           {"units.toml", "[unit.x]\nsymbols = ['x']\nvalue = '1'\nprefixes = 'some'\n",
            ":4:12: unknown prefixes `some`\n  prefixes = 'some'\n             ^^^^^^\n"
            "  one of `none`, `metric`, `binary`, `both`\n"},
           {"units.toml", "[[prefix]]\nsymbol = 'k'\n", ":1:1: missing key `factor`\n  [[prefix]]\n  ^^^^^^^^^^\n"},
           {"units.toml", "dimensions = ['a', 'a']\n",
            ":1:20: dimension `a` is declared twice\n  dimensions = ['a', 'a']\n                     ^^^\n"},
           {"axes.toml", "[layer]\nwords = 3\n", ":2:9: `words` is a number, not a text\n  words = 3\n          ^\n"},
           {"axes.toml", "[layer]\nwords = []\ncount = 'layerz'\n",
            ":3:9: unknown quantity `layerz`\n  count = 'layerz'\n          ^^^^^^^^\n  did you mean `layers`?\n"},
           {"axes.toml", "[layer]\nwords = ['blocks']\n[block]\nwords = []\n",
            ":3:2: `block` is already a word of axis `layer`\n  [block]\n   ^^^^^\n"},
           {"language.toml", "filler = ['a', true]\n",
            ":1:16: `filler` holds true or false, not a text\n  filler = ['a', true]\n                 ^^^^\n"},
           {"language.toml", "[numbers]\none = 'x'\n",
            ":2:7: `one` is a text, not a number\n  one = 'x'\n        ^^^\n"},
       }) {
    // Quantities of these files only: units and axes that are missing have consequences of their own.
    const std::string base = row.name == "units.toml" ? "" : "[layers]\nabout = 'x'\nunit = ''\n";
    const std::string axes = row.name == "axes.toml" ? row.text : "";
    std::vector<File> files = {{"quantities/base.toml", base}, {"axes.toml", axes}};
    if (row.name != "axes.toml") files.push_back({row.name, row.text});
    CHECK(problems(files) == "rules/" + row.name + row.wanted);
  }
  std::string many = "dimensions = [";
  for (int i = 0; i < 17; ++i) many += "'d" + std::to_string(i) + "', ";
  CHECK(problems({{"units.toml", many + "]"}, {"quantities/base.toml", ""}, {"axes.toml", ""}})
            .find("more than 16 dimensions") != std::string::npos);
}

TEST_CASE("mistakes in machines and models are told at their place") {
  for (const Row& row : std::vector<Row>{
           {"[figures]\nmemry = '80 GB'\n",
            ":2:1: unknown quantity `memry`\n  memry = '80 GB'\n  ^^^^^\n  did you mean `memory`?\n"},
           {"[figures]\nmemory = '80 W'\n", ":2:14: unknown unit `W`\n  memory = '80 W'\n               ^\n"},
           {"[figures]\nmemory = '80 h'\n",
            ":2:10: `80 h` is time, not information\n  memory = '80 h'\n           ^^^^^^\n  its unit is "
            "`byte/GPU`\n"},
           {"[figures]\nmemory = true\n",
            ":2:10: `memory` is a number, not true or false\n  memory = true\n           ^^^^\n"},
           {"[figures]\ngated = 'x'\n", ":2:9: `gated` is true or false, not a text\n  gated = 'x'\n          ^^^\n"},
           {"[figures]\nprecision = 'fp9'\n",
            ":2:13: `fp9` is no choice of `precision`\n  precision = 'fp9'\n              ^^^^^\n  did you mean "
            "`fp8`?\n"},
           {"[figures]\nbytes = '1 byte'\n",
            ":2:9: `bytes` is a table, not a text\n  bytes = '1 byte'\n          ^^^^^^^^\n"},
           {"[figures]\nbytes = {fp8 = '1 h'}\n",
            ":2:16: `1 h` is time, not information\n  bytes = {fp8 = '1 h'}\n                 ^^^^^\n  its unit is "
            "`byte`\n"},
           {"[figures]\ngpus = {value = 8, sourc = 'x'}\n",
            ":2:20: unknown key `sourc`\n  gpus = {value = 8, sourc = 'x'}\n                     ^^^^^\n  did you "
            "mean `source`?\n"},
           {"figures = 3\n", ":1:11: `figures` is a number, not a table\n  figures = 3\n            ^\n"},
           {"alises = 'x'\n", ":1:1: unknown key `alises`\n  alises = 'x'\n  ^^^^^^\n  did you mean `aliases`?\n"},
           {"aliases = ['Other One']\n",
            ":1:1: `other one` is already a name of `other-one`\n  aliases = ['Other One']\n  ^\n  first in "
            "rules/hardware/other-one.toml:1\n"},
       }) {
    CHECK(problems({{"hardware/other-one.toml", ""}, {"hardware/x.toml", row.text}}) ==
          "rules/hardware/x.toml" + row.wanted);
  }
}

TEST_CASE("mistakes in rules are told at their place") {
  const std::string good = "summary = 's'\nassert = 'gpus > 1'\nmessage = 'm'\n";
  for (const Row& row : std::vector<Row>{
           {"summary = 's'\nmessage = 'm'\n", ":1:1: missing key `assert`\n  summary = 's'\n  ^\n"},
           {"summary = 's'\nassert = 'gpus'\nmessage = 'm'\n",
            ":2:11: the assertion is not a truth value\n  assert = 'gpus'\n            ^^^^\n  compare it with "
            "something\n"},
           {"summary = 's'\nassert = 'gpus > memory'\nmessage = 'm'\n",
            ":2:11: cannot compare a bare number and information\n  assert = 'gpus > memory'\n            "
            "^^^^^^^^^^^^^\n"},
           {"summary = 's'\nassert = 'gpus = 1'\nmessage = 'm'\n",
            ":2:16: unexpected `=`\n  assert = 'gpus = 1'\n                 ^\n  did you mean `==`?\n"},
           {"summary = 's'\nassert = 'gpus > 1'\nmessage = 'only {gpuz}'\n",
            ":3:17: unknown quantity `gpuz`\n  message = 'only {gpuz}'\n                  ^^^^^^\n  did you mean "
            "`gpus`?\n"},
           {"summary = 's'\nassert = 'gpus > 1'\nmessage = 'for {layers}'\n",
            ":3:16: `{layers}` has no value here: the assertion does not use it\n  message = 'for {layers}'\n        "
            "         ^^^^^^^^\n"},
           {good + "severity = 'fatal'\n",
            ":4:12: unknown severity `fatal`\n  severity = 'fatal'\n             ^^^^^^^\n  one of `error`, "
            "`warning`, `note`\n"},
           {good + "for_each = 'phas'\n",
            ":4:12: unknown for_each `phas`\n  for_each = 'phas'\n             ^^^^^^\n  did you mean `phase`?\n"},
           {good + "wen = 'gated'\n", ":4:1: unknown key `wen`\n  wen = 'gated'\n  ^^^\n  did you mean `when`?\n"},
           {good + "when = 'time'\n",
            ":4:9: the condition is not a truth value\n  when = 'time'\n          ^^^^\n  compare it with "
            "something\n"},
           {good + "[[example]]\n", ":4:1: an example has either `fails` or `passes`\n  [[example]]\n  ^^^^^^^^^^^\n"},
           {good + "[[example]]\nfails = 'x'\npasses = 'y'\n",
            ":4:1: an example has either `fails` or `passes`\n  [[example]]\n  ^^^^^^^^^^^\n"},
           {good + "[[example]]\nfail = 'x'\n",
            ":5:1: unknown key `fail`\n  fail = 'x'\n  ^^^^\n  did you mean `fails`?\n"},
           {"summary = 's\nassert = 'gpus > 1'\n",
            ":1:13: the text does not end on its line\n  summary = 's\n              ^\n"},
       }) {
    CHECK(problems({{"t/r.toml", row.text}}) == "rules/t/r.toml" + row.wanted);
    Sink sink;
    CHECK(load_rulebook(built_in({{"t/r.toml", row.text}}), sink).rules.empty());
  }
  CHECK(problems({{"t/r.toml", good}}, {{"t/r.toml", good}}) ==
        "ops/t/r.toml:1:1: rule `t/r` is defined twice\n  summary = 's'\n  ^\n"
        "  first in rules/t/r.toml:1; write `replace = true` to replace it\n");
}

TEST_CASE("one mistake is one problem") {
  // What rests on a broken quantity is left out without another word.
  Sink sink;
  const Rulebook book = load_rulebook(
      built_in({{"quantities/a.toml",
                 "[broken]\nabout = 'x'\nunit = 'bite'\n[half]\nabout = 'x'\nunit = 's'\nformula = 'broken / 2'\n"
                 "[fine]\nabout = 'x'\nunit = 's'\nformula = 'time * 2'\n"},
                {"quantities/b.toml", "[unread]\nabout = \n[read]\nabout = 'x'\nunit = ''\nformula = 'unread + 1'\n"},
                {"hardware/h.toml", "[figures]\nbroken = '3 s'\nmemory = '80 GB'\n"},
                {"t/r.toml", "summary = 's'\nassert = 'broken > 1 and unread > 2'\nmessage = 'm'\n"},
                {"t/fine.toml", "summary = 's'\nassert = 'gpus > 1'\nmessage = 'm'\n"}}),
      sink);
  CHECK(rendered(sink) ==
        "rules/quantities/a.toml:3:9: unknown unit `bite`\n  unit = 'bite'\n          ^^^^\n  did you mean `byte`?\n"
        "rules/quantities/b.toml:2:9: expected value, saw `\\n` in a key-value pair\n  about = \n          ^\n");
  CHECK(book.find("broken") == kNoQuantity);
  CHECK(book[book.find("half")].formulas.empty());
  CHECK(book[book.find("fine")].formulas.size() == 1);
  CHECK(book.find("read") != kNoQuantity);
  CHECK(book.find_hardware("h")->entries.size() == 1);
  CHECK(book.rules.size() == 1);

  // Nor does a broken list of units make every unit an unknown one.
  CHECK(problems({{"units.toml", std::string(kUnits) + "[unit.x]\nbase = 'nonsense'\n"},
                  {"quantities/q.toml", "[q]\nabout = 'x'\nunit = 'x'\nformula = '3 x'\ndefault = '2 x'\n"}}) ==
        "rules/units.toml:26:8: unknown dimension `nonsense`\n  base = 'nonsense'\n         ^^^^^^^^^^\n");
}

TEST_CASE("a project adds to the rulebook and replaces what it names") {
  const Rulebook book = load({{"t/r.toml", "summary = 's'\nassert = 'gpus > 1'\nmessage = 'm'\n"},
                              {"quantities/q.toml", "[q]\nabout = 'x'\nunit = ''\nlabel = 'q'\nformula = 'layers'\n"},
                              {"hardware/h.toml", "[figures]\ngpus = 4\n"}},
                             {{"rules/quick.toml", "summary = 'own'\nassert = 'layers > 2'\nmessage = 'm'\n"},
                              {"slow.toml", "summary = 'own'\nassert = 'layers > 3'\nmessage = 'm'\n"},
                              {"t/r.toml", "replace = true\nsummary = 'mine'\nassert = 'gpus > 2'\nmessage = 'm'\n"},
                              {"ours.toml",
                               "[own]\nabout = 'x'\nunit = ''\nlabel = 'our layers'\n"
                               "[q]\nextend = true\nlabel = ['Quirk']\nphrase = 'quirk of {n}'\nkey = 'q_key'\ncode "
                               "= 'QQ'\nformula = 'layers + 1'\n"
                               "[gpus]\nreplace = true\nabout = 'ours'\nunit = 'GPU'\nlabel = 'cards'\n"
                               "[precision]\nextend = true\n[precision.choices]\nint4 = ['awq']\nfp8 = ['eight']\n"},
                              {"hardware/h.toml", "replace = true\naliases = 'Big H'\n[figures]\ngpus = 8\n"},
                              {"hardware/own.toml", "[figures]\nprecision = 'awq'\n"}});
  REQUIRE(book.rules.size() == 3);
  CHECK(book.rules[0].id == "t/r");
  CHECK(book.rules[0].summary == "mine");
  CHECK(book.rules[1].id == "rules/quick");
  CHECK(book.rules[2].id == "project/slow");
  CHECK(book.find("own") != kNoQuantity);
  const Quantity& q = book[book.find("q")];
  CHECK(q.labels == std::vector<std::string>{"q", "quirk"});
  CHECK(q.phrases.size() == 1);
  REQUIRE(q.formulas.size() == 1);
  CHECK(q.formulas[0].text == "layers + 1");
  CHECK(book.by_key.at("q_key") == book.find("q"));
  CHECK(book.by_code.at("QQ") == book.find("q"));
  CHECK(book[book.find("gpus")].about == "ours");
  CHECK(book.by_label.count("gpu") == 0);
  CHECK(book.by_label.count("card") == 1);
  CHECK(book[book.find("precision")].choices == std::vector<std::string>{"fp8", "bf16", "int4"});
  CHECK(book[book.find("precision")].choice_words.at("eight") == "fp8");
  CHECK(book.find_hardware("big h")->entries[0].value.number == Interval{8, 8});
  CHECK(book.find_hardware("own")->entries[0].value.choice == "int4");
}

TEST_CASE("a label may name several quantities") {
  const Rulebook book =
      load({{"quantities/q.toml", "[q]\nabout = 'x'\nunit = 's'\nlabel = ['Time', 'times', 'layers']\n"}});
  CHECK(book.by_label.at("time") == std::vector<QuantityId>{book.find("time"), book.find("q")});
  CHECK(book.by_label.at("layer") == std::vector<QuantityId>{book.find("layers"), book.find("q")});
}

TEST_CASE("phrases of a project are compiled, those of the program when they are asked for") {
  const std::string text = "[q]\nabout = 'x'\nunit = ''\nphrase = ['across {n} (GPUs']\n";
  const std::string wanted = ":4:11: not a regular expression: missing ): ";
  CHECK(problems({}, {{"quantities/q.toml", text}}).find("ops/quantities/q.toml" + wanted) == 0);
  const Rulebook book = load({{"quantities/q.toml", text}});
  Sink sink;
  check_patterns(book, sink);
  CHECK(rendered(sink).find("rules/quantities/q.toml" + wanted) == 0);
}

TEST_CASE("phrases find their word") {
  struct Phrase {
    std::string keys, phrase, text, wanted;  // "-": no match
  };
  const std::string choice = "kind = 'choice'\nchoices = {fp8 = ['float 8', 'e4m3'], int4 = ['w4a16', '4-bit']}";
  for (const Phrase& row : std::vector<Phrase>{
           {choice, "{word} weights", "FP8 weights", "FP8"},
           {choice, "{word} weights", "float-8 weights", "float-8"},
           {choice, "{word} weights", "4-bit weights", "4-bit"},
           {choice, "{word} weights", "heavy weights", "-"},
           {choice, "(a|b) (?:c )?{word} weights", "b fp8 weights", "fp8"},
           {choice, "(?P<x>a|b) [(] {word} \\(w", "b ( fp8 (w", "fp8"},
           {"kind = 'truth'", "gated (ffn|mlp)", "a Gated MLP", "Gated MLP"},
       }) {
    INFO(row.phrase << " in " << row.text);
    const Rulebook book =
        load({{"quantities/q.toml", "[q]\nabout = 'x'\n" + row.keys + "\nphrase = '" + row.phrase + "'\n"}});
    const Quantity::Phrase& phrase = book[book.find("q")].phrases.at(0);
    CHECK(phrase.error().value_or("") == "");
    const auto match = phrase.pattern.search(row.text);
    if (!match) {
      CHECK(row.wanted == "-");
      continue;
    }
    const Span group = match->at(static_cast<std::size_t>(phrase.word_group));
    CHECK(row.text.substr(group.begin, group.size()) == row.wanted);
    std::string low = row.text;
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const std::string& literal : phrase.literals) CHECK(low.find(literal) != std::string::npos);
  }
}

TEST_CASE("a number parts its phrase in two") {
  const std::string head = "[q]\nabout = 'x'\nunit = ''\nphrase = '";
  const Rulebook book = load({{"quantities/q.toml", head + "each GPU (?:holds|has) {n} experts?\\b'\n"}});
  const Quantity::Phrase& phrase = book[book.find("q")].phrases.at(0);
  REQUIRE(phrase.has_number);
  CHECK(phrase.before.find("then each gpu holds 8") == Span{5, 21});
  CHECK_FALSE(phrase.before.find("each gpu holds all 8"));
  CHECK(phrase.after.find("8 experts of") == Span{0, 9});
  CHECK_FALSE(phrase.after.find("8 expertsof"));
  CHECK_FALSE(phrase.after.find("8 of 9 experts"));
  CHECK(problems({{"quantities/q.toml", head + "has (?:{n} experts|none)'\n"}})
            .starts_with("rules/quantities/q.toml:4:18: `{n}` in a group\n"));
}

TEST_CASE("what a pattern must contain") {
  for (const Row& row : std::vector<Row>{
           {"each GPU holds", "each gpu holds"},
           {"experts?", "expert"},
           {"a|b", ""},
           {"across (?:the )?GPUs", "across|gpus"},
           {"[abc]de\\b fg", "de fg"},
           {"ab*cd+ef", "cd|ef"},
           {"ab{2,3}cd", "cd"},
           {"\\d+ GPUs\\.", "gpus."},
           {"\\bexperts\\b", "experts"},
           {"\\pLab", ""},
           {"(a(b|c)d) xyz [)(]+ uv", "xyz|uv"},
           {"(ab", ""},
           {"ab[", "ab"},
           {"ab\\", "ab"},
           {"Größe von", "e von|gr"},
           {"", ""},
       }) {
    std::string found;
    for (const std::string& literal : literals_of(row.text)) found += (found.empty() ? "" : "|") + literal;
    INFO(row.text);
    CHECK(found == row.wanted);
  }
}

TEST_CASE("a file cut at any byte never crashes, and a whole one is never reported") {
  const std::vector<File> files = {
      {"units.toml", kUnits},
      {"language.toml", kLanguage},
      {"axes.toml", kAxes},
      {"quantities/base.toml", kQuantities},
      {"quantities/x.toml",
       "[x]\nabout = \"\"\"é\n\"\"\"\nunit = 's'\nper = ['layer']\nphrase = 'x {n}'\nextend = false\n"
       "[[x.reading]]\nformula = \"if gated then time else 2 * time\"\nper = 'layer'\nname = 'r'\n"},
      {"hardware/h.toml", "aliases = ['H']\n[figures]\nbytes = {fp8 = '1 byte'}\ngpus = {value = 3, source = 's'}\n"},
      {"t/r.toml",
       "summary = 's'\nassert = \"gpus % 2 == 0\"\nmessage = '{gpus}'\n[[example]]\nfails = '''\n[a]\n'''\n"},
  };
  REQUIRE(problems(files) == "");
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t end = 0; end < files[i].text.size(); ++end) {
      std::vector<File> cut = files;
      cut[i].text.resize(end);
      Sink sink;
      load_rulebook(built_in(cut), sink);
      for (const Finding& finding : sink.findings()) {
        REQUIRE(finding.place.is_known());
        REQUIRE(finding.place.span.end <= finding.place.source->text().size());
        REQUIRE_FALSE(finding.message.empty());
      }
    }
  }
}

TEST_CASE("the built-in rulebook has no mistake") {
  Sink sink;
  const Rulebook& book = *built_in_rulebook();
  check_patterns(book, sink);
  CHECK(rendered(sink) == "");
  CHECK_FALSE(book.axes.empty());
  CHECK(book.units.parse("TB/s").has_value());
  CHECK(book.units.parse("USD/GPU-hour").has_value());
}

}  // namespace
}  // namespace countercheck

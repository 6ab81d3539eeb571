// Configuration, documents and the command line.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/configuration.h"
#include "app/documents.h"
#include "app/explain.h"
#include "app/problems.h"
#include "app/projects.h"
#include "app/target.h"
#include "app/terminal.h"
#include "text/files.h"
#include "text/sink.h"

using namespace countercheck;

namespace {

/// One line a problem: "p.toml:3:1: unknown key `hardwear` (did you mean `hardware`?)".
std::string shown(const std::vector<Finding>& problems) {
  std::string text;
  for (const Finding& problem : problems) {
    text += problem.path;
    if (problem.place.is_known()) {
      const Position at = problem.place.begin();
      text += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    text += ": " + problem.message;
    if (!problem.hint.empty()) text += " (" + problem.hint + ")";
    text += "\n";
  }
  return text;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
  return all;
}

Configuration read(const std::string& text, Sink& sink) {
  MemoryFiles files;
  files.contents[".countercheck.toml"] = text;
  return read_configuration(".countercheck.toml", files, sink);
}

}  // namespace

TEST_CASE("the configuration nearest to the document decides") {
  struct Row {
    std::vector<std::string> files;
    std::string document, found;
  };
  const Row rows[] = {
      {{}, "a/b.md", ""},
      {{"countercheck.toml"}, "a.md", "countercheck.toml"},
      {{"countercheck.toml"}, "./a.md", "countercheck.toml"},
      {{"countercheck.toml"}, "a/b/c.md", "countercheck.toml"},
      {{"countercheck.toml"}, "<stdin>", "countercheck.toml"},
      {{"countercheck.toml", "a/countercheck.toml"}, "a/b/c.md", "a/countercheck.toml"},
      {{"countercheck.toml", ".countercheck.toml"}, "a.md", ".countercheck.toml"},
      {{"a/countercheck.toml", ".countercheck.toml"}, "a/b.md", "a/countercheck.toml"},
      {{"b/countercheck.toml"}, "a/c.md", ""},
      {{"b/countercheck.toml"}, "a/../b/c.md", "b/countercheck.toml"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.files, row.document);
    MemoryFiles files;
    for (const std::string& file : row.files) files.contents[file] = "";
    CHECK(find_configuration(row.document, files) == row.found);
  }
}

TEST_CASE("a configuration above the current folder is found by its full path") {
  MemoryFiles files;
  const std::string above = (std::filesystem::current_path().parent_path() / "countercheck.toml").string();
  files.contents[above] = "";
  CHECK(find_configuration("a/b.md", files) == above);
  CHECK(find_configuration("../b.md", files) == above);
}

TEST_CASE("every key of a configuration is read") {
  Sink sink;
  const Configuration configuration = read(R"(
hardware = "h100-sxm"
model = "qwen"
rules = ["ops/rules", "more.toml"]
select = ["claim"]
ignore = "sum"
fail_on = "nothing-checked"
[set]
num_gpus = 128
tokens = 1_000
mfu = "40 %"
gated = true
[conventions]
bytes = "binary"
[severity]
sum = "note"
[tolerance]
arithmetic = 0.5
)",
                                           sink);
  const Settings& settings = configuration.settings;
  CHECK(shown(sink.take_sorted()).empty());
  CHECK(settings.hardware == "h100-sxm");
  CHECK(settings.model == "qwen");
  CHECK(joined(settings.rules) == "ops/rules more.toml");
  CHECK(joined(settings.select) == "claim");
  CHECK(joined(settings.ignore) == "sum");
  CHECK(settings.fail_on == FailOn::nothing_checked);
  CHECK(settings.set.at("num_gpus") == "128");
  CHECK(settings.set.at("tokens") == "1000");
  CHECK(settings.set.at("mfu") == "40 %");
  CHECK(settings.set.at("gated") == "true");
  CHECK(settings.conventions.at("bytes") == "binary");
  CHECK(settings.severity.at("sum") == Severity::note);
  CHECK(settings.tolerance.at("arithmetic") == "0.5");
  REQUIRE(configuration.place_of("set.num_gpus").is_known());
  CHECK(configuration.place_of("set.num_gpus").begin() == Position{9, 12});
  CHECK_FALSE(configuration.place_of("set.else").is_known());
}

TEST_CASE("mistakes in a configuration have a place, and the rest still counts") {
  struct Row {
    std::string text, problems;
  };
  const Row rows[] = {
      {"hardwear = \"x\"\n", ".countercheck.toml:1:1: unknown key `hardwear` (did you mean `hardware`?)\n"},
      {"fail_on = \"eror\"\n", ".countercheck.toml:1:11: unknown fail_on `eror` (did you mean `error`?)\n"},
      {"[severity]\nsum = \"warn\"\n",
       ".countercheck.toml:2:7: unknown severity `warn` (one of `error`, `warning`, `note`)\n"},
      {"[severity]\nsum = \"warnin\"\n",
       ".countercheck.toml:2:7: unknown severity `warnin` (did you mean `warning`?)\n"},
      {"[set]\nx = [1]\n", ".countercheck.toml:2:5: `x` is an array, not a text or a number\n"},
      {"set = 3\n", ".countercheck.toml:1:7: `set` is a number, not a table\n"},
      {"extend = \"none.toml\"\n", ".countercheck.toml:1:10: cannot read `none.toml`: no such file\n"},
      {"extend = \".countercheck.toml\"\n", ".countercheck.toml:1:10: `.countercheck.toml` extends itself\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Sink sink;
    const Configuration configuration = read("model = \"kept\"\n" + row.text, sink);
    std::string problems = shown(sink.take_sorted());
    // The line above moves all places by one.
    std::string expected = row.problems;
    const std::size_t line = std::string(".countercheck.toml:").size();
    expected[line] = static_cast<char>(expected[line] + 1);
    CHECK(problems == expected);
    CHECK(configuration.settings.model == "kept");
  }
}

TEST_CASE("a configuration beats what it extends, and paths are relative to their own file") {
  MemoryFiles files;
  files.contents["a/countercheck.toml"] =
      "extend = \"../base/c.toml\"\nrules = [\"own\"]\nselect = [\"sum\"]\n[set]\nx = 1\n";
  files.contents["base/c.toml"] =
      "hardware = \"h\"\nrules = [\"base\", \"/abs\"]\nselect = [\"claim\"]\nignore = [\"moe\"]\n[set]\nx = 2\ny = 3\n";
  Sink sink;
  const Configuration configuration = read_configuration("a/countercheck.toml", files, sink);
  CHECK(shown(sink.take_sorted()).empty());
  CHECK(joined(configuration.settings.rules) == "base/base /abs a/own");
  CHECK(joined(configuration.settings.select) == "sum");
  CHECK(joined(configuration.settings.ignore) == "moe");
  CHECK(configuration.settings.hardware == "h");
  CHECK(configuration.settings.set.at("x") == "1");
  CHECK(configuration.settings.set.at("y") == "3");
  CHECK(configuration.place_of("set.x").source->path() == "a/countercheck.toml");
  CHECK(configuration.place_of("set.y").source->path() == "base/c.toml");

  Configuration over;
  over.settings.set = {{"y", "4"}};
  over.settings.hardware = "other";
  const Configuration both = overlay(configuration, over);
  CHECK(both.settings.set.at("y") == "4");
  CHECK(both.settings.set.at("x") == "1");
  CHECK_FALSE(both.place_of("set.y").is_known());
  CHECK_FALSE(both.place_of("hardware").is_known());
  CHECK(both.place_of("set.x").is_known());
}

TEST_CASE("files that extend each other end") {
  MemoryFiles files;
  files.contents["a.toml"] = "extend = \"b.toml\"\n";
  files.contents["b.toml"] = "extend = \"a.toml\"\n";
  Sink sink;
  read_configuration("a.toml", files, sink);
  CHECK(shown(sink.take_sorted()) == "b.toml:1:10: `a.toml` extends itself\n");

  for (int i = 0; i < 1000; ++i) {
    files.contents[std::to_string(i)] = "extend = \"" + std::to_string(i + 1) + "\"\n";
  }
  read_configuration("0", files, sink);
  CHECK(sink.take_sorted().size() == 1);
}

TEST_CASE("documents are files, folders and stdin, each once") {
  MemoryFiles files;
  files.contents = {{"a/b.md", "B"}, {"a/c.txt", ""}, {"a/d/e.md", "E"}, {"f.md", "F"}, {"-", "in"}};
  files.contents["none/x.txt"] = "";
  Options options;
  Sink sink;

  options.names = {"f.md", "a", "./f.md", "a/b.md", "-", "-", "gone.md"};
  Request request = request_of(options, files, sink);
  CHECK(joined(request.files) == "f.md a/b.md a/d/e.md gone.md");
  REQUIRE(request.texts.size() == 1);
  CHECK(request.texts[0]->path() == "<stdin>");
  CHECK(request.texts[0]->text() == "in");
  CHECK(sink.is_empty());

  options.names = {"none", "-"};
  options.stdin_filename = "docs/plan.md";
  request = request_of(options, files, sink);
  CHECK(request.texts[0]->path() == "docs/plan.md");
  CHECK(shown(sink.take_sorted()) == "none: holds no documents (*.md)\n");
}

TEST_CASE("rule files go by their path below the folder that was named") {
  MemoryFiles files;
  files.contents = {{"ops/rules/quantities/own.toml", ""}, {"ops/rules/cost.toml", ""}, {"empty/x.md", ""}};
  Sink sink;
  std::vector<std::string> names;
  for (const std::string path : {"ops/rules", "ops/rules/cost.toml", "empty", "gone"}) {
    for (const RuleFile& file : read_rules(path, {}, files, sink)) names.push_back(file.name);
  }
  CHECK(joined(names) == "cost.toml quantities/own.toml cost.toml");
  CHECK(shown(sink.take_sorted()) == "empty: it holds no rule files (*.toml)\ngone: no such file\n");
}

TEST_CASE("a configuration and a rulebook are read once for all documents") {
  MemoryFiles files;
  files.contents = {{"countercheck.toml", "hardware = \"no such machine\"\nrules = [\"r\"]\n"}, {"r/q.toml", ""}};
  Sink sink;
  Projects projects({}, true, files, sink);
  const Project& first = projects.of("a.md");
  const std::size_t problems = sink.findings().size();
  CHECK(problems >= 1);
  CHECK(&projects.of("b/c.md") == &first);
  CHECK(sink.findings().size() == problems);
  CHECK(joined(files.was_read) == "countercheck.toml r/q.toml");
  CHECK(first.settings.fail_on == FailOn::error);
}

TEST_CASE("without configuration nothing is looked for") {
  MemoryFiles files;
  files.contents = {{"countercheck.toml", "hardware = \"no such machine\"\n"}};
  Sink sink;
  Projects projects({}, false, files, sink);
  projects.of("a.md");
  CHECK(files.was_read.empty());
}

TEST_CASE("settings are resolved against the rulebook") {
  Rulebook book;
  book.units.add_dimension("time");
  UnitDefinition second;
  second.name = "second";
  second.symbols = {"s"};
  second.dimension.exponents[0] = 1;
  book.units.add(second);
  const auto add = [&](Quantity quantity) {
    quantity.said = quantity.name;
    book.by_name[quantity.name] = static_cast<QuantityId>(book.quantities.size());
    book.quantities.push_back(std::move(quantity));
  };
  Quantity count;
  count.name = "num_gpus";
  count.formulas.resize(2);
  count.formulas[0].reading = "dense";
  count.formulas[1].reading = "sparse";
  add(count);
  Quantity duration;
  duration.name = "duration";
  duration.unit = *book.units.parse("s");
  add(duration);
  Profile machine;
  machine.name = "h100-sxm";
  machine.aliases = {"H100"};
  book.hardware.push_back(machine);
  Rule rule;
  rule.id = "moe/uneven";
  book.rules.push_back(rule);

  struct Row {
    Settings settings;
    std::string problems;
  };
  std::vector<Row> rows;
  const auto row = [&](auto change, std::string problems) {
    Settings settings;
    change(settings);
    rows.push_back({settings, std::move(problems)});
  };
  row([](Settings& s) { s.hardware = "h100-smx"; }, ": unknown hardware `h100-smx` (did you mean `h100-sxm`?)\n");
  row([](Settings& s) { s.model = "zzz"; }, ": unknown model `zzz` (`countercheck models` lists what is known)\n");
  row(
      [](Settings& s) {
        s.conventions = {{"bytes", "octal"}};
      },
      ": unknown reading of bytes `octal` (one of `binary`, `decimal`)\n");
  row(
      [](Settings& s) {
        s.conventions = {{"num_gpu", "x"}};
      },
      ": unknown quantity `num_gpu` (did you mean `num_gpus`?)\n");
  row(
      [](Settings& s) {
        s.conventions = {{"num_gpus", "dens"}};
      },
      ": unknown reading `dens` of `num_gpus` (did you mean `dense`?)\n");
  row(
      [](Settings& s) {
        s.conventions = {{"duration", "x"}};
      },
      ": unknown reading `x` of `duration` (`duration` has one undisputed reading)\n");
  row([](Settings& s) { s.conventions = {{"num_gpus", "sparse"}, {"bytes", "binary"}}; }, "");
  row([](Settings& s) { s.select = {"moe", "moe/", "moe/uneven", "claim/num_gpus", "claim", "sum"}; }, "");
  row([](Settings& s) { s.select = {"mo"}; }, ": no rule is called `mo` (`countercheck rules list` lists them)\n");
  row([](Settings& s) { s.ignore = {"moe/unevn"}; }, ": no rule is called `moe/unevn` (did you mean `moe/uneven`?)\n");
  row([](Settings& s) { s.tolerance = {{"num_gpus", "1 %"}}; }, "");
  row([](Settings& s) { s.set = {{"num_gpus", "128"}, {"duration", "3 s"}}; }, "");
  row(
      [](Settings& s) {
        s.set = {{"num_gpu", "128"}};
      },
      "--set: unknown quantity `num_gpu` (did you mean `num_gpus`?)\n");
  for (const Row& each : rows) {
    Sink sink;
    Configuration configuration;
    configuration.settings = each.settings;
    MemoryFiles files;
    resolve_target(configuration, book, files, sink);
    check_rule_names(configuration, book, sink);
    CHECK(shown(sink.take_sorted()) == each.problems);
  }
}

TEST_CASE("colour is a matter of the option, then of the surroundings") {
  struct Row {
    ColourChoice colour;
    Surroundings surroundings;
    bool expected;
  };
  const Row rows[] = {
      {ColourChoice::automatic, {true, "", "", "xterm"}, true},
      {ColourChoice::automatic, {false, "", "", "xterm"}, false},
      {ColourChoice::automatic, {true, "1", "", "xterm"}, false},
      {ColourChoice::automatic, {true, "", "", "dumb"}, false},
      {ColourChoice::automatic, {false, "", "1", "dumb"}, true},
      {ColourChoice::automatic, {true, "", "0", "xterm"}, false},
      {ColourChoice::automatic, {true, "1", "1", "xterm"}, false},
      {ColourChoice::always, {false, "1", "", "dumb"}, true},
      {ColourChoice::never, {true, "", "1", "xterm"}, false},
  };
  for (const Row& row : rows) CHECK(wants_colour(row.colour, row.surroundings) == row.expected);
}

TEST_CASE("a place in a document is told from a name") {
  struct Row {
    std::string text, expected;
  };
  const Row rows[] = {
      {"a.md:12", "a.md 12"},
      {"a.md:12:3", "a.md 12"},
      {"a:b.md:12", "a:b.md 12"},
      {"12", ""},
      {":12", ""},
      {"a.md:", ""},
      {"a.md:0", ""},
      {"a.md:x", ""},
      {"moe/uneven", ""},
      {"a.md:99999999999", ""},
      {"a.md:-1", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto name = read_line_name(row.text);
    CHECK((name ? name->path + " " + std::to_string(name->line) : "") == row.expected);
  }
}

TEST_CASE("a problem shows its line and a caret") {
  const auto source = std::make_shared<const Source>("r.toml",
                                                     "a = 1\n\tgr\xC3\xB6\xC3\x9F"
                                                     "e = 2\n");
  Sink sink;
  sink.problem("rulebook", Place{source, {14, 15}}, "what was seen", "what to do");
  CHECK(problem_text(sink.findings()[0]) ==
        "r.toml:2:9: error: what was seen [rulebook]\n"
        "    2 | \tgr\xC3\xB6\xC3\x9F"
        "e = 2\n"
        "      | \t     ^\n"
        "  help: what to do\n");
  sink.problem("usage", Place{}, "what was seen");
  CHECK(problem_text(sink.findings()[1]) == "countercheck: error: what was seen [usage]\n");
  sink.problem("io", std::string("a.md"), "no such file");
  CHECK(problem_text(sink.findings()[2]) == "a.md: error: no such file [io]\n");
}

TEST_CASE("command lines become options") {
  const auto parse = [](std::vector<std::string> arguments) {
    auto parsed = parse_command_line(arguments);
    CAPTURE(joined(arguments));
    if (std::holds_alternative<Output>(parsed)) FAIL(shown(std::get<Output>(parsed).problems));
    return std::get<Options>(parsed);
  };
  CHECK(parse({"plan.md"}).command == "check");
  CHECK(joined(parse({"plan.md", "b.md"}).names) == "plan.md b.md");
  CHECK(joined(parse({"-"}).names) == "-");
  CHECK(joined(parse({"check", "--", "-x.md"}).names) == "-x.md");
  CHECK(parse({"--format", "json", "plan.md"}).format == "json");
  CHECK(parse({"report", "plan.md"}).command == "report");
  CHECK(parse({"version"}).command == "version");
  CHECK(parse({"--version"}).command == "version");
  CHECK(parse({"annotate", "-w", "a.md"}).write);
  CHECK(parse({"annotate", "--strip", "a.md"}).strip);
  CHECK(parse({"a.md", "-q", "--exit-zero", "--all"}).exit_zero);
  CHECK_FALSE(parse({"--no-config", "a.md"}).use_configuration);
  CHECK(parse({"--fail-on", "nothing-checked", "a.md"}).settings.fail_on == FailOn::nothing_checked);
  CHECK_FALSE(parse({"a.md"}).settings.fail_on);
  CHECK(parse({"--color=never", "a.md"}).colour == ColourChoice::never);

  const Options set =
      parse({"--set", "a=1", "--set", "b = c=d", "plan.md", "--select", "sum,claim", "--select", "moe"});
  CHECK(set.settings.set == std::map<std::string, std::string>{{"a", "1"}, {"b ", " c=d"}});
  CHECK(joined(set.names) == "plan.md");
  CHECK(joined(set.settings.select) == "sum claim moe");
}

TEST_CASE("a wrong command line says what was probably meant") {
  struct Row {
    std::vector<std::string> arguments;
    std::string said;
  };
  const Row rows[] = {
      {{}, "no documents (name files or folders, or `-` for stdin; `--help` tells more)"},
      {{"chekc", "a.md"}, "there is no file and no command `chekc` (did you mean `check`?)"},
      {{"a.md", "--formt", "json"}, "unknown option `--formt` (did you mean `--format`?)"},
      {{"a.md", "--hardwear=x"}, "unknown option `--hardwear` (did you mean `--hardware`?)"},
      {{"a.md", "-z"}, "unknown option `-z` (`countercheck check --help` lists what it takes)"},
      {{"report", "a.md", "--strip"}, "unknown option `--strip` (`countercheck report --help` lists what it takes)"},
      {{"a.md", "--format", "jsn"}, "`--format` does not take `jsn` (did you mean `json`?)"},
      {{"a.md", "--fail-on", "info"},
       "`--fail-on` does not take `info` (one of `error`, `warning`, `unverifiable`, `nothing-checked`)"},
      {{"a.md", "--color", "red"}, "`--color` does not take `red` (one of `auto`, `always`, `never`)"},
      {{"a.md", "--set", "num_gpus"}, "`--set num_gpus` is not NAME=VALUE"},
      {{"a.md", "--set", "=1"}, "`--set =1` is not NAME=VALUE"},
  };
  for (const Row& row : rows) {
    CAPTURE(joined(row.arguments));
    const auto parsed = parse_command_line(row.arguments);
    REQUIRE(std::holds_alternative<Output>(parsed));
    CHECK(std::get<Output>(parsed).status == 2);
    CHECK(shown(std::get<Output>(parsed).problems) == ": " + row.said + "\n");
  }
  const auto missing = parse_command_line({"a.md", "--hardware"});
  REQUIRE(std::holds_alternative<Output>(missing));
  CHECK(std::get<Output>(missing).status == 2);
}

TEST_CASE("help is no mistake") {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--help"}, {"-h"}, {"help"}, {"check", "--help"}, {"annotate", "-h"}}) {
    const auto parsed = parse_command_line(arguments);
    REQUIRE(std::holds_alternative<Output>(parsed));
    CHECK(std::get<Output>(parsed).status == 0);
    CHECK(std::get<Output>(parsed).problems.empty());
    CHECK(std::get<Output>(parsed).text.find("--help") != std::string::npos);
  }
}

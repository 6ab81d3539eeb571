// What is not as it should be: each thing gets a clear message and the right exit status, and the rest is still
// checked.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "countercheck/countercheck.h"
#include "shell.h"

using namespace countercheck;
using countercheck::testing::has;
using countercheck::testing::Shell;

namespace {

const std::string kWrong = "The ranks are 64 × 2 = 120.\n";

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// One line a verdict, with its line in the document and what was said.
std::string verdicts(const Report& report) {
  std::string all;
  for (const Finding& finding : report.documents.at(0).findings) {
    all += finding.rule + " " + std::string(name_of(finding.verdict));
    if (finding.place.is_known()) all += " " + std::to_string(finding.place.begin().line);
    all += " " + finding.message + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("strange documents are read to their end") {
  struct Row {
    std::string what, text;
    int status;
    std::string said;  ///< a part of what is said on stdout
  };
  const Row rows[] = {
      {"empty", "", 0, "0 claims"},
      {"only a byte order mark", "\xEF\xBB\xBF", 0, "0 claims"},
      {"no final newline", kWrong.substr(0, kWrong.size() - 1), 1, "x.md:1:25: error"},
      {"not UTF-8", "Caf\xE9.\n\n" + kWrong, 1, "x.md:1:4: note: not UTF-8"},
      {"not UTF-8, and still checked", "Caf\xE9.\n\n" + kWrong, 1, "x.md:3:25: error: 64 × 2 is 128, not 120"},
      {"NUL bytes", std::string("a\0b\n\n", 5) + kWrong, 1, "x.md:1:2: note: a NUL byte"},
      {"NUL bytes, and still checked", std::string("a\0b\n\n", 5) + kWrong, 1, "x.md:3:25: error: 64 × 2 is 128"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "6\0004\0",
                   6),
       0, "not UTF-8"},
      {"ten thousand nested quotes", repeated(">", 10000) + " a\n\n" + kWrong, 1, "nested deeper than"},
      {"ten thousand nested quotes, and still checked", repeated("> ", 10000) + " a\n\n" + kWrong, 1,
       "x.md:3:25: error"},
      {"nested lists", repeated("- ", 10000) + " a\n\n" + kWrong, 1, "x.md:3:"},
      {"brackets", repeated("[", 50000) + "\n\n" + kWrong, 1, "x.md:3:"},
      {"stars", repeated("*a_", 50000) + "\n\n" + kWrong, 1, "x.md:3:"},
      {"back ticks", repeated("`", 30000) + "a" + repeated("`", 29999) + "\n\n" + kWrong, 1, "x.md:3:"},
      {"parentheses", "1 " + repeated("(2 × ", 5000) + "\n\n" + kWrong, 1, "x.md:3:"},
      {"a long calculation", "1" + repeated(" + 1", 5000) + " = 5001.\n\n" + kWrong, 1, "x.md:3:"},
      {"an open fence", kWrong + "\n```sh\n--tp 8\n", 1, "x.md:1:"},
      {"open front matter", "---\na: [1\n\n" + kWrong, 1, "x.md:4:"},
      {"a table with ragged rows", "| GPUs | Memory |\n|---|---|\n| 1 |\n| 2 | 3 | 4 | 5 |\n|\n||||\n\n" + kWrong, 1,
       "x.md:8:"},
      {"a row without cells",
       "| Name | Total GPUs | EP |\n|---|---|---|\n| x | 8 | 4 |\n|\n| y | 16 | 8 |\n\n" + kWrong, 1, "x.md:7:"},
      {"a table of many columns", repeated("| GPUs ", 2000) + "|\n" + repeated("|---", 2000) + "|\n\n" + kWrong, 1,
       "x.md:4:"},
      {"a huge number", "GPUs: " + repeated("9", 5000) + "\n\nGPUs: 1e99999\n\n" + kWrong, 1, "x.md:5:"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Shell shell;
    shell.put("x.md", row.text);
    for (const char* format : {"concise", "text", "json", "markdown"}) {
      CAPTURE(format);
      const Shell::Result result = shell.run("$P --all --format " + std::string(format) + " x.md");
      CAPTURE(result.out.substr(0, 2000), result.error);
      CHECK(result.status == row.status);
      CHECK(result.error.empty());
      if (format == std::string("concise")) CHECK(has(result.out, row.said));
    }
    CHECK(shell.run("$P annotate --write x.md").status == row.status);
    CHECK(shell.run("$P annotate --strip --write x.md").status == 0);
    CHECK(shell.get("x.md") == row.text);
  }
}

TEST_CASE("a line of 4 MB is read to its end") {
  Shell shell;
  shell.put("x.md", repeated("a long line without any figure ", 4 * 1024 * 1024 / 31) + "\n\n" + kWrong);
  const Shell::Result result = shell.run("$P --format concise x.md");
  CHECK(result.status == 1);
  CHECK(has(result.out, "x.md:3:25: error: 64 × 2 is 128, not 120"));
}

TEST_CASE("what cannot be read is told, and the other documents are checked") {
  struct Row {
    std::string command, error;
  };
  const Row rows[] = {
      {"$P gone.md bad.md", "gone.md: error: no such file [io]"},
      {"ln -s nowhere link.md; $P link.md bad.md", "link.md: error: no such file [io]"},
      {"ln -s loop.md loop.md; $P loop.md bad.md", "loop.md: error: too many levels of symbolic links [io]"},
      {"mkdir empty; $P empty bad.md", "empty: error: holds no documents (*.md) [io]"},
      {"mkdir x.md; $P x.md bad.md", "x.md: error: holds no documents (*.md) [io]"},
      {"$P good.md/x.md bad.md", "good.md/x.md: error: no such file [io]"},
      {"$P --hardware h9000 bad.md", "unknown hardware `h9000`"},
      {"$P --hardware h100-sxn bad.md", "did you mean `h100-sxm`?"},
      {"$P --model no-such-model bad.md", "unknown model `no-such-model`"},
      {"$P --set num_gpu=8 bad.md", "unknown quantity `num_gpu`"},
      {"$P --set num_gpu=8 bad.md", "did you mean `num_gpus`?"},
      {"$P --set num_gpus=many bad.md", "`many`"},
      {"$P --convention bytes=octal bad.md", "unknown reading of bytes `octal`"},
      {"$P --convention experts_per_gpu=instanzes bad.md", "did you mean `instances`?"},
      {"$P --ignore moe/no-such-rule bad.md", "no rule is called `moe/no-such-rule`"},
      {"$P --rules gone.toml bad.md", "gone.toml: error: no such file [io]"},
      {"printf 'hardware = \"h9000\"\\n' >countercheck.toml; $P bad.md",
       "countercheck.toml:1:12: error: unknown hardware `h9000` [configuration]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.command);
    Shell shell;
    const Shell::Result result = shell.run(row.command);
    CAPTURE(result.out, result.error);
    CHECK(result.status == 2);
    CHECK(has(result.error, row.error));
    CHECK(has(result.out, "bad.md:1:25: error: 64 × 2 is 128, not 120"));
  }
}

TEST_CASE("a mistake in a rule file has its place, and everything else is still checked") {
  struct Row {
    std::string what, toml, error;
  };
  const std::string rest = "summary = \"s\"\nmessage = \"m\"\nseverity = \"error\"\n";
  const Row rows[] = {
      {"bytes and seconds", rest + "assert = \"memory_per_gpu < 3 s\"\n", "r.toml:4:"},
      {"bytes and seconds, in words", rest + "assert = \"memory_per_gpu < 3 s\"\n", "time"},
      {"division by a written zero", rest + "assert = \"num_gpus / 0 > 1\"\n", "divi"},
      {"an unknown name", rest + "assert = \"num_gpuss > 1\"\n", "did you mean `num_gpus`?"},
      {"an unknown key", rest + "asert = \"num_gpus > 1\"\n", "did you mean `assert`?"},
      {"half an expression", rest + "assert = \"num_gpus > \"\n", "r.toml:4:"},
      {"deep parentheses", rest + "assert = \"" + repeated("(", 5000) + "\"\n", "r.toml:4:"},
      {"an open text", rest + "assert = \"num_gpus > 1\n", "r.toml:4:"},
      {"not UTF-8", rest + "assert = \"num_gpus > 1\xFF\"\n", "r.toml:4:"},
      {"a cycle",
       "[apples]\nabout = \"a\"\nunit = \"\"\nformula = \"pears + 1\"\n"
       "[pears]\nabout = \"p\"\nunit = \"\"\nformula = \"apples + 1\"\n",
       "a circle of formulas: apples → pears → apples"},
      {"a wrong dimension", "[apples]\nabout = \"a\"\nunit = \"byte\"\nlabel = [\"apples\"]\nformula = \"3 s\"\n",
       "r.toml:5:"},
      {"a name twice", "[num_gpus]\nabout = \"a\"\nunit = \"\"\nlabel = [\"apples\"]\n", "replace = true"},
      {"a broken pattern", "[apples]\nabout = \"a\"\nunit = \"\"\nlabel = [\"apples\"]\nphrase = [\"({n}\"]\n",
       "r.toml:5:"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Shell shell;
    shell.put("r.toml", row.toml);
    const Shell::Result result = shell.run("$P --rules r.toml bad.md");
    CAPTURE(result.out, result.error);
    CHECK(result.status == 2);
    CHECK(has(result.error, row.error));
    CHECK(has(result.out, "bad.md:1:25: error: 64 × 2 is 128, not 120"));
  }
}

TEST_CASE("a division by zero that only the document brings about is no failure of the document") {
  Shell shell;
  shell.put("r.toml", "summary = \"s\"\nmessage = \"m\"\nseverity = \"error\"\nassert = \"1 / (num_gpus - 8) > 1\"\n");
  shell.put("x.md", "Total GPUs: 8\n");
  const Shell::Result result = shell.run("$P --rules r.toml --all --format concise x.md");
  CAPTURE(result.out, result.error);
  CHECK(result.status == 0);
  CHECK(has(result.out, "division by zero"));
  CHECK(has(result.out, "[project/r]"));
}

TEST_CASE("a rule file that is cut anywhere is told, or is whole as far as it goes") {
  const std::string whole = read(std::string(COUNTERCHECK_ROOT) + "/fixtures/ep64-tp2/rules/accounting.toml");
  REQUIRE(whole.size() > 500);
  Shell shell;
  for (std::size_t cut = 0; cut < whole.size(); cut += 97) {
    CAPTURE(cut);
    shell.put("r.toml", whole.substr(0, cut));
    const Shell::Result result = shell.run("$P --rules r.toml bad.md");
    CAPTURE(result.out, result.error);
    CHECK((result.status == 2) == has(result.error, "r.toml:"));
    CHECK((result.status == 1 || result.status == 2));
    CHECK(has(result.out, "bad.md:1:25: error: 64 × 2 is 128, not 120"));
    const bool is_in_a_definition = whole.substr(0, cut).find("[memory_per_gpu]") != std::string::npos &&
                                    whole.substr(cut).find("source  =") != std::string::npos;
    if (is_in_a_definition) CHECK(result.status == 2);
  }
}

TEST_CASE("an output file is written whole or not at all") {
  struct Row {
    std::string command, error;
  };
  const Row rows[] = {
      {"$P bad.md -o none/found.txt", "none/found.txt: error: no such folder [io]"},
      {"mkdir d; $P bad.md -o d", "d: error: is a folder [io]"},
      {"$P bad.md -o /proc/found.txt", "/proc/found.txt: error: "},
      {"e=$( { ( ulimit -f 0; $P bad.md -o found.txt 2>&1; echo $? ) } | cat ); echo \"$e\" >&2; exit ${e##*[!0-9]}",
       "found.txt: error: file too large [io]"},
      {"$P annotate bad.md -o none/found.md", "no such folder"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.command);
    Shell shell;
    const Shell::Result result = shell.run(row.command);
    CAPTURE(result.out, result.error);
    CHECK(result.status == 2);
    CHECK(has(result.error, row.error));
    CHECK(shell.run("ls -A | grep -vx -e .out -e .error -e good.md -e bad.md -e d; ls -A d").out.empty());
    CHECK(shell.get("bad.md") == kWrong);
  }
}

TEST_CASE("what the user may not write stays as it was") {
  Shell shell;
  // Root without its privileges is an ordinary user.
  const std::string plain = "setpriv --bounding-set=-all --inh-caps=-all ";
  if (shell.run("[ $(id -u) != 0 ] || " + plain + "true").status != 0) return;
  const std::string as_user = "U=; [ $(id -u) != 0 ] || U='" + plain + "'; ";
  shell.put("closed/bad.md", kWrong);
  const Shell::Result folder = shell.run("chmod 555 closed; " + as_user + "$U $P annotate --write closed/bad.md");
  CHECK(folder.status == 2);
  CHECK(has(folder.error, "closed/bad.md: error: permission denied [io]"));
  CHECK(shell.get("closed/bad.md") == kWrong);
  const Shell::Result out = shell.run(as_user + "$U $P bad.md -o closed/found.txt");
  CHECK(out.status == 2);
  CHECK(has(out.error, "closed/found.txt: error: permission denied [io]"));
  const Shell::Result unreadable = shell.run("chmod 000 good.md; " + as_user + "$U $P good.md bad.md");
  CHECK(unreadable.status == 2);
  CHECK(has(unreadable.error, "good.md: error: permission denied [io]"));
  CHECK(has(unreadable.out, "bad.md:1:25: error"));
  shell.run("chmod 755 closed");
}

TEST_CASE("line ends, a byte order mark and a missing final newline change no verdict") {
  const std::string path = std::string(COUNTERCHECK_ROOT) + "/fixtures/ep64-tp2/deployment.md";
  const std::string text = read(path);
  REQUIRE(text.size() > 1000);
  const auto verdicts_of = [&](const std::string& changed) {
    Request request;
    request.texts = {std::make_shared<const Source>(path, changed)};
    return verdicts(check(request));
  };
  const std::string expected = verdicts_of(text);
  CHECK(has(expected, "claim/memory_per_gpu fail "));
  CHECK(verdicts_of(replaced(text, "\n", "\r\n")) == expected);
  CHECK(verdicts_of("\xEF\xBB\xBF" + text) == expected);
  CHECK(verdicts_of(text.substr(0, text.size() - 1)) == expected);
  CHECK(verdicts_of("\xEF\xBB\xBF" + replaced(text.substr(0, text.size() - 1), "\n", "\r\n")) == expected);
}

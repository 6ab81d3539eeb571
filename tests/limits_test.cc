// How much of a document is read: each limit is told where it cuts, and moves.
#include "text/limits.h"

#include <catch2/catch.hpp>

#include "shell.h"

namespace countercheck {
namespace {

using testing::Shell;

struct Row {
  const char* limit;
  std::string text;
  const char* told;  ///< with the limit at 2
};

TEST_CASE("what lies beyond a limit is told at its place, and moving the limit reads it") {
  const Row rows[] = {
      {"nesting", "a\n\n> > > 64 × 2 = 120\n", "x.md:3:5: note: quotes or lists nested deeper than 2 are read as text"},
      {"columns", "a\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n",
       "x.md:3:1: note: a table with 3 columns is read as text"},
      {"figures", "64 × 2 = 120\n", "x.md:1:11: note: more than 2 figures: from here on none was checked"},
      {"figures", "64 and 2\n\nThen 7\n", "x.md:3:6: note: more than 2 figures: from here on none was checked"},
      {"parentheses", "a\n\n(((2 + 3))) × 4 = 21\n",
       "x.md:3:1: note: parentheses nested deeper than 2 are not calculated, here and below"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.limit, row.text);
    Shell shell;
    shell.put("x.md", row.text);
    const std::string check = "$P check --format concise --exit-zero --limit " + std::string(row.limit);
    CHECK(shell.run(check + "=2 x.md").out.find(row.told) != std::string::npos);
    CHECK(shell.run(check + "=3 x.md").out.find("note:") == std::string::npos);
    CHECK(shell.run("$P check x.md --exit-zero").out.find("note:") == std::string::npos);
    shell.put(".countercheck.toml", "[limits]\n" + std::string(row.limit) + " = 2\n");
    CHECK(shell.run("$P check --format concise --exit-zero x.md").out.find(row.told) != std::string::npos);
  }
}

TEST_CASE("exactly as many figures as the limit are read in silence") {
  Shell shell;
  shell.put("x.md", "5 × 5 = 26\n\nNo number here.\n");
  const Shell::Result result = shell.run("$P check --format concise --limit figures=3 x.md");
  CHECK(result.status == 1);
  CHECK(result.out.find("note") == std::string::npos);
}

TEST_CASE("a document is read up to its size, and what stands there is checked") {
  Shell shell;
  std::string text = "5 × 5 = 26\n\n";
  while (text.size() <= (std::size_t{1} << 20)) text += "A line without any figure of its own.\n";
  shell.put("x.md", text + "\n6 × 6 = 37\n");
  const Shell::Result cut = shell.run("$P check --format concise --limit document_mib=1 x.md");
  CHECK(cut.out.find("only the first 1 MiB are read") != std::string::npos);
  CHECK(cut.out.find("5 × 5 is 25") != std::string::npos);
  CHECK(cut.out.find("6 × 6 is 36") == std::string::npos);
  CHECK(shell.run("$P check --format concise x.md").out.find("6 × 6 is 36") != std::string::npos);
}

TEST_CASE("a graph that is too large is not read") {
  Shell shell;
  std::string graph = "digraph {\n";
  while (graph.size() <= (std::size_t{1} << 20)) graph += "  // a comment that takes room\n";
  shell.put("plan.dot", graph + "  a -> b\n}\n");
  const Shell::Result cut = shell.run("$P check --limit graph_mib=1 plan.dot");
  CHECK(cut.status == 1);
  CHECK(cut.out.find("the graph was not read: it is larger than 1 MiB") != std::string::npos);
  CHECK(cut.out.find("`--limit graph_mib=NUMBER` moves the limit") != std::string::npos);
  CHECK(shell.run("$P check plan.dot").out.find("was not read") == std::string::npos);
}

TEST_CASE("limits that are none are mistakes of usage or of the configuration") {
  Shell shell;
  shell.put("x.md", "a\n");
  const auto said = [&](const char* limit) {
    const Shell::Result result = shell.run("$P check --limit " + std::string(limit) + " x.md");
    CHECK(result.status == 2);
    return result.error;
  };
  CHECK(said("colums=3").find("did you mean `columns`?") != std::string::npos);
  CHECK(said("columns=0").find("a whole number from 1 to 10000") != std::string::npos);
  CHECK(said("columns=10001").find("`10001` is not a limit of `columns`") != std::string::npos);
  CHECK(said("columns=1e3").find("is not a limit") != std::string::npos);
  CHECK(said("columns").find("is not NAME=VALUE") != std::string::npos);
  shell.put(".countercheck.toml", "[limits]\nnesting = 2000\n");
  const Shell::Result result = shell.run("$P check x.md");
  CHECK(result.status == 2);
  CHECK(result.error.find(".countercheck.toml:2:11: error: `2000` is not a limit of `nesting`") != std::string::npos);
}

TEST_CASE("at their most, limits still hold") {
  Shell shell;
  std::string quotes;
  for (int i = 0; i < 3000; ++i) quotes += "> ";
  const std::string open(3000, '(');
  shell.put("x.md", quotes + "a\n\n" + open + "1 + 2" + std::string(3000, ')') + " = 4\n\n5 × 5 = 26\n");
  std::string all;
  for (const Limit& limit : all_limits())
    all += " --limit " + std::string(limit.name) + "=" + std::to_string(limit.most);
  const Shell::Result result = shell.run("$P check --format concise" + all + " x.md");
  CHECK(result.status == 1);
  CHECK(result.out.find("5 × 5 is 25") != std::string::npos);
}

}  // namespace
}  // namespace countercheck

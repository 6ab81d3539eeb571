// Runs the examples of rules as the program does: those that are built in, and broken ones.
#include <catch2/catch.hpp>
#include <string>

#include "shell.h"

using countercheck::testing::has;
using countercheck::testing::Shell;

TEST_CASE("the examples of all rules do as they say") {
  Shell shell;
  const Shell::Result result = shell.run("$P rules test");
  CAPTURE(result.out, result.error);
  CHECK(result.status == 0);
  CHECK(has(result.out, " examples, 0 wrong"));
}

TEST_CASE("an example that does not do as it says is told with its place") {
  Shell shell;
  const std::string rule = "summary = \"s\"\nmessage = \"m\"\nseverity = \"error\"\nassert = \"num_gpus > 4\"\n";
  shell.put("r.toml", rule + "[[example]]\nfails = \"- Total GPUs: 8\"\n[[example]]\npasses = \"- Total GPUs: 8\"\n");
  const Shell::Result wrong = shell.run("$P rules test project/r --rules r.toml");
  CAPTURE(wrong.out, wrong.error);
  CHECK(wrong.status == 1);
  CHECK(has(wrong.out, "r.toml:6:"));
  CHECK(has(wrong.out, "the example should fail [project/r]"));
  CHECK(has(wrong.out, "1 rules, 2 examples, 1 wrong"));
  shell.put("r.toml", rule);
  const Shell::Result none = shell.run("$P rules test project/r --rules r.toml");
  CHECK(none.status == 1);
  CHECK(has(none.out, "the rule has no example that fails"));
  CHECK(shell.run("$P rules test project/gone").status == 2);
}

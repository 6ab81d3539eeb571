// Baselines: what is taken as known, and what is not.
#include <catch2/catch.hpp>
#include <string>

#include "app/check.h"
#include "app/fix_command.h"
#include "findings/baseline.h"
#include "text/files.h"

using namespace countercheck;

namespace {

struct Plan {
  MemoryFiles files;

  explicit Plan(const std::string& text) { files.contents["docs/plan.md"] = text; }

  std::string write() {
    Options options;
    options.names = {"docs"};
    options.write_baseline = "docs/known.toml";
    const BaselineReport report = write_baseline(options, files);
    return report.problems.empty() ? report.note : report.problems[0].message;
  }
  /// The lines on which something is told, without what is only noted.
  std::string check_now(const std::string& baseline = "docs/known.toml") {
    Request request;
    request.files = {"docs/plan.md"};
    request.settings.baseline = baseline;
    const Report report = check(request, files);
    std::string lines;
    for (const Finding& finding : report.documents[0].findings) {
      if (is_for_baseline(finding)) lines += std::to_string(finding.place.begin().line) + ' ';
      if (finding.rule == "baseline") lines += "(" + finding.message + ") ";
    }
    for (const Finding& problem : report.problems) lines += "problem: " + problem.message;
    return lines;
  }
};

const std::string kOne = "The ranks are 64 × 2 = 120.\n";
const std::string kTwo = "The total is 64 × 3 = 121.\n";

}  // namespace

TEST_CASE("a baseline takes what is known, wherever it stands now, and nothing else") {
  struct Row {
    std::string before, after, expected;
  };
  const Row rows[] = {
      {kOne, kOne, ""},
      {kOne, "Moved.\n\n\n" + kOne, ""},
      {kOne, "Said otherwise, the ranks are 64 × 2 = 120 now.\n", ""},
      {kOne, kOne + "\n" + kTwo, "3 "},
      {kOne, kOne + "\n" + kOne, "3 "},
      {kOne + "\n" + kOne, kOne, "(1 finding of the baseline is no longer here) "},
      // One is fixed and another one comes: the count is the same, and it is told.
      {kOne, kTwo, "(1 finding of the baseline is no longer here) 1 "},
      {kOne, "The ranks are 64 × 2 = 121.\n", "(1 finding of the baseline is no longer here) 1 "},
      {kOne, "The ranks are 65 × 2 = 120.\n", "(1 finding of the baseline is no longer here) 1 "},
      {kOne, "All is well.\n", "(1 finding of the baseline is no longer here) "},
      // Of several alike the one whose line reads as before is the old one.
      {kOne, "Elsewhere 64 × 2 = 120.\n\n" + kOne, "1 "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before, row.after);
    Plan plan(row.before);
    plan.write();
    plan.files.contents["docs/plan.md"] = row.after;
    CHECK(plan.check_now() == row.expected);
  }
}

TEST_CASE("a baseline is written for the documents that were checked, and others keep their entries") {
  Plan plan(kOne);
  plan.files.contents["docs/other.md"] = kTwo;
  CHECK(plan.write() == "docs/known.toml: 2 findings written");
  const std::string first = plan.files.contents["docs/known.toml"];
  CHECK(plan.write() == "docs/known.toml: 2 findings written");
  CHECK(plan.files.contents["docs/known.toml"] == first);

  Options options;
  options.names = {"docs/plan.md"};
  options.write_baseline = "docs/known.toml";
  CHECK(write_baseline(options, plan.files).note == "docs/known.toml: 1 finding written");
  CHECK(plan.files.contents["docs/known.toml"] == first);
  plan.files.contents.erase("docs/other.md");
  write_baseline(options, plan.files);
  CHECK(plan.files.contents["docs/known.toml"].find("other.md") == std::string::npos);
}

TEST_CASE("only a baseline is replaced, and another version is told") {
  Plan plan(kOne);
  plan.files.contents["docs/known.toml"] = "precious = true\n";
  CHECK(plan.write() == "is no baseline, so it is left as it is");
  CHECK(plan.files.contents["docs/known.toml"] == "precious = true\n");
  CHECK(plan.check_now() == "1 problem: this is no baseline: it has no `version`");
  plan.files.contents["docs/known.toml"] = "version = 7\nfuture = 1\n";
  CHECK(plan.check_now() == "1 problem: a baseline of version 7; this program reads version 1");
  CHECK(plan.write() == "docs/known.toml: 1 finding written");
  CHECK(plan.check_now().empty());
  plan.files.contents["docs/known.toml"] = "version = 1\n[[finding]]\nrule = 3\n";
  CHECK(plan.check_now().starts_with("1 problem: "));
  plan.files.contents["docs/known.toml"] = "version = \n";
  CHECK(plan.check_now().starts_with("1 problem: "));
  CHECK(plan.check_now("docs/none.toml") == "1 problem: no such file");
}

TEST_CASE("what a baseline prints it reads again, whatever bytes a line has") {
  std::string line = "\"quoted\" \\ and \t\x01 \xFF";
  const auto source = std::make_shared<const Source>("a b.md", "  " + line + "  \n");
  Finding finding;
  finding.rule = "claim/x";
  finding.verdict = Verdict::fail;
  finding.place = {source, {2, 3}};
  finding.claimed.emplace().text = "1 \n 2";
  finding.expected.emplace().text = "≈3";
  const KnownFinding entry = known(finding, "a \"b\".md");
  Sink sink;
  const auto printed = std::make_shared<const Source>("b.toml", print_baseline({entry}));
  const std::vector<KnownFinding> read = read_baseline(printed, sink);
  CHECK(sink.is_empty());
  REQUIRE(read.size() == 1);
  CHECK(read[0].file == entry.file);
  CHECK(read[0].claimed == "1 2");
  CHECK(read[0].computed == "≈3");
  CHECK(read[0].line == entry.line);
  int left_over = 0;
  CHECK(take_known({finding}, read, left_over) == std::vector<bool>{true});
  CHECK(left_over == 0);
}

TEST_CASE("many known findings are taken") {
  std::vector<Finding> findings(50000);
  std::vector<KnownFinding> entries;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].rule = "claim/x";
    findings[i].verdict = Verdict::fail;
    findings[i].message = std::to_string(i % 100);
    entries.push_back(known(findings[i], "a.md"));
  }
  int left_over = 0;
  const std::vector<bool> is_taken = take_known(findings, entries, left_over);
  CHECK(std::count(is_taken.begin(), is_taken.end(), true) == 50000);
}

// From verdicts to what is told: selection, order, severity, folding, counts, exit status.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "findings/settle.h"
#include "sample_report.h"

using namespace countercheck;
using sample::Builder;

namespace {

std::vector<std::string> rules_of(const DocumentReport& document) {
  std::vector<std::string> rules;
  for (const Finding& finding : document.findings) rules.push_back(finding.rule);
  return rules;
}

// "rule@line<-rule@line" for every finding that follows from another.
std::vector<std::string> causes_of(const DocumentReport& document) {
  const auto name = [](const Finding& finding) {
    return finding.rule + '@' + std::to_string(finding.place.begin().line);
  };
  std::vector<std::string> causes;
  for (const Finding& finding : document.findings) {
    if (finding.caused_by < 0) continue;
    causes.push_back(name(finding) + "<-" + name(document.findings.at(static_cast<std::size_t>(finding.caused_by))));
  }
  return causes;
}

std::string counts_of(const Summary& summary) {
  std::string text = std::to_string(summary.claims) + ':';
  for (const int count : {summary.pass, summary.fail, summary.disputed, summary.unverifiable, summary.input}) {
    text += ' ' + std::to_string(count);
  }
  return text;
}

Finding of_rule(std::string rule, Verdict verdict = Verdict::fail, Severity severity = Severity::error) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.verdict = verdict;
  finding.severity = severity;
  return finding;
}

Report report_of(std::vector<Finding> findings) {
  const auto source = std::make_shared<const Source>("d.md", "text\n");
  Report report;
  report.documents.push_back(settle(std::move(findings), {}, source, Settings{}));
  return report;
}

}  // namespace

TEST_CASE("findings stand in the order of the text, then of their rules") {
  Builder b("one 1 two 2\nthree 3\n");
  b.judge(Verdict::pass, "c", b.place("three ", "3"), "");
  b.judge(Verdict::pass, "b", b.place("two ", "2"), "");
  b.judge(Verdict::pass, "z", b.place("one ", "1"), "");
  b.judge(Verdict::pass, "a", b.place("one ", "1"), "");
  b.add(of_rule("document", Verdict::unverifiable));
  const DocumentReport document = b.document();
  CHECK(rules_of(document) == std::vector<std::string>{"document", "claim/a", "claim/z", "claim/b", "claim/c"});
  CHECK(document.findings[0].path == "deployment.md");
}

TEST_CASE("select and ignore take rules and their folders") {
  struct Row {
    std::vector<std::string> select, ignore, expected;
  };
  const std::vector<Row> rows = {
      {{}, {}, {"arithmetic", "claim/a", "claim/ab", "moe/x"}},
      {{"claim/"}, {}, {"claim/a", "claim/ab"}},
      {{"claim"}, {}, {"claim/a", "claim/ab"}},
      {{"claim/a"}, {}, {"claim/a"}},
      {{"moe/x", "arithmetic"}, {}, {"arithmetic", "moe/x"}},
      {{"clai"}, {}, {}},
      {{}, {"claim"}, {"arithmetic", "moe/x"}},
      {{"claim"}, {"claim/a"}, {"claim/ab"}},
      {{}, {"", "/"}, {"arithmetic", "claim/a", "claim/ab", "moe/x"}},
  };
  for (const Row& row : rows) {
    Settings settings;
    settings.select = row.select;
    settings.ignore = row.ignore;
    const auto source = std::make_shared<const Source>("d.md", "");
    CHECK(rules_of(settle({of_rule("moe/x"), of_rule("claim/ab"), of_rule("claim/a"), of_rule("arithmetic")}, {},
                          source, settings)) == row.expected);
  }
}

TEST_CASE("the rule's severity counts for failures; the longest name that the user gave decides") {
  struct Row {
    std::string rule;
    Verdict verdict;
    Severity own;
    Severity expected;
  };
  Settings settings;
  settings.severity = {{"moe", Severity::warning}, {"moe/x", Severity::note}, {"claim/", Severity::error}};
  const std::vector<Row> rows = {
      {"moe/x", Verdict::fail, Severity::error, Severity::note},
      {"moe/xy", Verdict::fail, Severity::error, Severity::warning},
      {"arithmetic", Verdict::fail, Severity::warning, Severity::warning},
      {"claim/a", Verdict::fail, Severity::note, Severity::error},
      {"claim/a", Verdict::disputed, Severity::error, Severity::warning},
      {"claim/a", Verdict::pass, Severity::error, Severity::note},
      {"claim/a", Verdict::unverifiable, Severity::error, Severity::note},
      {"suppression/unused", Verdict::input, Severity::warning, Severity::warning},
  };
  for (const Row& row : rows) {
    INFO(row.rule << ' ' << name_of(row.verdict));
    const auto source = std::make_shared<const Source>("d.md", "");
    const DocumentReport document = settle({of_rule(row.rule, row.verdict, row.own)}, {}, source, settings);
    CHECK(name_of(document.findings.at(0).severity) == name_of(row.expected));
  }
}

TEST_CASE("a claim counts once, with the verdict that weighs most") {
  Builder b("a 1 b 2 c 3 d 4 e 5 f 6\n");
  const auto judge_again = [&](Verdict verdict) {
    Finding finding = b.findings().back();
    finding.verdict = verdict;
    b.add(std::move(finding));
  };
  b.judge(Verdict::input, "q", b.place("a ", "1"), "");
  judge_again(Verdict::unverifiable);
  b.judge(Verdict::unverifiable, "q", b.place("b ", "2"), "");
  judge_again(Verdict::pass);
  b.judge(Verdict::pass, "q", b.place("c ", "3"), "");
  judge_again(Verdict::disputed);
  b.judge(Verdict::fail, "q", b.place("d ", "4"), "");
  judge_again(Verdict::disputed);
  b.judge(Verdict::input, "q", b.place("e ", "5"), "");
  CHECK(counts_of(b.document().summary) == "5: 1 1 1 1 1");

  SECTION("a calculation without a claim of its own is one more; at a claim's place it is that claim") {
    Finding sum = of_rule("arithmetic");
    sum.claimed = Builder::figure("6");
    sum.place = b.place("f ", "6");
    b.add(sum);
    CHECK(counts_of(b.document().summary) == "6: 1 2 1 1 1");
    sum.place = b.place("e ", "5");
    b.add(sum);
    CHECK(counts_of(b.document().summary) == "6: 1 3 1 1 0");
  }
  SECTION("rules are no claims") {
    b.add(of_rule("moe/x"));
    CHECK(counts_of(b.document().summary) == "5: 1 1 1 1 1");
  }
}

TEST_CASE("what follows from a wrong figure is folded under it") {
  CHECK(causes_of(sample::builder().document()) ==
        std::vector<std::string>{"claim/experts_per_gpu@19<-claim/experts_per_gpu@13",
                                 "claim/weights_per_gpu@20<-claim/experts_per_gpu@13"});
}

TEST_CASE("a cause that was not selected causes nothing") {
  Settings settings;
  settings.ignore = {"claim/experts_per_gpu"};
  const DocumentReport document = sample::builder().document(settings);
  CHECK(causes_of(document).empty());
  CHECK(document.summary.fail == 2);
}

TEST_CASE("folding") {
  Builder b("a 1 b 2 c 1 d 4\n");
  const Place a = b.place("a ", "1");
  const Place second = b.place("b ", "2");
  const auto uses = [](const Place& place) {
    return Builder::node("r", "|4|f|2 + 2|", {Builder::leaf("x", "", "", place)});
  };

  SECTION("a wrong figure that a calculation uses") {
    b.judge(Verdict::fail, "q", a, "");
    b.judge(Verdict::fail, "r", second, "").derivation = uses(a);
    CHECK(causes_of(b.document()) == std::vector<std::string>{"claim/r@1<-claim/q@1"});
  }
  SECTION("a right figure causes nothing") {
    b.judge(Verdict::pass, "q", a, "");
    b.judge(Verdict::fail, "r", second, "").derivation = uses(a);
    CHECK(causes_of(b.document()).empty());
  }
  SECTION("a disputed figure does not explain a wrong one") {
    b.judge(Verdict::disputed, "q", a, "");
    b.judge(Verdict::fail, "r", second, "").derivation = uses(a);
    CHECK(causes_of(b.document()).empty());
  }
  SECTION("two figures that explain each other: the first in the text follows, none is lost") {
    b.judge(Verdict::fail, "q", a, "").derivation = uses(second);
    b.judge(Verdict::fail, "r", second, "").derivation = uses(a);
    CHECK(causes_of(b.document()).size() == 1);
  }
  SECTION("the same statement in another scope is another figure") {
    b.judge(Verdict::fail, "q", a, "");
    b.judge(Verdict::fail, "q", b.place("c ", "1"), "");
    CHECK(causes_of(b.document()).size() == 1);
    b.claims().scopes.push_back({.parent = kDocumentScope, .name = "baseline", .span = {}, .is_former = false});
    b.claims().scopes.push_back({.parent = kDocumentScope, .name = "proposed", .span = {}, .is_former = false});
    b.claims().claims[0].scope = 1;
    b.claims().claims[1].scope = 2;
    CHECK(causes_of(b.document()).empty());
    b.claims().claims[0].scope = kDocumentScope;
    CHECK(causes_of(b.document()).size() == 1);
  }
  SECTION("unless the very same calculation refutes it") {
    b.claims().scopes.push_back({.parent = kDocumentScope, .name = "baseline", .span = {}, .is_former = false});
    for (const char* before : {"a ", "c "}) {
      Finding& finding = b.judge(Verdict::fail, "q", b.place(before, "1"), "");
      finding.expected = Builder::figure("4");
      finding.derivation = uses(second);
    }
    b.claims().claims[0].scope = 1;
    CHECK(causes_of(b.document()).size() == 1);
  }
  SECTION("what is disputed is no restatement of what is wrong") {
    b.judge(Verdict::fail, "q", a, "");
    b.judge(Verdict::disputed, "q", b.place("c ", "1"), "");
    CHECK(causes_of(b.document()).empty());
  }
  SECTION("several verdicts on one claim: the one that knows a better number leads") {
    Finding consistency = b.judge(Verdict::fail, "q", a, "");
    b.add(consistency).expected = Builder::figure("7");
    const DocumentReport document = b.document();
    REQUIRE(document.findings.size() == 2);
    CHECK(document.findings[0].caused_by == 1);
    CHECK(document.findings[1].caused_by == -1);
  }
  SECTION("a rule that fails is never folded") {
    b.judge(Verdict::fail, "q", a, "");
    Finding rule = of_rule("moe/x");
    rule.place = second;
    rule.derivation = uses(a);
    b.add(rule);
    CHECK(causes_of(b.document()).empty());
  }
  SECTION("causes that evaluate has set move with the findings") {
    b.judge(Verdict::fail, "r", second, "");
    b.judge(Verdict::fail, "q", a, "");
    Finding last = b.judge(Verdict::fail, "s", b.place("d ", "4"), "");
    Builder moved("a 1 b 2 c 1 d 4\n");
    for (Finding finding : b.findings()) {
      if (finding.rule == "claim/s") finding.caused_by = 0;
      moved.add(std::move(finding));
    }
    CHECK(causes_of(moved.document()) == std::vector<std::string>{"claim/s@1<-claim/r@1"});
  }
}

TEST_CASE("causes that go in circles are cut") {
  Builder b("a 1 b 2 c 3\n");
  for (const char* name : {"a", "b", "c"}) {
    Finding finding = of_rule(name);
    finding.place = b.place(std::string(name) + ' ', std::string(1, static_cast<char>('1' + (name[0] - 'a'))));
    finding.caused_by = (name[0] - 'a' + 1) % 3;
    b.add(finding);
  }
  CHECK(causes_of(b.document()).size() == 2);
}

TEST_CASE("a document says what it does not want to be told") {
  struct Row {
    std::string text;
    std::vector<std::string> expected;  // rule@line
  };
  // Every digit is a wrong claim of "q"; a rule "moe/x" fails where an X stands.
  const std::vector<Row> rows = {
      {"1 <!-- ignore[claim/q] -->\n2\n", {"claim/q@2"}},
      {"1\n<!-- ignore[claim/q] -->\n2\n3\n\n4\n", {"claim/q@1", "claim/q@6"}},
      {"<!-- ignore[claim/q] -->\n\n\n2\n3\n\n4\n", {"claim/q@7"}},
      {"> <!-- ignore[claim/q] -->\n> 2\n>\n> 3\n", {"claim/q@4"}},
      {"1 X <!-- ignore[claim] -->\n", {"moe/x@1"}},
      {"1 X <!-- ignore[moe/, claim/q] -->\n", {}},
      {"1 X <!-- ignore moe/x -->\n", {"claim/q@1"}},
      {"1 <!-- ignore[claim/other] -->\n", {"claim/q@1", "suppression/unused@1"}},
      {"1 <!-- ignore -->\n", {"claim/q@1", "suppression/unused@1"}},
      {"1 <!-- ignore[claim/q = 1] -->\n", {"claim/q@1", "suppression/expired@1"}},
      {"1 <!-- ignore[claim/q = 1 -> ] -->\n", {}},
      {"1 <!-- ignore[claim = 1 ->] -->\n", {}},
      {"1 <!-- ignore[moe/x, claim/q = 1 → , sum] -->\n", {"suppression/unused@1", "suppression/unused@1"}},
      {"1 <!-- ignore[claim/q = 2 ->] -->\n", {"claim/q@1", "suppression/expired@1"}},
      {"1 X <!-- ignore[claim/q = 1 ->] -->\n1\n", {"moe/x@1", "claim/q@2"}},
      {"<!-- disable[claim/q = 3 ->] -->\n2\n\n3\n", {"claim/q@2"}},
      {"1\n<!-- disable[claim/q] -->\n2\n\n3\n<!-- enable[claim/q] -->\n4\n", {"claim/q@1", "claim/q@7"}},
      {"1\n<!-- disable[claim/q] -->\n2\n<!-- enable -->\n4\n", {"claim/q@1", "claim/q@5"}},
      {"<!-- disable[claim/q] -->\n2\n\n3\n", {}},
      {"<!-- disable[claim/q] -->\n2\n<!-- disable[claim/q] -->\n3\n<!-- enable[claim/q] -->\n4\n", {"claim/q@6"}},
      {"<!-- enable[claim/q] -->\n2\n", {"claim/q@2"}},
      {"2\n<!-- ignore[claim/q] -->", {"claim/q@1", "suppression/unused@2"}},
      {"2\n<!-- set num_gpus = 128 -->\n", {"claim/q@1"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    Builder b(row.text);
    const std::string& text = row.text;
    const auto place = [&](std::size_t begin, std::size_t end) {
      return Place{b.source(), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
    };
    bool is_comment = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.substr(i).starts_with("<!-- ")) {
        is_comment = true;
        const std::size_t end = text.find("-->", i);
        const std::size_t verb_end = text.find_first_of(" [", i + 5);
        Directive directive;
        directive.verb = text.substr(i + 5, verb_end - i - 5);
        directive.arguments = text.substr(verb_end, end - verb_end);
        directive.span = place(i, end + 3).span;
        directive.reason = "why";
        b.claims().directives.push_back(directive);
      }
      if (text.substr(i).starts_with("-->")) is_comment = false;
      if (is_comment) continue;
      if (text[i] >= '0' && text[i] <= '9') b.judge(Verdict::fail, "q", place(i, i + 1), "");
      if (text[i] != 'X') continue;
      Finding rule = of_rule("moe/x");
      rule.place = place(i, i + 1);
      b.add(rule);
    }
    std::vector<std::string> found;
    for (const Finding& finding : b.document().findings) {
      found.push_back(finding.rule + '@' + std::to_string(finding.place.begin().line));
    }
    CHECK(found == row.expected);
  }
}

TEST_CASE("a pass is not suppressed, and what settings leave out is not missed") {
  Builder b("1\n");
  b.judge(Verdict::pass, "q", b.place("", "1"), "");
  Directive directive;
  directive.verb = "disable";
  directive.arguments = "[claim/q]";
  directive.reason = "why";
  b.claims().directives.push_back(directive);
  CHECK(rules_of(b.document()) == std::vector<std::string>{"suppression/unused", "claim/q"});
  Settings settings;
  settings.select = {"arithmetic"};
  CHECK(rules_of(b.document(settings)).empty());
  settings.select = {"claim"};
  CHECK(rules_of(b.document(settings)).size() == 2);
  settings.ignore = {"suppression"};
  CHECK(rules_of(b.document(settings)).size() == 1);
}

TEST_CASE("headings have settings of their own, and the nearest decides") {
  Builder b("1\n2\n3\n4\n");
  for (std::uint32_t i = 0; i < 4; ++i) b.judge(Verdict::fail, "q", {b.source(), {2 * i, 2 * i + 1}}, "");
  const HeadingSettings outer{{}, {}, {{"claim", Severity::warning}}};
  const HeadingSettings inner{{}, {}, {{"claim/q", Severity::note}}};
  const HeadingSettings silent{{}, {"claim/"}, {}};
  Settings settings;
  Terms terms(settings);
  terms.parts = {{{2, 8}, -1, &outer}, {{4, 6}, 0, &inner}, {{6, 8}, 0, &silent}};
  const DocumentReport document = settle({b.findings().begin(), b.findings().end()}, b.claims(), b.source(), terms);
  std::string found;
  for (const Finding& finding : document.findings) found += std::string(name_of(finding.severity)) + ' ';
  CHECK(found == "error warning note ");
}

TEST_CASE("exit status") {
  struct Row {
    Verdict verdict;
    Severity severity;
    std::vector<int> expected;  // error, warning, unverifiable, nothing_checked
  };
  const std::vector<Row> rows = {
      {Verdict::fail, Severity::error, {1, 1, 1, 1}},        {Verdict::fail, Severity::warning, {0, 1, 1, 1}},
      {Verdict::fail, Severity::note, {0, 0, 0, 0}},         {Verdict::disputed, Severity::warning, {0, 1, 1, 1}},
      {Verdict::unverifiable, Severity::note, {0, 0, 1, 1}}, {Verdict::pass, Severity::error, {0, 0, 0, 0}},
      {Verdict::input, Severity::note, {0, 0, 0, 1}},
  };
  for (const Row& row : rows) {
    INFO(name_of(row.verdict) << ' ' << name_of(row.severity));
    Report report = report_of({of_rule("x/y", row.verdict, row.severity)});
    std::vector<int> status;
    for (const FailOn level : {FailOn::error, FailOn::warning, FailOn::unverifiable, FailOn::nothing_checked}) {
      status.push_back(exit_status(report, level));
    }
    CHECK(status == row.expected);
    report.problems.push_back(of_rule("io"));
    CHECK(exit_status(report, FailOn::error) == 2);
  }
  CHECK(exit_status(report_of({}), FailOn::unverifiable) == 0);
  CHECK(exit_status(report_of({}), FailOn::nothing_checked) == 1);
  CHECK(exit_status({}, FailOn::nothing_checked) == 0);
}

TEST_CASE("many findings fold") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "1\n";
  Builder b(text);
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const Place place{b.source(), {2 * i, 2 * i + 1}};
    Finding& finding = b.judge(Verdict::fail, "r" + std::to_string(i), place, "");
    if (i > 0) {
      finding.derivation = Builder::node(finding.quantity, "|4|f|2 + 2|",
                                         {Builder::leaf("x", "", "", {b.source(), {2 * i - 2, 2 * i - 1}})});
    }
  }
  CHECK(causes_of(b.document()).size() == 19999);
}

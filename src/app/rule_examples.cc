// Runs examples as documents and compares what their rule says with what they promise.
#include "app/rule_examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "app/check.h"
#include "app/projects.h"

namespace countercheck {

namespace {

Finding failure_of(const Rule& rule, const Place& place, std::string message, std::string hint) {
  Finding failure;
  failure.rule = rule.id;
  failure.verdict = Verdict::fail;
  failure.severity = Severity::error;
  failure.place = place;
  failure.path = place.is_known() ? place.source->path() : std::string();
  failure.message = std::move(message);
  failure.hint = std::move(hint);
  return failure;
}

/// What the rule said of the document: "passes", "fails: 100 GPUs are ...", or why it says nothing.
std::string said_instead(const Rule& rule, const DocumentReport& report) {
  for (const Finding& finding : report.findings) {
    if (finding.rule != rule.id) continue;
    std::string text = finding.verdict == Verdict::pass   ? "it passes: "
                       : finding.verdict == Verdict::fail ? "it fails: "
                                                          : "it is unverifiable: ";
    text += finding.message;
    for (const std::string& note : finding.notes) text += "; " + note;
    return text;
  }
  return "the rule says nothing of it";
}

bool does_as_it_says(const Rule& rule, const Example& example, const DocumentReport& report) {
  const auto has = [&](Verdict verdict) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.rule == rule.id && finding.verdict == verdict; });
  };
  return example.fails ? has(Verdict::fail) : has(Verdict::pass) && !has(Verdict::fail);
}

/// A rule of which nobody has shown that it can fail, and that it can pass, may do neither.
void demand_both(const Rule& rule, ExampleRun& run) {
  for (const bool fails : {true, false}) {
    const bool is_there = std::any_of(rule.examples.begin(), rule.examples.end(),
                                      [&](const Example& example) { return example.fails == fails; });
    if (is_there) continue;
    const std::string key = fails ? "fails" : "passes";
    run.failures.push_back(failure_of(rule, rule.place, "the rule has no example that " + key,
                                      "add `[[example]]` with `" + key + " = \"...\"`"));
  }
}

DocumentReport report_on(const Rule& rule, const Example& example, const Project& project, Sink& sink) {
  const auto source = std::make_shared<const Source>(rule.id + ".md", example.text);
  MemoryFiles no_files;  // an example has no graph beside it
  return check_document(source, project, no_files, sink);
}

/// The comparison that holds exactly where `op` does not; nothing if it is none.
std::optional<Operator> opposite(Operator op) {
  constexpr std::pair<Operator, Operator> kPairs[] = {{Operator::equal, Operator::not_equal},
                                                      {Operator::less, Operator::at_least},
                                                      {Operator::at_most, Operator::greater}};
  for (const auto& [a, b] : kPairs) {
    if (op == a) return b;
    if (op == b) return a;
  }
  return std::nullopt;
}

void collect_comparisons(Expr& expr, std::vector<Expr*>& found) {
  if (opposite(expr.op)) found.push_back(&expr);
  for (Expr& child : expr.children) collect_comparisons(child, found);
}

}  // namespace

ExampleRun run_mutants(const std::vector<const Rule*>& rules, const Rulebook& book, Sink& sink) {
  const auto changed = std::make_shared<Rulebook>(book);
  Project project;
  project.book = changed;
  ExampleRun run;
  for (const Rule* original : rules) {
    const auto rule = std::find_if(changed->rules.begin(), changed->rules.end(),
                                   [&](const Rule& other) { return other.id == original->id; });
    std::vector<Expr*> comparisons;
    collect_comparisons(rule->assertion, comparisons);
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
      const Operator kept = comparisons[i]->op;
      comparisons[i]->op = *opposite(kept);
      ++run.rules;
      const bool is_noticed = std::any_of(rule->examples.begin(), rule->examples.end(), [&](const Example& example) {
        ++run.examples;
        return !does_as_it_says(*rule, example, report_on(*rule, example, project, sink));
      });
      comparisons[i]->op = kept;
      if (is_noticed) continue;
      run.failures.push_back(failure_of(
          *rule, rule->place,
          fmt::format("no example notices that comparison {} of `{}` was turned around", i + 1, rule->assert_text),
          "add an example that rests on it"));
    }
  }
  return run;
}

ExampleRun run_examples(const std::vector<const Rule*>& rules, const std::shared_ptr<const Rulebook>& book,
                        Sink& sink) {
  Project project;
  project.book = book;
  ExampleRun run;
  for (const Rule* rule : rules) {
    ++run.rules;
    demand_both(*rule, run);
    for (const Example& example : rule->examples) {
      ++run.examples;
      const DocumentReport report = report_on(*rule, example, project, sink);
      if (does_as_it_says(*rule, example, report)) continue;
      run.failures.push_back(failure_of(*rule, example.place,
                                        example.fails ? "the example should fail" : "the example should pass",
                                        said_instead(*rule, report)));
    }
  }
  return run;
}

}  // namespace countercheck

// The assessment of one document: what is wrong and why, what is right, what to change, and the verdict.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "render/judgement.h"
#include "render/markdown_text.h"
#include "render/marks.h"
#include "render/outline.h"
#include "render/parts.h"
#include "render/quotes.h"
#include "render/render.h"
#include "render/right.h"
#include "render/rows.h"
#include "render/unverified.h"

namespace countercheck {
namespace {

// Nobody reads more of each; the table and the other formats have the rest.
constexpr std::size_t kMostIssues = 20;
constexpr std::size_t kMostRows = 50;
constexpr std::size_t kMostSteps = 4;
constexpr std::size_t kMostChanges = 20;
constexpr std::size_t kLongCalculation = 200;
constexpr std::string_view kBreak = "  \n";  // Markdown's line end inside a paragraph

std::string_view sign_of_issue(const Finding& finding) {
  const bool is_error = finding.verdict == Verdict::fail && finding.severity == Severity::error;
  return sign_of(is_error ? Verdict::fail : Verdict::disputed);
}

class Assessment {
 public:
  explicit Assessment(const DocumentReport& document)
      : document_(document), judgement_(judgement_of(document)), quotes_(document.source) {
    for (Issue& issue : issues_of(document)) {
      (is_about_graph(*issue.cause) ? graph_ : issues_).push_back(std::move(issue));
    }
    std::stable_sort(issues_.begin(), issues_.end(),
                     [](const Issue& a, const Issue& b) { return a.cause->severity > b.cause->severity; });
  }

  std::string run() {
    head();
    issues();
    table();
    graph();
    text_ += told_right(document_);
    text_ += told_unverified(document_);
    conclusion();
    modifications();
    text_ += fmt::format("**Verdict**: {}\n", verdict_sentence(judgement_));
    return std::move(text_);
  }

 private:
  void head() {
    text_ += fmt::format("# Assessment of {}\n\n**Status**: {} {}\n\n{}\n\n", plain(document_.source->path()),
                         sign_of(judgement_), verdict_sentence(judgement_),
                         told_counts(document_.summary, count_rules(document_)));
  }

  void issues() {
    if (issues_.empty()) return;
    text_ += "## Issues identified\n\n";
    for (std::size_t i = 0; i < std::min(issues_.size(), kMostIssues); ++i) issue(i + 1, issues_[i]);
    if (issues_.size() > kMostIssues) {
      text_ += fmt::format("… and {}.\n\n", counted(static_cast<int>(issues_.size() - kMostIssues), "further issue"));
    }
  }

  void issue(std::size_t number, const Issue& issue) {
    const Finding& finding = *issue.cause;
    text_ += fmt::format("### {}. {} {}\n\n", number, plain(capitalized(title_of(finding))), sign_of_issue(finding));
    std::vector<std::string> lines;
    if (const std::string claim = quotes_.sentence(finding.place); !claim.empty()) {
      lines.push_back(fmt::format("**Claim**: \"{}\" (line {})", plain(claim), finding.place.begin().line));
    }
    lines.push_back("**Reality**: " + plain_with_code(capitalized(finding.message)));
    if (const std::string calculation = told_shortly(finding); !calculation.empty()) {
      lines.push_back("**Calculation**: " + plain(calculation + steps(finding)));
    }
    for (const Finding* also : issue.also) lines.push_back("**Also**: " + plain_with_code(capitalized(also->message)));
    for (const std::string& note : finding.notes) lines.push_back("**Note**: " + plain_with_code(capitalized(note)));
    if (!finding.hint.empty()) {
      const std::string_view word = is_rule(finding) ? "Why" : "Hint";
      lines.push_back(fmt::format("**{}**: {}", word, plain_with_code(capitalized(finding.hint))));
    }
    if (const std::string told = told_consequences(issue); !told.empty()) lines.push_back(capitalized(told) + '.');
    for (const std::string& line : lines) text_ += line + std::string(&line == &lines.back() ? "\n" : kBreak);
    text_ += '\n';
  }

  // What the quantity is called, as well as the finding or the document says it.
  std::string title_of(const Finding& finding) const {
    const std::string label = label_of(finding);
    const std::string name = label.empty() ? quotes_.name(finding.place) : label;
    if (!name.empty() || !finding.place.is_known()) return name.empty() ? finding.message : name;
    return fmt::format("calculation in line {}", finding.place.begin().line);
  }

  std::string told_shortly(const Finding& finding) const {
    if (!finding.derivation || !is_calculated(*finding.derivation)) return {};
    const std::string named = told_with_names(*finding.derivation, result_of(finding), document_.source.get());
    if (!named.empty() && named.size() <= kLongCalculation) return named;
    return told_calculation(finding);
  }

  // How the operands came about that were calculated themselves: ", where 64 experts per layer × 16 layers = 1024".
  std::string steps(const Finding& finding) const {
    std::string text;
    std::vector<const Derivation*> queue{finding.derivation.get()};
    for (std::size_t next = 0; next < queue.size() && queue.size() <= kMostSteps; ++next) {
      for (const DerivationPtr& operand : queue[next]->operands) {
        if (!operand || !is_calculated(*operand) || queue.size() > kMostSteps) continue;
        if (std::find(queue.begin(), queue.end(), operand.get()) != queue.end()) continue;
        queue.push_back(operand.get());
        std::string told = told_with_names(*operand, operand->value, document_.source.get());
        if (told.empty()) told = fmt::format("{} = {}", with_signs(operand->calculation), operand->value);
        text += fmt::format("{} {}", text.empty() ? ", where" : " and", told);
      }
    }
    return text;
  }

  std::string metric_of(const Row& row) const {
    if (!row.metric.empty()) return row.metric;
    const Place& place = row.findings.front()->place;
    const std::string name = quotes_.name(place);
    return name.empty() && place.is_known() ? fmt::format("line {}", place.begin().line) : name;
  }

  void table() {
    const std::vector<Row> all = rows_of(document_);
    if (all.empty()) return;
    text_ += "### Claimed and calculated\n\n| Metric | Claimed | Calculated | Status |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i < std::min(all.size(), kMostRows); ++i) {
      const Row& row = all[i];
      text_ += fmt::format("| {} | {} | {} | {} |\n", plain(capitalized(metric_of(row))), plain(row.claimed),
                           plain(row.expected), row.sign);
    }
    text_ += '\n';
    if (all.size() > kMostRows) {
      text_ += fmt::format("… and {}.\n\n", counted(static_cast<int>(all.size() - kMostRows), "further figure"));
    }
  }

  void graph() {
    if (graph_.empty()) return;
    text_ += "## Deployment graph\n\n";
    for (std::size_t i = 0; i < std::min(graph_.size(), kMostIssues); ++i) {
      const Finding& finding = *graph_[i].cause;
      text_ += fmt::format("- {} {}{}\n", sign_of_issue(finding), plain_with_code(capitalized(finding.message)),
                           finding.hint.empty() ? "" : ": " + plain_with_code(finding.hint));
    }
    if (graph_.size() > kMostIssues) text_ += fmt::format("- … and {} more\n", graph_.size() - kMostIssues);
    text_ += '\n';
  }

  void conclusion() {
    text_ += "## Conclusion\n\n";
    const Summary rules = count_rules(document_);
    switch (judgement_.strategy) {
      case Answer::sound:
        text_ += rules.fail > 0 ? fmt::format("The strategy is sound, with reservations: {}.", not_held(rules))
                                : fmt::format("The strategy is sound: {}.", held(rules.pass));
        break;
      case Answer::flawed:
        text_ += fmt::format("The strategy is flawed: {}.", not_held(rules));
        break;
      case Answer::unchecked:
        text_ += "No rule could be decided, so nothing is said about the strategy.";
        break;
    }
    text_ += ' ' + told_document() + "\n\n";
  }

  static std::string held(int rules) {
    if (rules == 1) return "the one rule that could be decided holds";
    return fmt::format("all {} rules that could be decided hold", rules);
  }

  static std::string not_held(const Summary& rules) {
    return fmt::format("{} of the {} that could be decided {} not hold", rules.fail,
                       counted(rules.pass + rules.fail, "rule"), rules.fail == 1 ? "does" : "do");
  }

  std::string told_document() const {
    const Summary& claims = document_.summary;
    const int checked = claims.pass + claims.fail + claims.disputed;
    if (checked == 0) return "No figure of the document could be recomputed.";
    std::string told =
        fmt::format("Of {} in the document, {} could be recomputed: {} {} right", counted(claims.claims, "figure"),
                    checked, claims.pass, claims.pass == 1 ? "is" : "are");
    if (claims.fail > 0) told += fmt::format(", {} {} wrong", claims.fail, claims.fail == 1 ? "is" : "are");
    if (claims.disputed > 0) told += fmt::format(", {} a matter of convention", claims.disputed);
    return told + '.';
  }

  void modifications() {
    std::vector<std::string> changes;
    for (const Issue& issue : issues_) {
      if (is_rule(*issue.cause)) {
        changes.push_back("Change the strategy: " + plain_with_code(issue.cause->message));
      } else if (!issue.cause->claimed) {
        changes.push_back(plain_with_code(capitalized(issue.cause->message)));
      }
    }
    for (const Row& row : rows_of(document_)) changes.push_back(change_of(row));
    for (const Issue& issue : graph_) changes.push_back(plain_with_code(capitalized(issue.cause->message)));
    if (changes.empty()) return;
    text_ += "## Required modifications\n\n";
    for (std::size_t i = 0; i < std::min(changes.size(), kMostChanges); ++i) {
      text_ += fmt::format("{}. {}\n", i + 1, changes[i]);
    }
    text_ += '\n';
    if (changes.size() > kMostChanges) text_ += fmt::format("… and {} more.\n\n", changes.size() - kMostChanges);
  }

  std::string change_of(const Row& row) const {
    const Finding& finding = *row.findings.front();
    const std::string where = told_lines(row.findings);
    const std::string metric = metric_of(row);
    if (finding.verdict == Verdict::disputed) {
      const std::string what = finding.hint.empty() ? "say how " + row.claimed + " is meant" : finding.hint;
      return fmt::format("{}: {} ({})", capitalized(where), plain_with_code(what), plain(metric));
    }
    if (!finding.expected)
      return fmt::format("{}: correct {} ({})", capitalized(where), plain(row.claimed), plain(finding.message));
    return fmt::format("{}: write {} instead of {}{}", capitalized(where),
                       plain(finding.fix ? finding.fix->text : row.expected), plain(row.claimed),
                       metric.starts_with("line ") ? "" : fmt::format(" ({})", plain(metric)));
  }

  const DocumentReport& document_;
  Judgement judgement_;
  Quotes quotes_;
  std::vector<Issue> issues_;
  std::vector<Issue> graph_;
  std::string text_;
};

}  // namespace

std::string assessment(const DocumentReport& document) {
  return Assessment(document).run();
}

}  // namespace countercheck

// Groups findings by cause and finds the words for them.
#include "render/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "render/parts.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostLines = 6;

int cause_of(const std::vector<Finding>& findings, int index) {
  const int cause = findings[static_cast<std::size_t>(index)].caused_by;
  const bool is_shown = cause >= 0 && cause < static_cast<int>(findings.size()) && cause != index &&
                        is_notable(findings[static_cast<std::size_t>(cause)]);
  return is_shown ? cause : -1;
}

// Findings are a public type, so nothing is assumed of `caused_by`: a cycle ends where it is met again.
std::vector<int> roots_of(const std::vector<Finding>& findings) {
  constexpr int kUnknown = -1;
  constexpr int kOnPath = -2;
  std::vector<int> roots(findings.size(), kUnknown);
  const auto root = [&](int index) -> int& { return roots[static_cast<std::size_t>(index)]; };
  std::vector<int> path;
  for (int i = 0; i < static_cast<int>(findings.size()); ++i) {
    if (!is_notable(findings[static_cast<std::size_t>(i)])) continue;
    path.clear();
    int end = i;
    while (root(end) == kUnknown) {
      root(end) = kOnPath;
      path.push_back(end);
      const int cause = cause_of(findings, end);
      if (cause < 0) break;
      end = cause;
    }
    const int found = root(end) >= 0 ? root(end) : end;
    for (const int each : path) root(each) = found;
  }
  return roots;
}

bool is_same_claim(const Finding& a, const Finding& b) {
  if (a.claim >= 0 && b.claim >= 0) return a.claim == b.claim;
  return a.place.is_known() && a.place.source == b.place.source && a.place.span == b.place.span;
}

}  // namespace

bool is_rule(const Finding& finding) {
  return finding.claim < 0 && !finding.claimed && finding.derivation;
}

bool is_notable(const Finding& finding) {
  if (finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed) return true;
  const bool is_about_document = finding.claim < 0 && !finding.claimed && !finding.derivation;
  return is_about_document && finding.verdict != Verdict::pass;
}

std::vector<Issue> issues_of(const DocumentReport& document) {
  const std::vector<Finding>& findings = document.findings;
  std::vector<Issue> issues;
  std::unordered_map<int, std::size_t> issue_of;
  const std::vector<int> roots = roots_of(findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (roots[i] != static_cast<int>(i)) continue;
    issue_of.emplace(static_cast<int>(i), issues.size());
    issues.push_back({&findings[i], {}, {}});
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto found = issue_of.find(roots[i]);
    if (roots[i] == static_cast<int>(i) || found == issue_of.end()) continue;
    Issue& issue = issues[found->second];
    if (is_same_claim(findings[i], *issue.cause)) {
      issue.also.push_back(&findings[i]);
    } else if (issue.follows.empty() || !is_same_claim(findings[i], *issue.follows.back())) {
      issue.follows.push_back(&findings[i]);
    }
  }
  return issues;
}

std::string told_lines(const std::vector<const Finding*>& findings) {
  std::vector<int> lines;
  for (const Finding* finding : findings) {
    if (finding->place.is_known()) lines.push_back(finding->place.begin().line);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  if (lines.empty()) return {};
  std::string told = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
    told += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i]);
  }
  return lines.size() > kMostLines ? told + ", …" : told;
}

std::string told_consequences(const Issue& issue) {
  if (issue.follows.empty()) return {};
  const bool is_one = issue.follows.size() == 1;
  const std::string lines = told_lines(issue.follows);
  return fmt::format("{} further {} on it{}", issue.follows.size(), is_one ? "figure depends" : "figures depend",
                     lines.empty() ? "" : fmt::format(" ({})", lines));
}

std::string counted(int count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string label_of(const Finding& finding) {
  if (finding.derivation && !finding.derivation->label.empty()) return finding.derivation->label;
  std::string label = finding.quantity;
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

std::string told_calculation(const Finding& finding) {
  const std::string calculation = finding.derivation ? with_signs(finding.derivation->calculation) : "";
  const std::string_view expected = finding.expected     ? std::string_view(finding.expected->text)
                                    : finding.derivation ? std::string_view(finding.derivation->value)
                                                         : "";
  if (calculation.empty() || calculation == expected || is_rule(finding)) {
    return calculation.empty() ? std::string(expected) : calculation;
  }
  if (expected.empty()) return std::string(calculation);
  return fmt::format("{} = {}", expected, calculation);
}

std::string capitalized(std::string_view text) {
  std::string result(text);
  const auto is_lower = [&](std::size_t i) { return i < result.size() && result[i] >= 'a' && result[i] <= 'z'; };
  const bool is_plain_word = is_lower(0) && (result.size() == 1 || is_lower(1) || result[1] == ' ' || result[1] == '-');
  if (is_plain_word) result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
}

std::string told_counts(const Summary& summary, const Summary& rules) {
  std::string told =
      fmt::format("{}: {} pass, {} fail, {} disputed, {} unverifiable, {} input", counted(summary.claims, "claim"),
                  summary.pass, summary.fail, summary.disputed, summary.unverifiable, summary.input);
  if (rules.claims == 0) return told;
  told += fmt::format("; {}: {} pass, {} fail", counted(rules.claims, "rule"), rules.pass, rules.fail);
  if (rules.disputed > 0) told += fmt::format(", {} disputed", rules.disputed);
  if (rules.unverifiable > 0) told += fmt::format(", {} unverifiable", rules.unverifiable);
  return told;
}

Summary count_rules(const DocumentReport& document) {
  Summary summary;
  for (const Finding& finding : document.findings) {
    if (!is_rule(finding) || finding.verdict == Verdict::input) continue;
    ++summary.claims;
    switch (finding.verdict) {
      case Verdict::pass:
        ++summary.pass;
        break;
      case Verdict::fail:
        ++summary.fail;
        break;
      case Verdict::disputed:
        ++summary.disputed;
        break;
      case Verdict::unverifiable:
        ++summary.unverifiable;
        break;
      case Verdict::input:
        break;
    }
  }
  return summary;
}

void add(Summary& to, const Summary& what) {
  to.claims += what.claims;
  to.pass += what.pass;
  to.fail += what.fail;
  to.disputed += what.disputed;
  to.unverifiable += what.unverifiable;
  to.input += what.input;
}

}  // namespace countercheck

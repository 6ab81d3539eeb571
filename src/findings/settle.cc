// Selects, sorts, folds and counts the verdicts of one document, and decides the exit status.
#include "findings/settle.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "findings/fixes.h"
#include "findings/fold.h"
#include "findings/suppress.h"

namespace countercheck {
namespace {

bool matches_any(std::string_view rule, const std::vector<std::string>& selectors) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const std::string& each) { return matches(rule, each); });
}

bool is_chosen(std::string_view rule, const Settings& settings) {
  if (matches_any(rule, settings.ignore)) return false;
  return settings.select.empty() || matches_any(rule, settings.select);
}

/// Settings of the innermost part around a finding, and of all around that.
class Parts {
 public:
  Parts(const std::vector<HeadedPart>& parts, const Source* source) : parts_(parts), source_(source) {}

  template <typename Use>
  void around(const Finding& finding, Use use) const {
    if (parts_.empty() || !finding.place.is_known() || finding.place.source.get() != source_) return;
    const std::uint32_t at = finding.place.span.begin;
    const auto after = std::partition_point(parts_.begin(), parts_.end(),
                                            [&](const HeadedPart& part) { return part.span.begin <= at; });
    for (int i = static_cast<int>(after - parts_.begin()) - 1; i >= 0;) {
      const HeadedPart& part = parts_[static_cast<std::size_t>(i)];
      if (at < part.span.end && use(*part.settings)) return;
      i = part.parent;
    }
  }

 private:
  const std::vector<HeadedPart>& parts_;
  const Source* source_;
};

// The longest selector that matches decides.
std::optional<Severity> severity_in(const std::map<std::string, Severity>& severities, const std::string& rule) {
  std::optional<Severity> severity;
  std::size_t longest = 0;
  for (const auto& [selector, chosen] : severities) {
    if (selector.size() < longest || !matches(rule, selector)) continue;
    longest = selector.size();
    severity = chosen;
  }
  return severity;
}

// The nearest heading decides, then the settings of the whole.
Severity severity_of(const Finding& finding, const Settings& settings, const Parts& parts) {
  Severity severity = severity_in(settings.severity, finding.rule).value_or(finding.severity);
  parts.around(finding, [&](const HeadingSettings& here) {
    const std::optional<Severity> chosen = severity_in(here.severity, finding.rule);
    severity = chosen.value_or(severity);
    return chosen.has_value();
  });
  switch (finding.verdict) {
    case Verdict::fail:
      return severity;
    case Verdict::disputed:
      return std::min(severity, Severity::warning);
    case Verdict::input:
      return finding.claim < 0 && !finding.claimed ? severity : Severity::note;
    case Verdict::pass:
    case Verdict::unverifiable:
      break;
  }
  return Severity::note;
}

// What concerns the whole document first, then its text from top to bottom, then other files.
auto order_of(const Finding& finding, const Source* document) {
  const bool is_known = finding.place.is_known();
  const bool is_elsewhere = is_known && finding.place.source.get() != document;
  return std::make_tuple(is_elsewhere ? 2
                         : is_known   ? 1
                                      : 0,
                         std::string_view(is_elsewhere ? finding.path : ""), is_known ? finding.place.span.begin : 0,
                         is_known ? finding.place.span.end : 0, std::string_view(finding.rule));
}

// `caused_by` is an index, so it moves with the findings; a cause that is left out is gone.
std::vector<Finding> sorted(std::vector<Finding> findings, const std::vector<bool>& is_left_out,
                            const Source* document) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (i >= is_left_out.size() || !is_left_out[i]) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return order_of(findings[a], document) < order_of(findings[b], document);
  });
  std::vector<int> moved(findings.size(), -1);
  for (std::size_t i = 0; i < order.size(); ++i) moved[order[i]] = static_cast<int>(i);

  std::vector<Finding> result;
  result.reserve(order.size());
  for (const std::size_t i : order) {
    Finding& finding = result.emplace_back(std::move(findings[i]));
    const auto cause = static_cast<std::size_t>(finding.caused_by);
    finding.caused_by = finding.caused_by >= 0 && cause < moved.size() ? moved[cause] : -1;
  }
  return result;
}

bool is_ignored_here(const Finding& finding, const Parts& parts) {
  bool is_ignored = false;
  parts.around(finding, [&](const HeadingSettings& here) {
    is_ignored = matches_any(finding.rule, here.ignore);
    return is_ignored;
  });
  return is_ignored;
}

std::vector<Finding> choose_and_sort(std::vector<Finding> findings, const Terms& terms, const Parts& parts,
                                     const Source* document) {
  std::vector<bool> is_left_out;
  for (const Finding& finding : findings) {
    is_left_out.push_back(!is_chosen(finding.rule, terms.settings) || is_ignored_here(finding, parts));
  }
  return sorted(std::move(findings), is_left_out, document);
}

/// Directives and suppressions, which may be told about themselves.
std::vector<Finding> without_suppressed(std::vector<Finding> findings, const Claims& claims, const SourcePtr& source,
                                        const Terms& terms) {
  if (claims.directives.empty() && terms.settings.suppress.empty()) return findings;
  static const std::vector<std::string> kNone;
  Suppressed suppressed =
      suppress(findings, {claims, source, terms.settings, terms.rule_ids == nullptr ? kNone : *terms.rule_ids});
  for (Finding& warning : suppressed.warnings) {
    // They are not rules that one selects to have the document checked.
    if (!matches_any(warning.rule, terms.settings.ignore)) findings.push_back(std::move(warning));
  }
  return sorted(std::move(findings), suppressed.is_taken, source.get());
}

std::vector<Finding> without_known(std::vector<Finding> findings, const SourcePtr& source, const Terms& terms) {
  if (terms.known.empty()) return findings;
  int left_over = 0;
  const std::vector<bool> is_known = take_known(findings, terms.known, left_over);
  if (left_over > 0) {
    Finding& note = findings.emplace_back();
    note.rule = "baseline";
    note.message = std::to_string(left_over) + (left_over == 1 ? " finding" : " findings") + " of the baseline " +
                   (left_over == 1 ? "is" : "are") + " no longer here";
    note.hint = "`--write-baseline` writes it anew";
  }
  return sorted(std::move(findings), is_known, source.get());
}

int rank_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::fail:
      return 4;
    case Verdict::disputed:
      return 3;
    case Verdict::pass:
      return 2;
    case Verdict::unverifiable:
      return 1;
    case Verdict::input:
      break;
  }
  return 0;
}

int& count_of(Summary& summary, Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return summary.pass;
    case Verdict::fail:
      return summary.fail;
    case Verdict::disputed:
      return summary.disputed;
    case Verdict::unverifiable:
      return summary.unverifiable;
    case Verdict::input:
      break;
  }
  return summary.input;
}

using PlaceKey = std::uint64_t;
PlaceKey key_of(Span span) {
  return (PlaceKey{span.begin} << 32) | span.end;
}

bool is_at_level(const Finding& finding, FailOn fail_on) {
  if (finding.severity == Severity::error) return finding.verdict != Verdict::pass;
  if (finding.severity == Severity::warning) return fail_on >= FailOn::warning && finding.verdict != Verdict::pass;
  return fail_on >= FailOn::unverifiable && finding.verdict == Verdict::unverifiable;
}

}  // namespace

bool is_unchecked(const DocumentReport& document) {
  return std::none_of(document.findings.begin(), document.findings.end(),
                      [](const Finding& finding) { return is_decided(finding.verdict); });
}

// A calculation may be judged whose value is no claim of its own; then it counts as the claim that stands at its place,
// or as one more.
Summary count_claims(const std::vector<Finding>& findings, const Claims& claims) {
  std::unordered_map<PlaceKey, std::size_t> claim_at;
  std::size_t number = claims.claims.size();
  for (std::size_t i = 0; i < number; ++i) claim_at.emplace(key_of(claims.claims[i].span), i);

  std::vector<std::optional<Verdict>> verdicts(number);
  for (const Finding& finding : findings) {
    std::size_t claim = static_cast<std::size_t>(finding.claim);
    if (finding.claim < 0) {
      if (!finding.claimed || !finding.place.is_known()) continue;
      claim = claim_at.emplace(key_of(finding.place.span), number).first->second;
    }
    number = std::max(number, claim + 1);
    if (verdicts.size() < number) verdicts.resize(number);
    std::optional<Verdict>& verdict = verdicts[claim];
    if (!verdict || rank_of(finding.verdict) > rank_of(*verdict)) verdict = finding.verdict;
  }
  Summary summary;
  for (const std::optional<Verdict>& verdict : verdicts) {
    if (!verdict) continue;
    ++summary.claims;
    ++count_of(summary, *verdict);
  }
  return summary;
}

DocumentReport settle(std::vector<Finding> findings, const Claims& claims, SourcePtr source, const Terms& terms) {
  const Parts parts(terms.parts, source.get());
  DocumentReport report;
  report.findings = choose_and_sort(std::move(findings), terms, parts, source.get());
  report.findings = without_suppressed(std::move(report.findings), claims, source, terms);
  for (Finding& finding : report.findings) finding.severity = severity_of(finding, terms.settings, parts);
  report.findings = without_known(std::move(report.findings), source, terms);
  for (Finding& finding : report.findings) {
    if (finding.path.empty()) finding.path = finding.place.is_known() ? finding.place.source->path() : source->path();
  }
  fold(report.findings, claims);
  weigh_fixes(report.findings, claims);
  report.summary = count_claims(report.findings, claims);
  report.source = std::move(source);
  return report;
}

int exit_status(const Report& report, FailOn fail_on) {
  if (!report.problems.empty()) return 2;
  for (const DocumentReport& document : report.documents) {
    if (fail_on == FailOn::nothing_checked && is_unchecked(document)) return 1;
    for (const Finding& finding : document.findings) {
      if (is_at_level(finding, fail_on)) return 1;
    }
  }
  return 0;
}

}  // namespace countercheck

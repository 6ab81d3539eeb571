// Judges a document: what it calculates, what it claims, what it repeats, and what the rules demand.
#include "evaluate/evaluate.h"

#include <algorithm>

#include "evaluate/consistency.h"
#include "evaluate/judge_claims.h"
#include "evaluate/judge_rules.h"
#include "evaluate/repetitions.h"
#include "evaluate/restatements.h"
#include "evaluate/sayings.h"
#include "evaluate/slips.h"

namespace countercheck {
namespace {

/// What nobody writes as a calculation is wrong only where a usual slip explains it.
bool is_believed(const Finding& finding, const Equation& conjecture, const Case& it) {
  if (finding.verdict != Verdict::fail) return finding.verdict == Verdict::pass;
  const Written& number = *conjecture.sides.front().expr.written;
  const double factor = number.unit.factor(Prefixes::decimal);
  return is_usual_slip(number, {finding.expected->low * factor, finding.expected->high * factor}, it.book);
}

std::vector<Finding> judge_equations(const Case& it) {
  std::vector<Finding> out;
  for (const Equation& equation : it.claims.equations)
    for (Finding& finding : judge(equation, it)) out.push_back(std::move(finding));
  return out;
}

/// What figures bear out without a sign that says so counts only where nothing else speaks.
std::vector<Finding> judge_conjectures(const Case& it, const std::vector<Finding>& judged) {
  std::vector<bool> decided(it.claims.claims.size());
  for (const Finding& finding : judged)
    if (finding.claim >= 0 && is_decided(finding.verdict)) decided[static_cast<std::size_t>(finding.claim)] = true;
  std::vector<Finding> out;
  for (const Equation& equation : it.claims.conjectures) {
    const auto claim = static_cast<std::size_t>(equation.claims.front());
    if (decided[claim]) continue;
    for (Finding& finding : judge(equation, it)) {
      if (!is_believed(finding, equation, it)) continue;
      finding.rule = "inference";
      out.push_back(std::move(finding));
      decided[claim] = true;
    }
  }
  return out;
}

}  // namespace

std::vector<Finding> evaluate(const Case& it) {
  std::vector<Finding> findings;
  // With as much room as there are: what is kept in reserve of so many large ones is most of what a document takes.
  const auto add = [&](std::vector<Finding> more) {
    findings.reserve(findings.size() + more.size());
    std::move(more.begin(), more.end(), std::back_inserter(findings));
  };
  add(judge_equations(it));
  {
    Resolvers resolvers(it);
    add(judge_claims(it, resolvers, findings));
    add(judge_consistency(it));
    add(judge_rules(it, resolvers));
  }
  add(judge_restatements(it, findings));
  add(judge_sayings(it, findings));
  add(judge_conjectures(it, findings));
  add(judge_repetitions(it, findings));
  return findings;
}

}  // namespace countercheck

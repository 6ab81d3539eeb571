// Compares the statements of one quantity in one scope with each other.
#include "evaluate/consistency.h"

#include <algorithm>
#include <map>

#include "evaluate/compare.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Key = std::tuple<QuantityId, std::vector<std::string>, ScopeId>;

bool same(const Claim& a, const Claim& b) {
  if (!a.choice.empty() || !b.choice.empty()) return a.choice == b.choice;
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary})
    if (agree(a.written.region(Role::result, prefixes), b.written.region(Role::result, prefixes))) return true;
  return false;
}

DerivationPtr restated(const Case& it, const Claim& claim) {
  const Quantity& quantity = it.book[claim.quantity];
  auto leaf = std::make_shared<Derivation>();
  leaf->name = quantity.name;
  leaf->label = quantity.said;
  leaf->value = std::string(it.doc.source->slice(claim.span));
  leaf->place = {it.doc.source, claim.span};
  auto root = std::make_shared<Derivation>();
  root->name = leaf->name;
  root->label = leaf->label;
  root->value = leaf->value;
  root->formula = "as stated before";
  root->calculation = leaf->value;
  root->operands = {leaf};
  return root;
}

}  // namespace

std::vector<Finding> judge_consistency(const Case& it) {
  std::map<Key, std::vector<int>> statements;
  for (std::size_t i = 0; i < it.claims.claims.size(); ++i) {
    const Claim& claim = it.claims.claims[i];
    if (claim.quantity == kNoQuantity || claim.is_target) continue;
    statements[{claim.quantity, claim.per, claim.scope}].push_back(static_cast<int>(i));
  }
  std::vector<Finding> findings;
  const auto at = [&](int i) -> const Claim& { return it.claims.claims[static_cast<std::size_t>(i)]; };
  for (const auto& [key, members] : statements) {
    if (members.size() < 2) continue;
    int meant = members.front();
    std::ptrdiff_t most = 0;
    for (const int candidate : members) {
      const auto votes =
          std::count_if(members.begin(), members.end(), [&](int other) { return same(at(candidate), at(other)); });
      if (votes > most) {
        most = votes;
        meant = candidate;
      }
    }
    const auto others = static_cast<std::ptrdiff_t>(members.size()) - most;
    const bool is_lone = others == 1;
    for (const int member : members) {
      if (member == meant) continue;
      const Claim& claim = at(member);
      const Claim& other = at(meant);
      const Quantity& quantity = it.book[claim.quantity];
      Finding finding;
      finding.rule = "consistency";
      finding.quantity = quantity.name;
      finding.claim = member;
      finding.place = {it.doc.source, claim.span};
      finding.path = it.doc.source->path();
      finding.claimed = claimed_figure(claim, it.doc, &quantity, Prefixes::decimal);
      finding.derivation = restated(it, other);
      finding.topic = quantity.topic;
      const std::string line = std::to_string(it.doc.source->position(other.span.begin).line);
      const bool agrees = same(claim, other);
      const bool contradicts = !agrees && is_lone && most >= 3 && member != members.front() && is_firm(claim.reader);
      if (!agrees && !contradicts) continue;  // a quantity that takes many values is varied, not contradicted
      finding.verdict = agrees ? Verdict::pass : Verdict::fail;
      finding.severity = agrees ? Severity::note : Severity::error;
      finding.expected = claimed_figure(other, it.doc, &quantity, Prefixes::decimal);
      finding.message = quantity.said + ": " + finding.claimed->text +
                        (agrees ? ", as in line " : " here, " + finding.expected->text + " in line ") + line;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace countercheck

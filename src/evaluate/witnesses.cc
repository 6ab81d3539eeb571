// Asks the other statements one by one; those on the line of the claim are part of what it says.
#include "evaluate/witnesses.h"

#include <algorithm>

namespace countercheck {
namespace {

/// The statements of the claim's quantity that stand on other lines.
std::vector<const Fact*> others_of(const Claim& claim, const Case& it) {
  const int line = it.doc.source->position(claim.span.begin).line;
  std::vector<const Fact*> others = it.facts.statements(claim.quantity, claim.per, claim.scope);
  std::erase_if(others, [&](const Fact* fact) { return fact->place.begin().line == line; });
  return others;
}

bool says(const Fact& fact, const Opinion& opinion, const Quantity& quantity) {
  return fact.is_written && fact.written.relation == Relation::equal && !fact.written.is_range() &&
         compare(fact.written, quantity, opinion.expected.value->number, opinion.prefixes).agrees;
}

}  // namespace

Testimony testimony_against(const Claim& claim, const std::vector<Opinion>& opinions, const Case& it) {
  if (claim.written.relation != Relation::equal || claim.written.is_range()) return {};
  const std::vector<const Fact*> others = others_of(claim, it);
  if (others.empty()) return {};
  const Quantity& quantity = it.book[claim.quantity];
  for (const Opinion& opinion : opinions) {
    if (opinion.holds()) return {};
    const bool is_borne_out = opinion.speaks() && std::all_of(others.begin(), others.end(), [&](const Fact* fact) {
                                return says(*fact, opinion, quantity);
                              });
    if (is_borne_out) return {&opinion, others.front()};
  }
  return {};
}

}  // namespace countercheck

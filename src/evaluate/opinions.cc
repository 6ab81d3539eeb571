// Asks each formula of a quantity about a claim, under both readings of prefixes, and drops the readings that are not
// meant.
#include "evaluate/opinions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "evaluate/tolerance.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// What an estimate leaves open: published parameter counts are rounded, and formulas leave small terms out.
constexpr double kEstimate = 0.02;

std::vector<std::string> axes_of(const Formula& formula) {
  return formula.per.empty() ? std::vector<std::string>{} : std::vector{formula.per};
}

/// 2,300 as a number of two digits.
std::optional<Written> without_zeros(const Written& written) {
  if (!written.is_integer || written.is_range() || written.mantissa < 100) return std::nullopt;
  Written out = written;
  double step = 1;
  while (step * 100 <= written.mantissa && std::fmod(written.mantissa, step * 10) == 0) step *= 10;
  if (step == 1) return std::nullopt;
  out.step = step;
  out.is_integer = false;
  return out;
}

}  // namespace

std::vector<Resolver*> Resolvers::in_order(const Target& target) {
  if (!target.prefixes) return {&decimal, &binary};
  return {*target.prefixes == Prefixes::decimal ? &decimal : &binary};
}

Opinions::Opinions(const Case& it, Resolvers& resolvers, const Calculated& calculated)
    : case_(it), resolvers_(resolvers) {
  decide_by(calculated);
}

std::vector<Opinion> Opinions::on(const Claim& claim) {
  const Quantity& quantity = case_.book[claim.quantity];
  std::vector<Opinion> opinions;
  bool has_undisputed = false;
  for (const Formula& formula : quantity.formulas) {
    if (formula.is_fallback) continue;
    if (formula.is_variant) {
      // A claim may follow the variant of a formula that it does not follow.
      if (opinions.empty() || !opinions.back().fails()) continue;
      const std::optional<Opinion> variant = opinion_of(formula, claim);
      if (variant && variant->holds()) opinions.back() = *variant;
      continue;
    }
    if (formula.reading.empty() && has_undisputed) continue;  // the first alternative that applies speaks
    const std::optional<Opinion> opinion = opinion_of(formula, claim);
    if (!opinion) continue;
    if (formula.reading.empty() && opinion->speaks() && formula.strength == Strength::identity) has_undisputed = true;
    opinions.push_back(*opinion);
  }
  const std::string reading = decided_reading(claim);
  if (!reading.empty())
    std::erase_if(opinions,
                  [&](const Opinion& o) { return !o.formula->reading.empty() && o.formula->reading != reading; });
  return opinions;
}

/// Decimal first; another reading of prefixes only where it makes the claim hold.
std::optional<Opinion> Opinions::opinion_of(const Formula& formula, const Claim& claim) {
  std::optional<Opinion> first;
  for (Resolver* resolver : resolvers_.in_order(case_.target)) {
    if (formula.when && resolver->holds(*formula.when, formula.when_names, where_of(claim, case_.doc)) != Truth::yes)
      return first;
    Opinion opinion;
    opinion.formula = &formula;
    opinion.prefixes = resolver->prefixes();
    opinion.expected = resolver->recompute(claim.quantity, formula, where_of(claim, case_.doc));
    if (opinion.speaks()) {
      // A reading for one layer answers a claim that names no axis; the other way round the whole is divided.
      const std::vector<std::string> from = axes_of(formula);
      if (from != claim.per && !claim.per.empty())
        opinion.expected =
            resolver->convert(std::move(opinion.expected), claim.quantity, from, claim.per, where_of(claim, case_.doc));
    }
    if (opinion.speaks()) opinion.comparison = compare_bounded(claim, opinion);
    if (!first) first = opinion;
    if (opinion.comparison.agrees) {
      if (opinion.prefixes == Prefixes::binary && !case_.target.prefixes && opinion.comparison.licence.empty())
        opinion.comparison.licence = "prefixes read as powers of 1024";
      return opinion;
    }
    if (!claim.written.is_ambiguous() && !opinion.speaks()) break;
  }
  return first;
}

Comparison Opinions::compare_bounded(const Claim& claim, const Opinion& opinion) const {
  const Quantity& quantity = case_.book[claim.quantity];
  const Formula& formula = *opinion.formula;
  Interval expected = opinion.expected.value->number;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (formula.strength == Strength::lower_bound) expected.high = kInfinity;
  if (formula.strength == Strength::upper_bound) expected.low = -kInfinity;
  const Comparison plain = compare(claim.written, quantity, expected, opinion.prefixes);
  if (plain.agrees) return plain;
  if (const auto rounded = without_zeros(claim.written); rounded && quantity.is_rounded) {
    Comparison loose = compare(*rounded, quantity, expected, opinion.prefixes);
    if (loose.agrees && loose.licence.empty()) loose.licence = "the zeros at its end are rounded";
    if (loose.agrees) return loose;
  }
  const auto tolerance = tolerance_for("claim/" + quantity.name, quantity.name, case_);
  if (tolerance) return compare_with_tolerance(claim.written, expected, *tolerance, opinion.prefixes);
  if (!opinion.expected.is_estimate || quantity.is_whole) return plain;
  Comparison near = compare_with_tolerance(claim.written, expected, kEstimate, opinion.prefixes);
  near.licence.clear();  // that it is an estimate is told already
  return near;
}

std::string Opinions::decided_reading(const Claim& claim) const {
  const Quantity& quantity = case_.book[claim.quantity];
  if (const auto found = case_.target.conventions.find(quantity.name); found != case_.target.conventions.end())
    return found->second;
  const std::string label = lower(case_.doc.source->slice(claim.label));
  for (const Formula& formula : quantity.formulas)
    for (const std::string& word : formula.wording)
      if (!formula.reading.empty() &&
          (claim.wording.find(word) != std::string::npos || label.find(word) != std::string::npos))
        return formula.reading;
  if (const auto found = by_calculation_.find(claim.quantity); found != by_calculation_.end()) return found->second;
  return {};
}

/// A product or quotient that the document writes decides its convention: the reading whose operands it uses.
void Opinions::decide_by(const Calculated& calculated) {
  std::set<QuantityId> contested;
  for (const auto& [number, finding] : calculated) {
    const Claim& claim = case_.claims.claims[static_cast<std::size_t>(number)];
    if (claim.quantity == kNoQuantity || finding->derivation == nullptr ||
        case_.target.conventions.contains(case_.book[claim.quantity].name))
      continue;
    std::string matching;
    int matches = 0;
    for (const Formula& formula : case_.book[claim.quantity].formulas) {
      if (formula.reading.empty()) continue;
      const std::optional<Opinion> opinion = opinion_of(formula, claim);
      if (!opinion || !opinion->comparison.agrees) continue;
      matching = formula.reading;
      ++matches;
    }
    if (matches != 1) continue;
    const auto [found, is_new] = by_calculation_.try_emplace(claim.quantity, matching);
    if (!is_new && found->second != matching) contested.insert(claim.quantity);
  }
  for (const QuantityId id : contested) by_calculation_.erase(id);
}

}  // namespace countercheck

// Chooses the prefix with which a number is shown.
#include <cmath>

#include "units/units.h"

namespace countercheck {

namespace {

constexpr double kBeyondPrefixes = 1e6;

bool is_power_of_thousand(double factor) {
  const double rank = std::log10(factor) / 3;
  return std::abs(rank - std::round(rank)) < 1e-9;
}

bool is_power_of_1024(double factor) {
  const double rank = std::log2(factor) / 10;
  return std::abs(rank - std::round(rank)) < 1e-9;
}

}  // namespace

// Seconds become minutes and hours, not kiloseconds: a unit without prefixes of the same dimension says so.
std::optional<Units::Entry> Units::larger_sibling(Entry entry, double number) const {
  const UnitDefinition& own = definition_of(entry);
  std::optional<Entry> best;
  double best_scale = 0;
  for (std::size_t i = 0; i < definitions_.size(); ++i) {
    const UnitDefinition& other = definitions_[i];
    if (other.prefixes != PrefixFamily::none || other.dimension != own.dimension || !other.noun.empty()) continue;
    if (other.scale <= own.scale || other.scale <= best_scale || other.before_number) continue;
    if (std::abs(number) < other.scale || other.symbols.empty()) continue;
    best = Entry{static_cast<int>(i), -1};
    best_scale = other.scale;
  }
  return best;
}

Units::Entry Units::fitting_entry(Entry entry, double number) const {
  const UnitDefinition& unit = definition_of(entry);
  if (unit.prefixes == PrefixFamily::none || unit.symbols.empty() || number == 0 || std::isinf(number)) return entry;
  if (std::abs(number) >= 1000 * unit.scale)
    if (const auto sibling = larger_sibling(entry, number)) return *sibling;
  const bool has_siblings = larger_sibling(entry, HUGE_VAL).has_value();
  const bool is_binary = entry.prefix >= 0 && prefixes_[static_cast<std::size_t>(entry.prefix)].binary;

  Entry best{entry.definition, -1};
  double best_factor = 1;
  const double units_written = std::abs(number) / unit.scale;
  for (std::size_t i = 0; i < prefixes_.size(); ++i) {
    const Prefix& prefix = prefixes_[i];
    if (prefix.is_word() || prefix.binary != is_binary || !by_symbol_.contains(prefix.symbol + unit.symbols.front()))
      continue;
    if (!(is_binary ? is_power_of_1024(prefix.factor) : is_power_of_thousand(prefix.factor))) continue;
    if (prefix.factor > 1 && has_siblings) continue;
    const Entry joined = by_symbol_.find(prefix.symbol + unit.symbols.front())->second;
    if (joined.definition != entry.definition) continue;
    // The largest that still leaves at least one; below one, the smallest step down that does.
    const bool fits = units_written >= prefix.factor * (1 - 1e-12);
    const bool best_fits = units_written >= best_factor * (1 - 1e-12);
    const bool is_better =
        fits ? (!best_fits || prefix.factor > best_factor) : (!best_fits && prefix.factor < best_factor);
    if (!is_better) continue;
    best = Entry{entry.definition, static_cast<int>(i)};
    best_factor = prefix.factor;
  }
  // Beyond the last prefix "3.8e25 FLOP" says more than "38000000000 PFLOP".
  const bool is_beyond = units_written / best_factor >= kBeyondPrefixes;
  return is_beyond ? Entry{entry.definition, -1} : best;
}

Unit Units::fitting(const Unit& unit, double number) const {
  const Compound compound = read_compound(unit.symbol, 0);
  if (compound.factors.empty() || compound.end != unit.symbol.size()) return unit;
  // A noun says more than the number only where something physical stands beside it: tokens/s, but 8 of expert/GPU.
  const bool is_count = unit.dimension.is_one() && !unit.noun.empty();
  Unit result;
  for (const Factor& factor : compound.factors) {
    const bool is_noun = !definition_of(factor.entry).noun.empty();
    if (is_noun && (factor.is_below || is_count)) continue;
    Entry entry = factor.entry;
    std::string symbol = unit.symbol.substr(factor.begin, factor.length);
    if (result.symbol.empty() && !factor.is_below && !is_noun) {
      const double others = unit.scale / build({}, Compound{{Factor{entry}}, 0}).scale;
      const Entry better = fitting_entry(entry, number / others);
      if (better.definition != entry.definition || better.prefix != entry.prefix) {
        entry = better;
        symbol = better.prefix >= 0 ? prefixes_[static_cast<std::size_t>(better.prefix)].symbol : "";
        symbol += definition_of(better).symbols.front();
        if (factor.is_rate) symbol += "ps";
      }
    }
    multiply_by(result, entry, factor.is_below);
    if (factor.is_rate) multiply_by(result, by_symbol_.find("s")->second, !factor.is_below);
    if (!result.symbol.empty() || factor.is_below) result.symbol += factor.is_below ? "/" : "-";
    result.symbol += symbol;
  }
  result.per.clear();
  return result;
}

}  // namespace countercheck

// Reads compound units: symbols joined by "/", "per", "-" and "·", as in "tokens per second" and "$/GPU-hour".
#include <algorithm>
#include <array>

#include "units/bytes.h"
#include "units/units.h"

namespace countercheck {

namespace {

constexpr std::size_t kMostFactors = 8;
constexpr std::size_t kMostWords = 6;
constexpr std::string_view kMiddleDot = "\xC2\xB7";

// A word, not a symbol: "layer" and "GPU", but not "GB".
bool is_long(std::string_view symbol) {
  return symbol.size() >= 3 && std::all_of(symbol.begin(), symbol.end(), is_letter);
}

}  // namespace

void Units::multiply_by(Unit& unit, Entry entry, bool is_below) const {
  const UnitDefinition& definition = definition_of(entry);
  double scale = definition.scale;
  double binary_scale = definition.scale;
  if (entry.prefix >= 0) {
    const Prefix& prefix = prefixes_[static_cast<std::size_t>(entry.prefix)];
    scale *= prefix.factor;
    binary_scale *= definition.binary_reading ? prefix.binary_factor : prefix.factor;
  }
  if (is_below) {
    unit.scale /= scale;
    unit.binary_scale /= binary_scale;
    if (!definition.noun.empty()) unit.per.push_back(definition.noun);
  } else {
    unit.scale *= scale;
    unit.binary_scale *= binary_scale;
    if (unit.noun.empty()) unit.noun = definition.noun;
  }
  for (std::size_t i = 0; i < kMaxDimensions; ++i) {
    const int exponent = unit.dimension.exponents[i] + (is_below ? -1 : 1) * definition.dimension.exponents[i];
    unit.dimension.exponents[i] = static_cast<std::int8_t>(std::clamp(exponent, -127, 127));
  }
}

std::optional<Units::Factor> Units::find_symbol(std::string_view text, std::size_t at) const {
  // Ends of words from the left; the longest text that is a symbol wins ("FLOP/s" over "FLOP").
  std::array<std::size_t, kMostWords> ends{};
  std::size_t count = 0;
  const std::size_t last = std::min(text.size(), at + longest_ + 2);
  for (std::size_t i = at + 1; i <= last && count < kMostWords; ++i) {
    if (byte_at(text, i - 1) == '\n') break;
    if (is_continuation(raw_at(text, i)) || (is_word_before(text, i) && is_word_at(text, i))) continue;
    if (byte_at(text, i - 1) == ' ' || (byte_at(text, i - 1) == '%' && is_digit(byte_at(text, i)))) continue;
    ends[count++] = i;
  }
  for (std::size_t i = count; i-- > 0;) {
    const std::string_view symbol = text.substr(at, ends[i] - at);
    if (const Entry* entry = look_up(symbol)) return Factor{*entry, at, symbol.size(), false, false};
    if (const Entry* entry = look_up_rate(symbol)) return Factor{*entry, at, symbol.size(), false, true};
  }
  return std::nullopt;
}

std::optional<Units::Factor> Units::find_divisor(std::string_view text, std::size_t at) const {
  std::size_t next = at + space_at(text, at);
  if (byte_at(text, next) == '/') {
    const bool is_spaced = next > at;
    ++next;
    const std::size_t space = space_at(text, next);
    if (is_spaced != (space > 0)) return std::nullopt;
    next += space;
  } else {
    if (next == at && byte_at(text, next) == '-') ++next;
    // "per layer" alone is a unit; "GBper" is a word.
    if ((next == at && at > 0) || !starts_at(text, next, "per")) return std::nullopt;
    next += 3;
    const std::size_t gap = byte_at(text, next) == '-' ? 1 : space_at(text, next);
    if (gap == 0) return std::nullopt;
    next += gap;
  }
  auto factor = find_symbol(text, next);
  if (factor) factor->is_below = true;
  return factor;
}

std::optional<Units::Factor> Units::find_multiplier(std::string_view text, const Factor& first) const {
  const std::size_t end = first.begin + first.length;
  const bool is_noun = !definition_of(first.entry).noun.empty();
  std::size_t next = end;
  if (starts_at(text, end, kMiddleDot)) {
    next += kMiddleDot.size();
  } else if (is_noun && byte_at(text, end) == '-') {
    next += 1;
  } else if (is_noun && byte_at(text, end) == ' ') {
    next += 1;  // "GPU hours": only a word with a dimension multiplies a noun across a space
  } else {
    return std::nullopt;
  }
  auto factor = find_symbol(text, next);
  if (!factor) return std::nullopt;
  // "GPU-hours" and "GPU hours", but neither "expert-stage pairs" nor "expert MB".
  if (is_noun && definition_of(factor->entry).dimension.is_one()) return std::nullopt;
  const bool is_word = is_long(text.substr(factor->begin, factor->length));
  if (byte_at(text, end) == ' ' && (!is_word || factor->entry.prefix >= 0)) return std::nullopt;
  factor->is_below = first.is_below;
  return factor;
}

// "8 expert-parallel groups" are not eight experts, and "opt-66b-base" has no bits; but an "80GB-class" GPU has 80 GB.
bool Units::is_inside_word(std::string_view text, const Factor& last) const {
  const std::size_t end = last.begin + last.length;
  const std::string_view symbol = text.substr(last.begin, last.length);
  const bool is_letter_alone = symbol.size() == 1 && is_letter(symbol.front());
  if (byte_at(text, end) == '-' && is_letter(byte_at(text, end + 1))) return is_letter_alone || is_long(symbol);
  if (!is_letter_alone) return false;
  return byte_at(text, end) == '^' || starts_at(text, end, "\xC2\xB2") || starts_at(text, end, "\xC2\xB3");
}

Units::Compound Units::read_compound(std::string_view text, std::size_t at) const {
  Compound result;
  result.end = at;
  auto next = find_divisor(text, at);
  if (!next) next = find_symbol(text, at);
  while (next && result.factors.size() < kMostFactors) {
    const Factor factor = *next;
    next = find_multiplier(text, factor);
    const std::size_t end = factor.begin + factor.length;
    if (!next) next = find_divisor(text, end);
    if (!next && is_inside_word(text, factor)) return result;
    result.factors.push_back(factor);
    result.end = end;
  }
  return result;
}

Unit Units::build(std::string_view text, const Compound& compound) const {
  Unit unit;
  for (const Factor& factor : compound.factors) {
    multiply_by(unit, factor.entry, factor.is_below);
    if (factor.is_rate) multiply_by(unit, by_symbol_.find("s")->second, !factor.is_below);
  }
  unit.symbol = text;
  return unit;
}

std::optional<Unit> Units::parse(std::string_view text) const {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty()) return Unit{};
  if (text.starts_with("1/")) text.remove_prefix(1);
  const Compound compound = read_compound(text, 0);
  if (compound.factors.empty() || compound.end != text.size()) return std::nullopt;
  return build(text, compound);
}

std::optional<Units::Found> Units::find_at_start(std::string_view text) const {
  std::size_t begin = 0;
  const bool is_per = starts_at(text, space_at(text, 0), "per ");
  if (!is_per) begin = space_at(text, 0);
  if (!is_per && begin > 0 && byte_at(text, begin) == '/') return std::nullopt;  // "64 / s" divides
  if (begin == 0 && byte_at(text, 0) == '-') {
    if (!is_letter(byte_at(text, 1))) return std::nullopt;
    begin = 1;
  }
  const Compound compound = read_compound(text, begin);
  if (compound.factors.empty()) return std::nullopt;
  const Factor& first = compound.factors.front();
  // "5 €" and "5 USD", but "$" behind a number closes a formula more often than it is money.
  if (definition_of(first.entry).before_number && byte_at(text, first.begin) == '$') return std::nullopt;
  const std::size_t shown = is_per ? space_at(text, 0) : begin;
  return Found{build(text.substr(shown, compound.end - shown), compound), compound.end};
}

}  // namespace countercheck

// Spans of time in several parts: "8h 45min 57s", "43m 12s", "3 days, 4 hours".
#include <algorithm>
#include <cmath>

#include "units/bytes.h"
#include "units/value_reader.h"

namespace countercheck {

namespace {

constexpr std::string_view kAnd = "and ";
/// "days", "hours": words alone are joined by commas, for "1 s, 200 ms" are two figures.
constexpr std::size_t kShortestWord = 3;

}  // namespace

// "12s" in "43m 12s": the whole of a part, in seconds or more, that is less than one of the unit before it.
std::optional<ValueReader::SpanPart> ValueReader::read_span_part(std::size_t at, const Unit& before) const {
  if (!is_digit(byte_at(text_, at))) return std::nullopt;
  const auto numeral = read_numeral(text_, at);
  if (!numeral) return std::nullopt;
  SpanPart part;
  part.digits_end = at + numeral->length;
  part.numeral = *numeral;
  if (const auto found = units_.find_at_start(text_.substr(part.digits_end))) {
    part.unit = found->unit;
    part.end = part.digits_end + found->length;
  } else if (const auto minute = minute_at(part.digits_end)) {
    part.unit = *minute;
    part.end = part.digits_end + 1;
  } else {
    return std::nullopt;
  }
  const bool is_smaller = part.unit.scale < before.scale && numeral->value * part.unit.scale < before.scale;
  if (!(part.unit.dimension == before.dimension) || part.unit.scale < 1 || !is_smaller) return std::nullopt;
  return part;
}

// "m" alone is no unit; beside hours or seconds it is minutes.
std::optional<Unit> ValueReader::minute_at(std::size_t at) const {
  const bool goes_on = is_word_at(text_, at + 1) && !is_digit(byte_at(text_, at + 1));
  if (byte_at(text_, at) != 'm' || goes_on) return std::nullopt;
  return units_.parse("minutes");
}

// "43m", before "12s".
std::size_t ValueReader::read_minutes(Written& value, std::size_t end) const {
  const auto minute = minute_at(end);
  if (!minute || !value.is_integer || value.suffix != 1 || !read_span_part(end + 1 + space_at(text_, end + 1), *minute))
    return end;
  value.unit = *minute;
  return end + 1;
}

// The parts behind the first one. The value is then in the last part's unit.
std::size_t ValueReader::read_span_parts(Written& value, std::size_t end) const {
  const bool may_go_on = byte_at(text_, end) == ',' || byte_at(text_, end) == ' ' || is_digit(byte_at(text_, end));
  if (!may_go_on || value.unit.scale <= 1 || value.is_range() || value.suffix != 1) return end;
  const auto second = units_.parse("seconds");
  if (!second || !(value.unit.dimension == second->dimension) || !value.unit.noun.empty() || !value.unit.per.empty())
    return end;
  while (value.is_integer) {
    std::size_t at = end + (byte_at(text_, end) == ',' ? 1 : 0);
    at += space_at(text_, at);
    if (starts_at(text_, at, kAnd)) at += kAnd.size();
    const bool is_joined = at > end + space_at(text_, end);
    const std::optional<SpanPart> part = read_span_part(at, value.unit);
    if (!part || (is_joined && std::min(part->unit.symbol.size(), value.unit.symbol.size()) < kShortestWord)) break;
    value.mantissa = std::round(value.mantissa * value.unit.scale / part->unit.scale) + part->numeral.value;
    value.step = part->numeral.step;
    value.is_integer = part->numeral.is_integer;
    value.significant_digits += part->numeral.significant_digits;
    value.unit = part->unit;
    value.number.end = static_cast<std::uint32_t>(part->digits_end);
    value.unit_span = {value.number.end, static_cast<std::uint32_t>(part->end)};
    end = part->end;
  }
  return end;
}

}  // namespace countercheck

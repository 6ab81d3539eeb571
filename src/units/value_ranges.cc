// Second numbers of a value: the upper end of a range and the width behind "±".
#include <algorithm>
#include <cmath>

#include "units/bytes.h"
#include "units/value_reader.h"

namespace countercheck {

namespace {

constexpr std::string_view kEnDash = "\xE2\x80\x93";
constexpr double kWidestTitle = 4;
constexpr std::size_t kLongestTitle = 24;

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Hyphens, dashes, "~" and ".." between the ends of a range.
std::size_t range_mark_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {std::string_view("-"), kEnDash, std::string_view("\xE2\x80\x90"),
                                      std::string_view("\xE2\x80\x91"), std::string_view("~"), std::string_view("..")})
    if (starts_at(text, at, mark)) return mark.size();
  return 0;
}

std::size_t plus_minus_at(std::string_view text, std::size_t at) {
  if (starts_at(text, at, "\xC2\xB1")) return 2;
  return starts_at(text, at, "+/-") ? 3 : 0;
}

bool is_same_unit(const Unit& a, const Unit& b) {
  return a.scale == b.scale && a.binary_scale == b.binary_scale && a.dimension == b.dimension && a.noun == b.noun &&
         a.per == b.per && a.is_bare() == b.is_bare();
}

bool follows_operator(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ' ') --at;
  if (at > 0 && std::string_view("+-*/").find(text[at - 1]) != std::string_view::npos) return true;
  return at > 1 && (starts_at(text, at - 2, "\xC3\x97") || starts_at(text, at - 2, "\xC3\xB7"));
}

// "Option 1 - 64 GPUs": the word before the number begins with a capital.
bool follows_title(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ' ') --at;
  std::size_t word = at;
  while (word > 0 && at - word < kLongestTitle && is_letter(text[word - 1])) --word;
  return word < at && is_upper(text[word]);
}

}  // namespace

// Makes `upper` the upper end of `value`, if both can be one range.
bool ValueReader::set_upper(Written& value, const Amount& upper) const {
  const double suffix = upper.suffix == nullptr ? 1 : upper.suffix->factor;
  double number = upper.numeral.value;
  if (value.suffix == 1 && suffix != 1 && number > value.mantissa) {
    set_suffix(value, upper);  // "15-20K"
  } else if (value.suffix != suffix) {
    if (upper.suffix == nullptr) return false;  // "4K-32"
    number *= suffix / value.suffix;            // "512-4K", "512K-1M"
  }
  if (number <= value.mantissa) return false;
  value.upper = number;
  value.step = std::min(value.step, upper.numeral.step);
  value.is_integer = value.is_integer && upper.numeral.is_integer;
  value.significant_digits = std::max(value.significant_digits, upper.numeral.significant_digits);
  return true;
}

// "1-1-1-1" and "4-1b" are names.
bool ValueReader::is_name(const Amount& upper) const {
  const std::size_t mark = range_mark_at(text_, upper.end);
  if (mark > 0 && is_digit(byte_at(text_, upper.end + mark))) return true;
  if (!is_word_at(text_, upper.end) || byte_at(text_, upper.end) == 'x') return false;
  return !units_.find_at_start(text_.substr(upper.end));
}

std::optional<std::size_t> ValueReader::read_range(Written& value, std::size_t end) const {
  const std::size_t mark = range_mark_at(text_, end);
  if (mark == 0 || !begins_number(end + mark) || value.notation.form == Notation::Form::word) return end;
  const auto upper = read_amount(end + mark);
  if (!upper || is_name(*upper)) return std::nullopt;
  return set_upper(value, *upper) ? upper->end : end;
}

// "15GB-20GB", "1.5x-2x".
std::size_t ValueReader::read_range_with_units(Written& value, std::size_t end) const {
  const std::size_t mark = range_mark_at(text_, end);
  if (mark == 0 || value.is_range() || value.unit.is_bare() || !begins_number(end + mark)) return end;
  const auto upper = read_amount(end + mark);
  if (!upper) return end;
  Written second;
  second.is_integer = upper->numeral.is_integer;
  std::size_t second_end = read_unit(second, upper->end);
  if (second_end == upper->end) second_end = read_times(second, upper->end);
  if (!is_same_unit(second.unit, value.unit) || !set_upper(value, *upper)) return end;
  value.number = span_of(value.number.begin, upper->end);
  value.unit_span = second.unit_span;
  return second_end;
}

// "15 - 20 GB": a range only if the unit follows only the second number. Elsewhere a spaced hyphen is a minus.
std::size_t ValueReader::read_spaced_range(Written& value, const Head& head, std::size_t end) const {
  const std::size_t space = space_at(text_, end);
  if (space == 0 || value.is_range() || follows_operator(text_, head.sign_begin)) return end;
  const bool is_dash = byte_at(text_, end + space) == '-' || starts_at(text_, end + space, kEnDash);
  if (!is_dash) return end;
  const std::size_t next = end + space + range_mark_at(text_, end + space);
  if (space_at(text_, next) == 0 || !begins_number(next + space_at(text_, next))) return end;
  const auto upper = read_amount(next + space_at(text_, next));
  if (!upper || is_name(*upper)) return end;
  const auto unit = units_.find_at_start(text_.substr(upper->end));
  if (!unit) return end;
  if (unit->unit.symbol == "%" && value.mantissa == 1) return end;  // "(1 - 12%)" is what is left
  const bool is_wide = upper->numeral.value > kWidestTitle * value.mantissa;
  if (is_wide && follows_title(text_, head.sign_begin)) return end;
  return set_upper(value, *upper) ? upper->end : end;
}

// "10 ± 2", "10 ms ± 2 ms", "10 ms ± 5%".
std::size_t ValueReader::read_tolerance(Written& value, std::size_t end) const {
  std::size_t next = end + space_at(text_, end);
  const std::size_t mark = plus_minus_at(text_, next);
  if (mark == 0 || value.is_range() || value.plus_minus > 0) return end;
  next += mark;
  next += space_at(text_, next);
  if (!begins_number(next)) return end;
  const auto tolerance = read_amount(next);
  if (!tolerance || is_name(*tolerance)) return end;
  const double suffix = tolerance->suffix == nullptr ? value.suffix : tolerance->suffix->factor;
  double width = tolerance->numeral.value * suffix / value.suffix;
  const auto unit = units_.find_at_start(text_.substr(tolerance->end));
  if (!unit || value.unit.is_bare()) {
    value.plus_minus = width;
    return tolerance->end;
  }
  if (unit->unit.symbol == "%" && value.unit.symbol != "%") {
    width *= unit->unit.scale * std::abs(value.mantissa);
  } else if (unit->unit.dimension == value.unit.dimension) {
    width *= unit->unit.scale / value.unit.scale;
  } else {
    return end;
  }
  value.plus_minus = width;
  return tolerance->end + unit->length;
}

}  // namespace countercheck

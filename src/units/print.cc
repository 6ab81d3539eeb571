// Numbers and values as people write them.
#include "units/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "units/bytes.h"

namespace countercheck {

namespace {

constexpr double kLargestPlain = 1e15;
constexpr double kSmallestPlain = 1e-4;

// Digits and exponent of a number: 0.0164 to 3 digits is 1.64 · 10^-2.
struct Rounded {
  std::string digits;  // without the point, as many as asked for
  int exponent = 0;    // of the first digit
};

Rounded round_to_digits(double number, int digits) {
  const std::string text = fmt::format("{:.{}e}", std::abs(number), std::clamp(digits, 1, 17) - 1);
  const std::size_t mark = text.find('e');
  Rounded result;
  for (const char c : text.substr(0, mark))
    if (c != '.') result.digits += c;
  result.exponent = std::stoi(text.substr(mark + 1));
  return result;
}

int exponent_of(double number) {
  return number == 0 ? 0 : round_to_digits(number, 17).exponent;
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string unlimited(double number) {
  return number < 0 ? "-∞" : "∞";
}

std::string scientific(double number, int digits) {
  const Rounded rounded = round_to_digits(number, digits);
  std::string text = number < 0 ? "-" : "";
  text += rounded.digits.substr(0, 1);
  if (rounded.digits.size() > 1) text += "." + rounded.digits.substr(1);
  return text + "e" + std::to_string(rounded.exponent);
}

std::string power_form(double number, int digits) {
  std::string text = scientific(number, digits);
  const std::size_t mark = text.find('e');
  const std::string mantissa = text.substr(0, mark);
  const std::string power = "10^" + text.substr(mark + 1);
  return mantissa == "1" ? power : mantissa + " × " + power;
}

std::string grouped(const std::string& number, const std::string& separator) {
  if (separator.empty()) return number;
  const std::size_t begin = number.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(number.find('.'), number.size());
  std::string text = number.substr(0, begin);
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && (end - i) % 3 == 0) text += separator;
    text += number[i];
  }
  return text + number.substr(end);
}

// The decimals that `step` stands for: 0.1 has one, 1 and 1000 none.
int decimals_of(double step) {
  return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
}

// To the last digit of the claim, but never to nothing: the first digit that counts is kept.
std::string to_step(double number, double step) {
  int decimals = decimals_of(step);
  if (number != 0 && exponent_of(number) < -decimals) decimals = -round_to_digits(number, 1).exponent;
  if (std::abs(number) >= kLargestPlain || (number != 0 && std::abs(number) < kSmallestPlain))
    return scientific(number, 2);
  // People round halves up; the printed double would go to the even digit.
  const std::string text = fmt::format("{:.{}f}", number * (1 + 1e-15), decimals);
  return std::stod(text) == 0 ? text.substr(text.starts_with('-') ? 1 : 0) : text;
}

// In the form of the claim: 3.8e25, 10^6, 3 × 10^25, 2^20 or plain digits.
std::string in_notation(double number, const Written& like) {
  if (std::isinf(number)) return unlimited(number);
  const Notation& notation = like.notation;
  const double size = std::abs(number);
  if (notation.form == Notation::Form::exponent) return scientific(number, like.significant_digits);
  if (notation.form == Notation::Form::power && like.step != 1) {
    if (size >= 1000 || (size > 0 && size < 1e-3)) return power_form(number, std::max(2, like.significant_digits));
  } else if (notation.form == Notation::Form::power && is_power_of_two(number) && is_power_of_two(like.mantissa)) {
    int exponent = 0;
    (void)std::frexp(number, &exponent);
    return "2^" + std::to_string(exponent - 1);
  }
  return grouped(to_step(number, std::min(like.step, 1.0)), notation.separator);
}

// One number for an interval: its middle, or the end that it has.
double representative(Interval interval) {
  if (std::isinf(interval.low) && std::isinf(interval.high) && interval.low < interval.high) return interval.high;
  if (std::isinf(interval.low)) return interval.high;
  return std::isinf(interval.high) ? interval.low : interval.middle();
}

double rounded(double number, int digits) {
  return number == 0 ? 0 : std::stod(fmt::format("{:.{}e}", number, std::clamp(digits, 1, 17) - 1));
}

std::string with_unit(double number, const Unit& unit, const Units& units, int digits) {
  std::string text = print_number(number, digits);
  if (unit.is_bare()) return text;
  std::size_t sign = 0;
  if (units.find_sign(unit.symbol, &sign) != nullptr && !is_letter(unit.symbol.front())) {
    text.insert(text.starts_with('-') ? 1 : 0, unit.symbol.substr(0, sign));
    return text + unit.symbol.substr(sign);
  }
  const bool is_glued =
      !is_letter(unit.symbol.front()) && raw_at(unit.symbol, 0) != 0xC2 && raw_at(unit.symbol, 0) != 0xCE;
  return text + (is_glued ? "" : " ") + unit.symbol;
}

std::string print_kind(const Value& value, const Unit& unit, const Units& units, int digits) {
  std::string text;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) text += ", ";
    if (value.kind == Value::Kind::table) text += value.keys[i] + " ";
    text += print(value.items[i], unit, units, digits);
  }
  return text;
}

}  // namespace

std::string print_number(double number, int digits) {
  assert(!std::isnan(number) && "no value is NaN");
  if (std::isinf(number)) return unlimited(number);
  if (number == 0) return "0";
  const double size = std::abs(number);
  if (size < kLargestPlain && std::floor(number) == number) return fmt::format("{:.0f}", number);
  const Rounded rounded = round_to_digits(number, digits);
  if (size >= kLargestPlain || size < kSmallestPlain) {
    const std::string text = scientific(number, digits);
    const std::size_t mark = text.find('e');
    return without_trailing_zeros(text.substr(0, mark)) + text.substr(mark);
  }
  const int decimals = std::max(0, digits - 1 - rounded.exponent);
  return without_trailing_zeros(fmt::format("{:.{}f}", number, decimals));
}

std::string print_like(Interval value, const Written& like, Prefixes prefixes) {
  const Notation& notation = like.notation;
  const double suffix = prefixes == Prefixes::binary ? like.binary_suffix : like.suffix;
  double number = representative(value) / (like.unit.factor(prefixes) * suffix);
  // What is nothing in billions is said without them.
  const bool keeps_suffix = std::abs(number) >= kSmallestPlain || number == 0;
  if (!keeps_suffix) number *= suffix;
  std::string text = in_notation(number, like);
  if (keeps_suffix) text += notation.suffix;
  if (!notation.sign.empty()) text.insert(text.starts_with('-') ? 1 : 0, notation.sign);
  if (like.unit_span.is_empty()) return text;  // the unit stands elsewhere, in a header perhaps
  return text + notation.gap + (notation.unit.empty() ? like.unit.symbol : notation.unit).substr(notation.sign.size());
}

std::string print_beside(Interval value, const Written& claim, Prefixes prefixes) {
  constexpr int kMostDigits = 4;
  const double written = claim.nominal(prefixes);
  Written like = claim;
  std::string text = print_like(value, like, prefixes);
  if (std::abs(value.middle() - written) <= 1e-9 * std::abs(written)) return text;
  for (int more = 0; more < kMostDigits && text == print_like({written, written}, like, prefixes); ++more) {
    like.step = std::min(like.step, 1.0) / 10;
    text = print_like(value, like, prefixes);
  }
  return text;
}

std::string print(const Value& value, const Unit& unit, const Units& units, int digits) {
  switch (value.kind) {
    case Value::Kind::choice:
      return value.choice;
    case Value::Kind::truth:
      return value.truth ? "yes" : "no";
    case Value::Kind::list:
    case Value::Kind::table:
      return print_kind(value, unit, units, digits);
    case Value::Kind::number:
      break;
  }
  const double number = representative(value.number);
  std::string bound;
  if (!value.number.is_exact() && std::isinf(value.number.low)) bound = "≤ ";
  if (!value.number.is_exact() && std::isinf(value.number.high)) bound = "≥ ";
  // The prefix is chosen for the number as it will be shown: 999.96 MB to four digits are 1 GB.
  const Unit shown = units.fitting(unit, std::isinf(number) ? number : rounded(number, digits));
  return bound + with_unit(number / shown.scale, shown, units, digits);
}

}  // namespace countercheck

// From the writing of a number to the interval it stands for.
#include "units/written.h"

#include <cmath>
#include <limits>

namespace countercheck {

namespace {

constexpr double kAbout = 0.05;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double factor_of(const Written& written, Prefixes prefixes) {
  const double suffix = prefixes == Prefixes::binary ? written.binary_suffix : written.suffix;
  return suffix * written.unit.factor(prefixes);
}

bool is_exact_operand(const Written& written) {
  return written.is_settled || written.is_integer || written.significant_digits == 1 ||
         is_power_of_two(written.mantissa);
}

}  // namespace

bool is_power_of_two(double number) {
  int exponent = 0;
  return std::isfinite(number) && std::abs(std::frexp(number, &exponent)) == 0.5;
}

double Written::nominal(Prefixes prefixes) const {
  const double number_alone = is_range() ? mantissa + (*upper - mantissa) / 2 : mantissa;
  return number_alone * factor_of(*this, prefixes);
}

Interval Written::interval(Role role, Prefixes prefixes) const {
  double low = mantissa;
  double high = upper.value_or(mantissa);
  if (is_approximate()) {
    low -= kAbout * std::abs(low);
    high += kAbout * std::abs(high);
  }
  const bool is_wide = is_approximate() || is_range() || plus_minus > 0;
  const double half = is_wide ? plus_minus : (role == Role::result || !is_exact_operand(*this) ? step / 2 : 0);
  const double factor = factor_of(*this, prefixes);
  return {(low - half) * factor, (high + half) * factor};
}

Interval Written::region(Role role, Prefixes prefixes) const {
  const Interval around = interval(role, prefixes);
  switch (relation) {
    case Relation::at_most:
    case Relation::below:
      return {-kInfinity, around.high};
    case Relation::at_least:
    case Relation::above:
      return {around.low, kInfinity};
    case Relation::equal:
    case Relation::about:
      break;
  }
  return around;
}

Value Written::value(Role role, Prefixes prefixes) const {
  return Value::of(interval(role, prefixes), unit.dimension);
}

}  // namespace countercheck

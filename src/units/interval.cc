// The algebra of intervals and of dimensions.
#include "units/interval.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace countercheck {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-12;

// inf − inf and 0 · inf have no value; an interval that meets them is unbounded there or zero.
Interval ordered(double low, double high) {
  if (std::isnan(low)) low = -kInfinity;
  if (std::isnan(high)) high = kInfinity;
  return {std::min(low, high), std::max(low, high)};
}

double product(double a, double b) {
  return a == 0 || b == 0 ? 0 : a * b;
}

bool is_whole(double x) {
  return std::isfinite(x) && std::floor(x) == x;
}

std::optional<Interval> hull(std::initializer_list<double> values) {
  Interval result{kInfinity, -kInfinity};
  for (const double x : values) {
    if (std::isnan(x)) return std::nullopt;
    result.low = std::min(result.low, x);
    result.high = std::max(result.high, x);
  }
  return result;
}

std::optional<Interval> whole_power(Interval base, double n) {
  if (n == 0) return Interval{1, 1};
  if (n < 0 && base.contains(0)) return std::nullopt;
  const auto result = hull({std::pow(base.low, n), std::pow(base.high, n)});
  const bool is_even = std::fmod(n, 2) == 0;
  if (result && is_even && base.contains(0)) return Interval{0, result->high};
  return result;
}

}  // namespace

Interval add(Interval a, Interval b) {
  return ordered(a.low + b.low, a.high + b.high);
}

Interval subtract(Interval a, Interval b) {
  return ordered(a.low - b.high, a.high - b.low);
}

Interval multiply(Interval a, Interval b) {
  const double corners[] = {product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
                            product(a.high, b.high)};
  return {*std::min_element(std::begin(corners), std::end(corners)),
          *std::max_element(std::begin(corners), std::end(corners))};
}

std::optional<Interval> divide(Interval a, Interval b) {
  if (b.contains(0)) return std::nullopt;
  // Not a · (1 ÷ b): 49 ÷ 49 must be exactly 1.
  Interval result{kInfinity, -kInfinity};
  for (const double x : {a.low, a.high}) {
    for (const double y : {b.low, b.high}) {
      const double quotient =
          std::isinf(x) && std::isinf(y) ? (std::signbit(x) == std::signbit(y) ? kInfinity : -kInfinity) : x / y;
      result.low = std::min(result.low, quotient);
      result.high = std::max(result.high, quotient);
      if (std::isinf(x) && std::isinf(y)) {
        result.low = std::min(result.low, 0.0);
        result.high = std::max(result.high, 0.0);
      }
    }
  }
  return result;
}

std::optional<Interval> power(Interval base, Interval exponent) {
  if (exponent.is_exact() && is_whole(exponent.low)) return whole_power(base, exponent.low);
  if (base.low < 0) return std::nullopt;
  if (base.low == 0 && exponent.low < 0) return std::nullopt;
  return hull({std::pow(base.low, exponent.low), std::pow(base.low, exponent.high), std::pow(base.high, exponent.low),
               std::pow(base.high, exponent.high)});
}

std::optional<Interval> modulo(Interval a, Interval b) {
  if (b.contains(0)) return std::nullopt;
  const double largest = std::max(std::abs(b.low), std::abs(b.high));
  const Interval any = b.low > 0 ? Interval{0, largest} : Interval{-largest, 0};
  if (!b.is_exact() || !std::isfinite(a.low) || !std::isfinite(a.high)) return any;
  const auto remainder = [&](double x) {
    const double r = std::fmod(x, b.low);
    return r != 0 && std::signbit(r) != std::signbit(b.low) ? r + b.low : r;
  };
  if (a.is_exact()) return Interval{remainder(a.low), remainder(a.low)};
  if (std::floor(a.low / b.low) != std::floor(a.high / b.low)) return any;
  return ordered(remainder(a.low), remainder(a.high));
}

Interval negate(Interval a) {
  return {-a.high, -a.low};
}

Interval absolute(Interval a) {
  if (a.low >= 0) return a;
  if (a.high <= 0) return negate(a);
  return {0, std::max(-a.low, a.high)};
}

bool agree(Interval a, Interval b) {
  if (a.overlaps(b)) return true;
  const double gap = a.high < b.low ? b.low - a.high : a.low - b.high;
  const double size =
      a.high < b.low ? std::max(std::abs(a.high), std::abs(b.low)) : std::max(std::abs(a.low), std::abs(b.high));
  return gap <= kRounding * size;
}

Dimension multiply(const Dimension& a, const Dimension& b) {
  Dimension result;
  for (std::size_t i = 0; i < kMaxDimensions; ++i) {
    const int exponent = a.exponents[i] + b.exponents[i];
    result.exponents[i] = static_cast<std::int8_t>(std::clamp(exponent, -127, 127));
  }
  return result;
}

Dimension divide(const Dimension& a, const Dimension& b) {
  Dimension result;
  for (std::size_t i = 0; i < kMaxDimensions; ++i) {
    const int exponent = a.exponents[i] - b.exponents[i];
    result.exponents[i] = static_cast<std::int8_t>(std::clamp(exponent, -127, 127));
  }
  return result;
}

std::optional<Dimension> power(const Dimension& a, double exponent) {
  Dimension result;
  for (std::size_t i = 0; i < kMaxDimensions; ++i) {
    const double product_of_exponents = a.exponents[i] * exponent;
    if (!is_whole(product_of_exponents) || std::abs(product_of_exponents) > 127) return std::nullopt;
    result.exponents[i] = static_cast<std::int8_t>(product_of_exponents);
  }
  return result;
}

}  // namespace countercheck

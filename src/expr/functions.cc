// What each function does to intervals.
#include "expr/functions.h"

#include <algorithm>
#include <cmath>

#include "units/interval.h"

namespace countercheck {
namespace {

using Values = std::span<const Interval>;
using Result = std::optional<Interval>;

/// 1.1 * 10 is a little more than 11 in doubles, and its ceiling is 11 all the same.
double settle(double x) {
  const double nearest = std::round(x);
  return std::abs(x - nearest) <= 1e-9 * std::max(1.0, std::abs(x)) ? nearest : x;
}

template <double (*step)(double)>
Result stepwise(Values values) {
  return Interval{step(settle(values[0].low)), step(settle(values[0].high))};
}

double floor_of(double x) {
  return std::floor(x);
}
double ceil_of(double x) {
  return std::ceil(x);
}
double round_of(double x) {
  return std::round(x);
}

Result min_of(Values values) {
  Interval out = values[0];
  for (const Interval value : values) out = {std::min(out.low, value.low), std::min(out.high, value.high)};
  return out;
}

Result max_of(Values values) {
  Interval out = values[0];
  for (const Interval value : values) out = {std::max(out.low, value.low), std::max(out.high, value.high)};
  return out;
}

Result sum_of(Values values) {
  Interval out = values[0];
  for (const Interval value : values.subspan(1)) out = add(out, value);
  return out;
}

Result absolute_of(Values values) {
  return absolute(values[0]);
}

Result log2_of(Values values) {
  if (values[0].low <= 0) return std::nullopt;
  return Interval{std::log2(values[0].low), std::log2(values[0].high)};
}

Result sqrt_of(Values values) {
  if (values[0].low < 0) return std::nullopt;
  return Interval{std::sqrt(values[0].low), std::sqrt(values[0].high)};
}

constexpr Function kFunctions[] = {
    {"min", true, false, false, min_of, ""},
    {"max", true, false, false, max_of, ""},
    {"sum", true, false, false, sum_of, ""},
    {"abs", false, false, false, absolute_of, ""},
    {"ceil", false, false, true, stepwise<ceil_of>, ""},
    {"floor", false, false, true, stepwise<floor_of>, ""},
    {"round", false, false, true, stepwise<round_of>, ""},
    {"log2", false, true, false, log2_of, "log2 of zero or less"},
    {"sqrt", false, false, false, sqrt_of, "sqrt of less than zero"},
};

}  // namespace

const Function* find_function(std::string_view name) {
  const auto* const it = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                      [name](const Function& function) { return function.name == name; });
  return it == std::end(kFunctions) ? nullptr : it;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : kFunctions) names.emplace_back(function.name);
  return names;
}

}  // namespace countercheck

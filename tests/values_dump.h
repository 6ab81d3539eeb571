// Prints values in one line, for tables of tests.
#pragma once

#include <sstream>
#include <string>

#include "units/print.h"
#include "units/written.h"

namespace countercheck {

inline std::string dump(Interval interval) {
  if (interval.is_exact()) return print_number(interval.low, 7);
  return "[" + print_number(interval.low, 7) + ", " + print_number(interval.high, 7) + "]";
}

/// The region of `value` in its own unit, and the unit: "[13.5, 14.5] ms", ">= 95 %".
inline std::string dump(const Written& value, Role role, Prefixes prefixes = Prefixes::decimal) {
  Interval number = value.interval(role, prefixes);
  const double factor = value.unit.factor(prefixes);
  number = {number.low / factor, number.high / factor};
  std::string text = value.relation == Relation::equal ? "" : std::string(symbol_of(value.relation)) + " ";
  text += dump(number);
  if (!value.unit.is_bare()) text += " " + value.unit.symbol;
  return text;
}

}  // namespace countercheck

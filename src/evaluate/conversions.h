// Factors between units that a calculation writes out as bare numbers: "÷ 2^30", "× 3600", "× 100" for a percentage.
#pragma once

#include <vector>

#include "expr/expr.h"

namespace countercheck {

/// Bare operands, and products of neighbouring ones (60 × 60 × 24), that are the ratio between the unit of `number` and
/// the unit of an operand, or a base unit.
std::vector<double> written_conversions(const std::vector<const Expr*>& operands, const Written& number);

/// Scales, in seconds, of the spans of time that stand below the line in a unit: 3600 for "$/h".
std::vector<double> units_below(const std::vector<const Expr*>& operands, const Written& number, const Units& units);

/// Factors between rates for different spans of time, where a bare operand counts the shorter span in the longer:
/// "$73/month × 12 = $876/year", "10 GB/day × 31 = 310 GB/month". Months and years have every length that people give
/// them.
std::vector<double> counted_spans(const std::vector<const Expr*>& operands, const Written& number, const Units& units);

}  // namespace countercheck

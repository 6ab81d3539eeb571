// A calculation that a document writes, as numbers: its operands, its dimension, its value under one reading.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "countercheck/finding.h"
#include "expr/expr.h"
#include "markdown/document.h"

namespace countercheck {

/// The written operands, from left to right.
std::vector<const Expr*> operands_of(const Expr& calculation);

/// The same calculation with every operand exactly as written: 0.5 is 0.5, ~50 is 50.
Expr without_width(Expr calculation);

/// The same calculation with every unit left out: "16 × 64 µs" is 16 × 64.
Expr without_units(Expr calculation);

/// The value in base units; nothing where it has none (a division by zero).
std::optional<Interval> value_of(const Expr& calculation, Prefixes prefixes);

/// The dimension of the result, or why there is none: "cannot add information and time".
struct DimensionOf {
  std::optional<Dimension> dimension;
  std::string problem;
};
DimensionOf dimension_of(const Expr& calculation, const Units& units);

/// "64 × 2", with each operand as the document writes it.
std::string text_of(const Expr& calculation);

/// The tree from a recomputed value down to the operands in the document.
DerivationPtr derive(const Expr& calculation, const std::string& value, const Document& doc);

}  // namespace countercheck

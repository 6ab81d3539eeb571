// Expressions that nobody writes: what readers and judges compute from figures that stand apart.
#pragma once

#include <string>

#include "expr/expr.h"

namespace countercheck {

/// Stands where its left operand stands, or its right one where the left is written nowhere.
Expr join(Operator op, Expr left, Expr right);

/// A number that is written nowhere, as it is printed: 1 and "100%".
Expr literal_of(double number, std::string text);

/// `function(argument)`.
Expr call_of(std::string function, Expr argument);

}  // namespace countercheck

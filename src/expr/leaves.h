// Finds the operands of a calculation that are wide and occur more than once: their occurrences have one value, which
// interval arithmetic alone does not know (x ÷ x would be anything near 1).
#pragma once

#include <string_view>
#include <vector>

#include "expr/expr.h"

namespace countercheck {

/// An operand, and the value that is tried for it.
struct Leaf {
  std::string_view name;  ///< empty for a written operand
  const Written* written = nullptr;
  Interval range;

  [[nodiscard]] bool is(const Expr& expr) const;
};

/// The wide operands that occur more than once in `expr`.
std::vector<Leaf> repeated_leaves(const Expr& expr, const std::vector<Binding>& bindings, Prefixes prefixes);

}  // namespace countercheck

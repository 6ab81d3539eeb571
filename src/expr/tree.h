// What the stages of the expression language share about trees.
#pragma once

#include <string_view>

#include "expr/expr.h"

namespace countercheck {

/// Calculations of documents come from elsewhere and may be deeper than what is parsed here; beyond this nothing walks
/// down, so that no tree can exhaust the stack.
inline constexpr int kMaxTreeDepth = 1000;

/// "*", "<=", "and"; empty for leaves and calls.
std::string_view sign_of(Operator op);
bool is_comparison(Operator op);
/// A comparison, `and`, `or` or `not`.
bool is_logical(Operator op);
bool is_deeper_than(const Expr& expr, int limit);

}  // namespace countercheck

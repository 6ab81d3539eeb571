// One evaluation of one expression. See expr.h for what it promises.
//
// Interval arithmetic takes every operand for a number of its own. Where a wide operand occurs twice that is too wide,
// so such an expression is evaluated with the operand held at its ends and its middle, and the hull of the results is
// the value. A comparison is decided by the hull of the difference of its sides, so that x <= x holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "expr/expr.h"
#include "expr/leaves.h"
#include "expr/outcome.h"

namespace countercheck {

class Evaluator {
 public:
  Evaluator(const std::vector<Binding>& bindings, Prefixes prefixes) : bindings_(bindings), prefixes_(prefixes) {}

  /// A whole expression: what occurs twice is held.
  Outcome run(const Expr& expr);

 private:
  /// A part of an expression, with whatever is held now.
  Outcome eval(const Expr& expr);

  // evaluate.cc
  /// Empty where plain interval arithmetic is right, or the best there is: a remainder may jump between the ends.
  [[nodiscard]] std::vector<Leaf> leaves_to_hold(const Expr& expr) const;
  /// Calls `visit` with each operand held at each of its ends (and its middle, where that is affordable) until it
  /// answers false.
  void hold_each_way(const std::vector<Leaf>& leaves, const std::function<bool()>& visit);
  Outcome hull_of(const Expr& expr, const std::vector<Leaf>& leaves);
  [[nodiscard]] const Leaf* held(const Expr& expr) const;
  [[nodiscard]] const Value* bound(const std::string& name) const;
  Outcome written(const Expr& expr);
  Outcome name(const Expr& expr);
  Outcome list(const Expr& expr);
  Outcome index(const Expr& expr);
  /// One value for each item of the lists that the names below are bound to.
  Outcome over(const Expr& expr);

  // numbers.cc
  /// A number, or the reason why there is none.
  Outcome number(const Expr& expr);
  Outcome negated(const Expr& expr);
  Outcome binary(const Expr& expr);
  Outcome call(const Expr& expr);

  // truth.cc
  Outcome comparison(const Expr& expr);
  /// Compares once. Widens `whole` by the difference of numbers, and then the answer is only whether there was one.
  Outcome compare(const Expr& expr, Difference* whole);
  Outcome membership(const Expr& expr);
  /// A side of `and`, `or`, `not`, or a condition.
  Outcome truth(const Expr& expr);
  Outcome inverse(const Expr& expr);
  /// One side may decide without the other, even where the other is missing.
  Outcome junction(const Expr& expr);
  Outcome conditional(const Expr& expr);
  Outcome branch(const Expr& expr);

  const std::vector<Binding>& bindings_;
  Prefixes prefixes_;
  std::vector<Leaf> held_;
  int item_ = -1;  // which item of its lists a name stands for; -1 outside `over`
};

}  // namespace countercheck

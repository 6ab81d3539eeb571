// Comparisons and logic with three values: yes, no, and what intervals leave open.
#include <algorithm>
#include <limits>
#include <utility>

#include "expr/evaluator.h"
#include "expr/tree.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

Outcome same(Operator op, const Value& a, const Value& b) {
  if (op != Operator::equal && op != Operator::not_equal) return failed("an order of what are not numbers");
  if (a.kind != Kind::choice && a.kind != Kind::truth) return failed("a comparison of lists");
  const bool is_same = a.kind == Kind::choice ? a.choice == b.choice : a.truth == b.truth;
  return outcome_of(Value::of_truth(is_same == (op == Operator::equal)));
}

Truth is_equal(Value a, Value b) {
  if (a.kind != b.kind) return Truth::no;
  if (a.kind != Kind::number) return same(Operator::equal, a, b).truth;
  if (!agree_on_dimension(a, b)) return Truth::no;
  return decide(Operator::equal, difference_of(a.number, b.number));
}

}  // namespace

Outcome Evaluator::comparison(const Expr& expr) {
  const std::vector<Leaf> leaves = leaves_to_hold(expr);
  if (leaves.empty()) return compare(expr, nullptr);
  Difference whole{{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}, 0};
  Outcome last;
  hold_each_way(leaves, [&] {
    last = compare(expr, &whole);
    return !is_stuck(last) && last.value.has_value();
  });
  if (is_stuck(last) || whole.range.low > whole.range.high) return last;
  return outcome_of(decide(expr.op, whole));
}

Outcome Evaluator::compare(const Expr& expr, Difference* whole) {
  Outcome left = eval(expr.children[0]);
  Outcome right = eval(expr.children[1]);
  if (is_stuck(left) || is_stuck(right)) return stuck(left, right);
  if (!left.value || !right.value) return {};
  Value& a = *left.value;
  Value& b = *right.value;
  if (a.kind != b.kind) return failed("a comparison of different kinds");
  if (a.kind != Kind::number) return same(expr.op, a, b);
  if (!agree_on_dimension(a, b)) return failed("operands of `" + std::string(sign_of(expr.op)) + "` differ in unit");
  const Difference difference = difference_of(a.number, b.number);
  if (whole == nullptr) return outcome_of(decide(expr.op, difference));
  whole->range = hull(whole->range, difference.range);
  whole->room = std::max(whole->room, difference.room);
  return outcome_of(a);
}

Outcome Evaluator::membership(const Expr& expr) {
  const Outcome item = eval(expr.children[0]);
  const Outcome set = eval(expr.children[1]);
  if (is_stuck(item) || is_stuck(set)) return stuck(item, set);
  if (!item.value || !set.value) return {};
  if (set.value->kind != Kind::list) return failed("`in` looks into what is not a list");
  Truth answer = Truth::no;
  for (const Value& other : set.value->items) {
    const Truth one = is_equal(*item.value, other);
    if (one == Truth::yes) return outcome_of(one);
    if (one == Truth::unknown) answer = one;
  }
  return outcome_of(answer);
}

Outcome Evaluator::truth(const Expr& expr) {
  Outcome out = held_.empty() ? run(expr) : eval(expr);
  if (out.value && out.value->kind != Kind::truth) return failed("what is not a truth value");
  return out;
}

Outcome Evaluator::inverse(const Expr& expr) {
  const Outcome out = truth(expr.children[0]);
  if (out.truth == Truth::unknown) return out;
  return outcome_of(Value::of_truth(out.truth == Truth::no));
}

Outcome Evaluator::junction(const Expr& expr) {
  const Truth decisive = expr.op == Operator::logical_and ? Truth::no : Truth::yes;
  Outcome left = truth(expr.children[0]);
  if (left.truth == decisive) return left;
  Outcome right = truth(expr.children[1]);
  if (right.truth == decisive) return right;
  if (is_stuck(left) || is_stuck(right)) return stuck(left, right);
  if (left.truth == Truth::unknown) return left;
  return right;
}

Outcome Evaluator::conditional(const Expr& expr) {
  Outcome condition = truth(expr.children[0]);
  if (is_stuck(condition)) return condition;
  if (condition.truth == Truth::yes) return branch(expr.children[1]);
  if (condition.truth == Truth::no) return branch(expr.children[2]);
  return united(branch(expr.children[1]), branch(expr.children[2]));
}

Outcome Evaluator::branch(const Expr& expr) {
  return held_.empty() ? run(expr) : eval(expr);
}

}  // namespace countercheck

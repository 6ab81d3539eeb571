// Arithmetic: what operators and functions do to values with dimensions.
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "expr/evaluator.h"
#include "expr/functions.h"
#include "expr/tree.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

bool is_whole(Interval x) {
  return x.is_exact() && std::floor(x.low) == x.low;
}

/// The remainder of computed fractions is often a rounding away from zero; of whole numbers it is exact.
std::optional<Interval> remainder(Interval a, Interval b) {
  const std::optional<Interval> rest = modulo(a, b);
  if (!rest || !a.is_exact() || !b.is_exact() || (is_whole(a) && is_whole(b))) return rest;
  const double room = 4 * std::numeric_limits<double>::epsilon() * std::abs(a.low);
  const double size = std::abs(rest->low);
  return size <= room || std::abs(b.low) - size <= room ? Interval{} : rest;
}

Outcome no_divisor(const Value& divisor) {
  return failed(divisor.number == Interval{} ? "division by zero" : "division by a number that may be zero");
}

Outcome quotient(const Value& a, const Value& b) {
  const std::optional<Interval> result = divide(a.number, b.number);
  return result ? outcome_of(Value::of(*result, divide(a.dimension, b.dimension))) : no_divisor(b);
}

Outcome powered(const Value& base, const Value& exponent) {
  if (!exponent.dimension.is_one()) return failed("an exponent with a unit");
  const std::optional<Interval> result = power(base.number, exponent.number);
  if (!result) return failed("a power that is not a number");
  if (base.dimension.is_one()) return outcome_of(Value::of(*result));
  const std::optional<Dimension> dimension =
      exponent.number.is_exact() ? power(base.dimension, exponent.number.low) : std::nullopt;
  return dimension ? outcome_of(Value::of(*result, *dimension)) : failed("a power of a unit that is not whole");
}

Outcome applied(const Function& function, std::vector<Value>& values) {
  if (values.empty()) return failed("`" + std::string(function.name) + "` of nothing");
  std::vector<Interval> numbers;
  numbers.reserve(values.size());
  Value& first = values[0];
  for (Value& value : values) {
    if (value.kind != Kind::number) return failed("`" + std::string(function.name) + "` of what is not a number");
    if (!agree_on_dimension(first, value))
      return failed("values of `" + std::string(function.name) + "` differ in unit");
    numbers.push_back(value.number);
  }
  const std::optional<Interval> result = function.apply(numbers);
  if (!result) return failed(std::string(function.problem));
  const std::optional<Dimension> dimension = function.name == "sqrt" ? power(first.dimension, 0.5) : first.dimension;
  return dimension ? outcome_of(Value::of(*result, *dimension)) : failed("a square root of a unit that is not whole");
}

}  // namespace

/// A number, or the reason why there is none.
Outcome Evaluator::number(const Expr& expr) {
  Outcome out = eval(expr);
  if (is_stuck(out)) return out;
  if (!out.value) return failed("a value that depends on a comparison that cannot be decided");
  if (out.value->kind == Kind::number) return out;
  const std::string what = expr.op == Operator::name ? "`" + expr.name + "`" : "an operand";
  return failed(what + (out.value->kind == Kind::list ? " has several values" : " is not a number"));
}

Outcome Evaluator::negated(const Expr& expr) {
  Outcome out = number(expr.children[0]);
  if (out.value) out.value->number = negate(out.value->number);
  return out;
}

Outcome Evaluator::binary(const Expr& expr) {
  Outcome left = number(expr.children[0]);
  Outcome right = number(expr.children[1]);
  if (!left.value || !right.value) return stuck(left, right);
  Value& a = *left.value;
  Value& b = *right.value;
  switch (expr.op) {
    case Operator::multiply:
      return outcome_of(Value::of(multiply(a.number, b.number), multiply(a.dimension, b.dimension)));
    case Operator::divide:
      return quotient(a, b);
    case Operator::power:
      return powered(a, b);
    default:
      break;
  }
  if (!agree_on_dimension(a, b)) return failed("operands of `" + std::string(sign_of(expr.op)) + "` differ in unit");
  if (expr.op == Operator::add) return outcome_of(Value::of(add(a.number, b.number), a.dimension));
  if (expr.op == Operator::subtract) return outcome_of(Value::of(subtract(a.number, b.number), a.dimension));
  const std::optional<Interval> rest = remainder(a.number, b.number);
  return rest ? outcome_of(Value::of(*rest, a.dimension)) : no_divisor(b);
}

Outcome Evaluator::call(const Expr& expr) {
  const Function* function = find_function(expr.name);
  if (function == nullptr) return failed("unknown function `" + expr.name + "`");
  std::vector<Value> values;
  Outcome trouble;
  for (const Expr& child : expr.children) {
    Outcome argument = function->takes_many ? eval(child) : number(child);
    if (!argument.value && !is_stuck(argument)) return {};
    trouble = stuck(trouble, argument);
    if (!argument.value) continue;
    if (argument.value->kind == Kind::list) {
      values.insert(values.end(), argument.value->items.begin(), argument.value->items.end());
    } else {
      values.push_back(*std::move(argument.value));
    }
  }
  if (is_stuck(trouble)) return trouble;
  return applied(*function, values);
}

}  // namespace countercheck

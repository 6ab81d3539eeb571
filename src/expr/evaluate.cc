// Evaluates: names, lists and tables, and what is held where an operand occurs twice.
#include <algorithm>
#include <optional>
#include <utility>

#include "expr/evaluator.h"
#include "expr/functions.h"
#include "expr/tree.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kMostHeld = 6;
constexpr std::size_t kMostHeldInTheMiddle = 3;

/// Whether the values between the ends may lie outside of those at the ends.
bool may_jump(const Expr& expr) {
  if (expr.op == Operator::modulo || expr.op == Operator::conditional) return true;
  const Function* function = expr.op == Operator::call ? find_function(expr.name) : nullptr;
  if (function != nullptr && function->jumps) return true;
  return std::any_of(expr.children.begin(), expr.children.end(), may_jump);
}

}  // namespace

Outcome Evaluator::run(const Expr& expr) {
  switch (expr.op) {
    case Operator::logical_and:
    case Operator::logical_or:
      return junction(expr);
    case Operator::logical_not:
      return inverse(expr);
    case Operator::conditional:
      return conditional(expr);
    default:
      break;
  }
  if (is_comparison(expr.op)) return comparison(expr);
  const std::vector<Leaf> leaves = leaves_to_hold(expr);
  return leaves.empty() ? eval(expr) : hull_of(expr, leaves);
}

Outcome Evaluator::eval(const Expr& expr) {
  switch (expr.op) {
    case Operator::literal:
      return outcome_of(expr.literal ? *expr.literal : Value{});
    case Operator::written:
      return written(expr);
    case Operator::name:
      return name(expr);
    case Operator::text:
      return outcome_of(Value::of_choice(expr.name));
    case Operator::list:
      return list(expr);
    case Operator::add:
    case Operator::subtract:
    case Operator::multiply:
    case Operator::divide:
    case Operator::modulo:
    case Operator::power:
      return binary(expr);
    case Operator::negate:
      return negated(expr);
    case Operator::equal:
    case Operator::not_equal:
    case Operator::less:
    case Operator::at_most:
    case Operator::greater:
    case Operator::at_least:
      return comparison(expr);
    case Operator::in:
      return membership(expr);
    case Operator::logical_and:
    case Operator::logical_or:
      return junction(expr);
    case Operator::logical_not:
      return inverse(expr);
    case Operator::conditional:
      return conditional(expr);
    case Operator::call:
      return call(expr);
    case Operator::index:
      return index(expr);
    case Operator::over:
      return over(expr);
  }
  return {};
}

std::vector<Leaf> Evaluator::leaves_to_hold(const Expr& expr) const {
  if (!held_.empty() || may_jump(expr)) return {};
  std::vector<Leaf> leaves = repeated_leaves(expr, bindings_, prefixes_);
  if (leaves.size() > kMostHeld) leaves.clear();
  return leaves;
}

void Evaluator::hold_each_way(const std::vector<Leaf>& leaves, const std::function<bool()>& visit) {
  const std::size_t choices = leaves.size() <= kMostHeldInTheMiddle ? 3 : 2;
  std::size_t count = 1;
  for (std::size_t i = 0; i < leaves.size(); ++i) count *= choices;
  held_ = leaves;
  bool goes_on = true;
  for (std::size_t way = 0; way < count && goes_on; ++way) {
    std::size_t rest = way;
    for (std::size_t i = 0; i < leaves.size(); ++i, rest /= choices) {
      const Interval range = leaves[i].range;
      const double at = rest % choices == 0 ? range.low : rest % choices == 1 ? range.high : range.middle();
      held_[i].range = {at, at};
    }
    goes_on = visit();
  }
  held_.clear();
}

Outcome Evaluator::hull_of(const Expr& expr, const std::vector<Leaf>& leaves) {
  Outcome out;
  bool is_first = true;
  hold_each_way(leaves, [&] {
    Outcome one = eval(expr);
    out = is_first ? std::move(one) : united(std::move(out), one);
    is_first = false;
    return out.value.has_value();
  });
  return out;
}

Outcome Evaluator::written(const Expr& expr) {
  if (!expr.written) return failed("an operand without a number");
  Value value = expr.written->value(Role::operand, prefixes_);
  if (const Leaf* leaf = held(expr)) value.number = leaf->range;
  return outcome_of(std::move(value));
}

const Leaf* Evaluator::held(const Expr& expr) const {
  const auto it = std::find_if(held_.begin(), held_.end(), [&](const Leaf& leaf) { return leaf.is(expr); });
  return it == held_.end() ? nullptr : &*it;
}

const Value* Evaluator::bound(const std::string& name) const {
  const auto it = std::find_if(bindings_.begin(), bindings_.end(), [&](const Binding& b) { return b.name == name; });
  return it == bindings_.end() ? nullptr : it->value;
}

Outcome Evaluator::name(const Expr& expr) {
  const Value* value = bound(expr.name);
  if (value == nullptr) return missing(expr.name);
  if (item_ >= 0 && value->kind == Kind::list) {
    const auto at = static_cast<std::size_t>(item_);
    return at < value->items.size() ? outcome_of(value->items[at]) : missing(expr.name);
  }
  Value copy = *value;
  if (const Leaf* leaf = held(expr)) copy.number = leaf->range;
  return outcome_of(std::move(copy));
}

Outcome Evaluator::list(const Expr& expr) {
  std::vector<Value> items;
  Outcome trouble;
  for (const Expr& child : expr.children) {
    Outcome item = eval(child);
    if (item.value) items.push_back(*std::move(item.value));
    if (!item.value && !is_stuck(item)) return {};
    trouble = stuck(trouble, item);
  }
  return is_stuck(trouble) ? trouble : outcome_of(Value::of_list(std::move(items)));
}

Outcome Evaluator::over(const Expr& expr) {
  const Expr& body = expr.children[0];
  std::vector<std::string> names = names_in(body);
  std::optional<std::size_t> count;
  for (const std::string& name : names) {
    const Value* value = bound(name);
    if (value == nullptr || value->kind != Kind::list) continue;
    if (count && *count != value->items.size()) return failed("lists of different length over `" + expr.name + "`");
    count = value->items.size();
  }
  if (!count) {
    Outcome out;
    out.missing = std::move(names);
    return out;
  }
  const int outer = std::exchange(item_, 0);
  std::vector<Value> items;
  Outcome trouble;
  for (std::size_t i = 0; i < *count && !is_stuck(trouble); ++i) {
    item_ = static_cast<int>(i);
    Outcome item = number(body);
    if (item.value) items.push_back(*std::move(item.value));
    trouble = stuck(trouble, item);
  }
  item_ = outer;
  return is_stuck(trouble) ? trouble : outcome_of(Value::of_list(std::move(items)));
}

Outcome Evaluator::index(const Expr& expr) {
  const std::string& table_name = expr.children[0].name;
  const Value* table = bound(table_name);
  Outcome key = eval(expr.children[1]);
  if (table == nullptr) return stuck(missing(table_name), key);
  if (!key.value) return key;
  if (table->kind != Kind::table || key.value->kind != Kind::choice)
    return failed("`" + table_name + "` is not a table");
  const Value* item = table->find(key.value->choice);
  return item != nullptr ? outcome_of(*item) : missing(table_name + "[" + key.value->choice + "]");
}

Outcome evaluate(const Expr& expr, const std::vector<Binding>& bindings, Prefixes prefixes) {
  if (is_deeper_than(expr, kMaxTreeDepth)) return failed("a calculation that nests too deep");
  return Evaluator(bindings, prefixes).run(expr);
}

}  // namespace countercheck

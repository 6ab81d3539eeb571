// Counts how often each wide operand occurs.
#include "expr/leaves.h"

#include <algorithm>
#include <tuple>

namespace countercheck {
namespace {

auto key_of(const Written& it) {
  return std::tuple(it.mantissa, it.step, it.suffix, it.upper.value_or(it.mantissa), it.plus_minus, it.relation,
                    it.unit.scale, it.unit.binary_scale, it.unit.dimension.exponents);
}

bool is_before(const Leaf& a, const Leaf& b) {
  if (a.written != nullptr && b.written != nullptr) return key_of(*a.written) < key_of(*b.written);
  if ((a.written == nullptr) != (b.written == nullptr)) return a.written == nullptr;
  return a.name < b.name;
}

struct Gatherer {
  const std::vector<Binding>& bindings;
  Prefixes prefixes;
  std::vector<Leaf> leaves;

  void gather(const Expr& expr) {
    if (expr.op == Operator::name) gather_name(expr);
    if (expr.op == Operator::written && expr.written) {
      const Interval range = expr.written->interval(Role::operand, prefixes);
      if (!range.is_exact()) leaves.push_back({{}, &*expr.written, range});
    }
    for (const Expr& child : expr.children) gather(child);
  }

  void gather_name(const Expr& expr) {
    for (const Binding& binding : bindings) {
      if (binding.name != expr.name) continue;
      const Value* value = binding.value;
      if (value != nullptr && value->kind == Value::Kind::number && !value->number.is_exact()) {
        leaves.push_back({expr.name, nullptr, value->number});
      }
      return;
    }
  }
};

}  // namespace

bool Leaf::is(const Expr& expr) const {
  if (expr.op == Operator::name) return written == nullptr && name == expr.name;
  return expr.op == Operator::written && written != nullptr && expr.written &&
         key_of(*written) == key_of(*expr.written);
}

std::vector<Leaf> repeated_leaves(const Expr& expr, const std::vector<Binding>& bindings, Prefixes prefixes) {
  Gatherer gatherer{bindings, prefixes, {}};
  gatherer.gather(expr);
  std::vector<Leaf>& leaves = gatherer.leaves;
  std::sort(leaves.begin(), leaves.end(), is_before);
  std::vector<Leaf> repeated;
  for (std::size_t i = 0; i < leaves.size();) {
    std::size_t end = i + 1;
    while (end < leaves.size() && !is_before(leaves[i], leaves[end])) ++end;
    if (end - i > 1) repeated.push_back(leaves[i]);
    i = end;
  }
  return repeated;
}

}  // namespace countercheck

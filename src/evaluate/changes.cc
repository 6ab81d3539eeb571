// The readings of a change: by which end it is divided.
#include "evaluate/changes.h"

#include <cmath>
#include <utility>

namespace countercheck {
namespace {

Expr join(Operator op, Expr left, Expr right) {
  Expr expr;
  expr.op = op;
  expr.children.push_back(std::move(left));
  expr.children.push_back(std::move(right));
  return expr;
}

/// What the amount may be, the plainest reading first.
std::vector<Expr> readings_of(const Expr& small, const Expr& large, const Written& amount, bool may_grow) {
  if (amount.unit.symbol != "%") return {join(Operator::divide, large, small)};
  const Expr difference = join(Operator::subtract, large, small);
  std::vector<Expr> out = {join(Operator::divide, difference, large)};
  if (may_grow) out.insert(out.begin(), join(Operator::divide, difference, small));
  if (small.written->unit.symbol == "%") out.push_back(difference);      // percentage points
  return out;
}

}  // namespace

std::optional<Finding> judge_change(const Equation& change, const Judged& amount, const Case& it) {
  const Expr& from = change.sides[1].expr;
  const Expr& to = change.sides[2].expr;
  if (!(from.written->unit.dimension == to.written->unit.dimension)) return std::nullopt;
  const bool is_falling = from.written->nominal(Prefixes::decimal) > to.written->nominal(Prefixes::decimal);
  const Expr& small = is_falling ? to : from;
  const Expr& large = is_falling ? from : to;

  Expr number = amount.number;                   // -17 % is 17 % less
  number.written->mantissa = std::abs(number.written->mantissa);
  const Judged positive{number, amount.span, amount.claim};
  const bool is_less = it.book.language.has("decrease", change.note);
  const std::vector<Expr> readings = readings_of(small, large, *number.written, !is_less);
  for (const Expr& reading : readings)
    if (std::optional<Finding> held = verdict_on(positive, reading, {"arithmetic", false}, it)) return held;

  // "reduced to 25%" and "25% (100 → 25)" speak of what is left.
  if (verdict_on(positive, join(Operator::divide, small, large), {"arithmetic", false}, it)) return std::nullopt;
  bool may_fail = !change.note.empty();
  for (const Equation::Side& side : change.sides) may_fail = may_fail && !side.is_open;
  return verdict_on(positive, readings.front(), {"arithmetic", may_fail}, it);
}

}  // namespace countercheck

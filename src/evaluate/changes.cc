// The readings of a change: by which end it is divided.
#include "evaluate/changes.h"

#include <cmath>
#include <utility>

#include "expr/build.h"
#include "extract/calculation_parser.h"

namespace countercheck {
namespace {

/// What the amount may be, the plainest reading first.
std::vector<Expr> readings_of(const Expr& small, const Expr& large, const Written& amount, bool may_grow) {
  if (!is_percent(amount.unit)) return {join(Operator::divide, large, small)};
  const Expr difference = join(Operator::subtract, large, small);
  std::vector<Expr> out = {join(Operator::divide, difference, large)};
  if (may_grow) out.insert(out.begin(), join(Operator::divide, difference, small));
  if (is_percent(small.written->unit)) out.push_back(difference);  // percentage points
  return out;
}

Judged judged(const Equation& change, std::size_t side) {
  return {change.sides[side].expr, change.sides[side].span, side < change.claims.size() ? change.claims[side] : -1};
}

/// 70GB × (1 - 75%): what the last end should be.
Expr last_end(const Expr& from, const Expr& amount, bool is_less) {
  const Operator op = is_less ? Operator::subtract : Operator::add;
  return join(Operator::multiply, from, join(op, literal_of(1, "1"), amount));
}

}  // namespace

std::vector<Finding> judge_change(const Equation& change, const Case& it) {
  const Expr& from = change.sides[1].expr;
  const Expr& to = change.sides[2].expr;
  if (!(from.written->unit.dimension == to.written->unit.dimension)) return {};
  const bool is_falling = from.written->nominal(Prefixes::decimal) > to.written->nominal(Prefixes::decimal);
  const Expr& small = is_falling ? to : from;
  const Expr& large = is_falling ? from : to;

  Expr number = change.sides[0].expr;  // -17 % is 17 % less
  number.written.change().mantissa = std::abs(number.written->mantissa);
  const Judged amount{number, change.sides[0].span, judged(change, 0).claim};
  const bool is_less = it.book.language.has("decrease", change.note);
  // A percentage in front, and ends that go the way it says: the last end is what it leads to.
  const bool has_result = is_percent(number.written->unit) && change.sides[0].span.begin < change.sides[1].span.begin &&
                          !change.note.empty() && is_less == is_falling;
  const std::vector<Expr> readings = readings_of(small, large, *number.written, !is_less);
  std::vector<Finding> out;
  for (const Expr& reading : readings) {
    std::optional<Finding> held = verdict_on(amount, reading, {"arithmetic", false}, it);
    if (!held) continue;
    out.push_back(std::move(*held));
    if (!has_result) return out;
    if (auto end = verdict_on(judged(change, 2), last_end(from, number, is_less), {"arithmetic", false}, it))
      out.push_back(std::move(*end));
    return out;
  }

  // "reduced to 25%" and "400% (1 → 4)" speak of the ratio.
  for (const auto& [above, below] : {std::pair{small, large}, std::pair{large, small}})
    if (verdict_on(amount, join(Operator::divide, above, below), {"arithmetic", false}, it)) return out;
  bool may_fail = !change.note.empty();
  for (const Equation::Side& side : change.sides) may_fail = may_fail && !side.is_open;
  std::optional<Finding> failed =
      has_result ? verdict_on(judged(change, 2), last_end(from, number, is_less), {"arithmetic", may_fail, false}, it)
                 : verdict_on(amount, readings.front(), {"arithmetic", may_fail}, it);
  if (failed) out.push_back(std::move(*failed));
  return out;
}

}  // namespace countercheck

// Joins outcomes.
#include "expr/outcome.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "units/interval.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

constexpr double kRoom = 1e-9;  // equal numbers may differ by the rounding of doubles

bool is_zero(const Value& value) {
  return value.number == Interval{} && value.dimension.is_one();
}

}  // namespace

Outcome outcome_of(Value value) {
  Outcome out;
  if (value.kind == Kind::truth) out.truth = value.truth ? Truth::yes : Truth::no;
  out.value = std::move(value);
  return out;
}

Outcome outcome_of(Truth truth) {
  if (truth != Truth::unknown) return outcome_of(Value::of_truth(truth == Truth::yes));
  return {};
}

Outcome failed(std::string error) {
  Outcome out;
  out.error = std::move(error);
  return out;
}

Outcome missing(std::string name) {
  Outcome out;
  out.missing.push_back(std::move(name));
  return out;
}

bool is_stuck(const Outcome& outcome) {
  return !outcome.error.empty() || !outcome.missing.empty();
}

Outcome stuck(const Outcome& a, const Outcome& b) {
  Outcome out;
  out.missing = a.missing;
  for (const std::string& name : b.missing) {
    if (std::find(out.missing.begin(), out.missing.end(), name) == out.missing.end()) out.missing.push_back(name);
  }
  out.error = a.error.empty() ? b.error : a.error;
  return out;
}

Interval hull(Interval a, Interval b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

bool agree_on_dimension(Value& a, Value& b) {
  if (a.dimension == b.dimension) return true;
  if (is_zero(a)) a.dimension = b.dimension;
  if (is_zero(b)) b.dimension = a.dimension;
  return a.dimension == b.dimension;
}

Difference difference_of(Interval a, Interval b) {
  Difference out{subtract(a, b), 0};
  const double scale = std::max({std::abs(a.low), std::abs(a.high), std::abs(b.low), std::abs(b.high)});
  if (std::isfinite(scale)) out.room = scale * kRoom;
  return out;
}

Truth decide(Operator op, const Difference& it) {
  const auto [low, high] = it.range;
  const auto answer = [](bool yes, bool no) { return yes ? Truth::yes : no ? Truth::no : Truth::unknown; };
  switch (op) {
    case Operator::equal:
      return answer(low >= -it.room && high <= it.room, low > it.room || high < -it.room);
    case Operator::not_equal:
      return answer(low > it.room || high < -it.room, low >= -it.room && high <= it.room);
    case Operator::less:
      return answer(high < -it.room, low >= -it.room);
    case Operator::at_most:
      return answer(high <= it.room, low > it.room);
    case Operator::greater:
      return answer(low > it.room, high <= it.room);
    case Operator::at_least:
      return answer(low >= -it.room, high < -it.room);
    default:
      return Truth::unknown;
  }
}

Outcome united(Outcome a, const Outcome& b) {
  if (is_stuck(a)) return a;
  if (is_stuck(b)) return b;
  if (!a.value || !b.value || a.value->kind != b.value->kind) return {};
  if (a.value->kind == Kind::number) {
    Value other = *b.value;
    if (!agree_on_dimension(*a.value, other)) return {};
    a.value->number = hull(a.value->number, other.number);
    return a;
  }
  if (a.value->kind == Kind::truth && a.truth == b.truth) return a;
  if (a.value->kind == Kind::choice && a.value->choice == b.value->choice) return a;
  return {};
}

}  // namespace countercheck

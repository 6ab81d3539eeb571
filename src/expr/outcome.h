// Outcomes of parts of an expression, and how they join: values, missing names, errors, three-valued truth.
#pragma once

#include <string>

#include "expr/expr.h"

namespace countercheck {

Outcome outcome_of(Value value);
Outcome outcome_of(Truth truth);
Outcome failed(std::string error);
Outcome missing(std::string name);

/// Whether it says why there is no value. A truth that intervals leave open has no value and is not stuck.
bool is_stuck(const Outcome& outcome);
/// What keeps both from a value: every missing name once, the first error.
Outcome stuck(const Outcome& a, const Outcome& b);
/// What holds whichever of both is true: the hull of numbers; nothing where truths or choices differ.
Outcome united(Outcome a, const Outcome& b);

/// Brings two numbers to one dimension: a bare zero has any.
bool agree_on_dimension(Value& a, Value& b);

/// The values that `a - b` may have, and how much of them may be rounding.
struct Difference {
  Interval range;
  double room = 0;
};
Difference difference_of(Interval a, Interval b);
/// Whether `a op b` holds for all, for none or for some of the values that the difference may have.
Truth decide(Operator op, const Difference& difference);

Interval hull(Interval a, Interval b);

}  // namespace countercheck

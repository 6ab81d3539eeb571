// Interval arithmetic: the smallest interval that holds every result of its operands.
#pragma once

#include <optional>

#include "countercheck/value.h"

namespace countercheck {

Interval add(Interval a, Interval b);
Interval subtract(Interval a, Interval b);
Interval multiply(Interval a, Interval b);
/// Nothing if `b` holds zero.
std::optional<Interval> divide(Interval a, Interval b);
/// Nothing where the power is not a real number (a negative base with a broken exponent, 0 to a negative one).
std::optional<Interval> power(Interval base, Interval exponent);
/// a − b·⌊a/b⌋. Nothing if `b` holds zero. Exact operands give an exact result.
std::optional<Interval> modulo(Interval a, Interval b);
Interval negate(Interval a);
Interval absolute(Interval a);

/// Whether two intervals share a number, with room for the rounding of doubles (relative 1e-12).
bool agree(Interval a, Interval b);

Dimension multiply(const Dimension& a, const Dimension& b);
Dimension divide(const Dimension& a, const Dimension& b);
/// Nothing where an exponent would not be whole.
std::optional<Dimension> power(const Dimension& a, double exponent);

}  // namespace countercheck

// What makes a figure recognisable where it is said again.
#pragma once

#include <cstddef>

#include "extract/claims.h"
#include "units/written.h"

namespace countercheck {

/// Digits that tell one number from another: 12.5 has three, 100 and 0.2 have one.
int telling_digits(const Written& written);

/// Whether a shared word is enough to know it again: three telling digits, or two and a unit.
bool is_telling(const Written& written);

/// Of one dimension and, where both say what they count, of one thing.
bool is_one_unit(const Unit& a, const Unit& b);

/// Whether neither scope holds the other.
bool are_alternatives(ScopeId a, ScopeId b, const Claims& claims);

}  // namespace countercheck

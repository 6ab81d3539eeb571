// A total that is less than one of the parts above it.
#pragma once

#include <optional>
#include <vector>

#include "extract/parts.h"

namespace countercheck {

/// "Activations: 2 × 40 MB = 80 MB", then "Total: 50 MB": whatever else is added or left out, 50 MB is too little.
/// Only results that the document computes itself count as parts here; a capacity among them would not be used up.
/// Total and part must be for the same axes, or the heading must say for which the parts are.
std::optional<Sum> total_below_a_part(const Part& total, const std::vector<Part>& parts, const Page& page);

}  // namespace countercheck

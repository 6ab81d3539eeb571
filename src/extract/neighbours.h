// Figures that follow from others of the same passage, where no sign says so: "58 MoE layers with 256 experts, i.e.
// 14,848 in total".
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// The result of two figures that stand before it in its paragraph, or in the items above it in its list. It must agree
/// in more digits than chance explains among all pairs that were tried; it confirms and never refutes.
std::vector<Sum> find_neighbours(const Page& page);

}  // namespace countercheck

// Calculations in cells, whose results stand in other cells of their rows: "| Weights | 70e9 × 2 bytes | 140 GB |" and
// "| KV cache (128 × 4,096 × 70 KB) | 36.7 GB |".
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// A column of calculations and the column of their results. What is found confirms; where the header calls it a
/// calculation, or at least two other rows hold, it may refute as well.
std::vector<Sum> find_cell_calculations(const Page& page);

}  // namespace countercheck

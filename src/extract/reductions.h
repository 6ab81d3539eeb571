// What is left of an amount by a percentage: "1.5 TB/s at 80% utilization → effective 1.2 TB/s".
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// The amount, the percentage and what is left stand in one line in this order, with few words between; or the amount
/// is the one figure of its kind in the item before. Only the first form may refute.
std::vector<Sum> find_reductions(const Page& page);

}  // namespace countercheck

// Orders of growth above figures: a row of O(N), O(NP) and O(P), and below it the row of their figures.
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// What N and P are is told by the figures themselves: most of those that stand for O(N) are N, in the table or in the
/// sections around it. A figure below O(NP) is then N × P. An order leaves a constant open, so a figure may be refuted
/// only where the other figures of rows with that name bear out that it is one.
std::vector<Sum> find_orders(const Page& page);

}  // namespace countercheck

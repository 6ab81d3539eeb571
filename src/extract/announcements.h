// A paragraph that ends in a colon says what the calculation below it gives: "We need 15 TB of storage:", and below
// "30 billion × 500 bytes = 15 TB".
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// The last figure of such a paragraph as the result of that calculation, closed: whoever judges it may refute what a
/// usual slip explains.
std::vector<Sum> find_announcements(const Page& page);

}  // namespace countercheck

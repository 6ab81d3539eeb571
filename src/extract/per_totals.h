// "80 GB per GPU (640 GB total)": a share, and in its parenthesis what all have.
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// The total is the share times a count of what the share is of. It is refuted where it is an amount
/// and all such counts of the document are one number; where there are several, one of them may confirm it.
std::vector<Sum> find_per_totals(const Page& page, const std::vector<Statement>& statements);

}  // namespace countercheck

// "43 GB per GPU (54% utilization)": the percentage beside an amount is its share of what there is.
//
// Which quantities are such shares the formulas say: memory utilization is memory per GPU ÷ memory of one GPU.
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// Percentages in the parenthesis behind an amount, or before the one that holds it, whose words name a share, with
/// the only value that the document states of the whole. An amount that is bound to the part refutes its percentage,
/// unless another figure of the section may be the whole; any other amount only confirms.
std::vector<Sum> find_room_shares(const Page& page, const std::vector<Statement>& statements);

}  // namespace countercheck

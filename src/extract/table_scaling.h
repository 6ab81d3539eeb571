// Scaling tables: how much of the machines that were added a rate or a time made use of.
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// A column of efficiencies in a table of rates (or times) by counts follows from its base row, that of 100 %: the rate
/// of one machine there against that here. Believed if at least two other rows bear it out; a row that stands alone
/// against them may be refuted.
std::vector<Sum> find_table_scaling(const Page& page);

}  // namespace countercheck

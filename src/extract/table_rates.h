// Figures of a table that go together at one rate: "9 hours ($290) | 18 hours ($580)", memory and its share of a GPU.
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// Pairs of figures in a table's cells, and in two of its columns, whose quotient is the same throughout. The rate is
/// not stated, so at least three pairs must agree on it, to more digits than chance explains; one that stands alone
/// against them and is off by much is refuted.
std::vector<Sum> find_table_rates(const Page& page);

}  // namespace countercheck

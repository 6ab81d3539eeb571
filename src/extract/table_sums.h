// Totals and shares in tables: a "Total" row below its column, a "Total" column behind its row, percentages of a total.
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

std::vector<Sum> find_table_sums(const Page& page);

}  // namespace countercheck

// Amounts that a sentence lists, and their total: "weights take 16 GB, the cache 26 GB and overhead 3 GB, 45 GB in
// total", "a total of 45 GB: 16 GB of weights, 26 GB of cache and 3 GB of overhead".
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// Only all amounts of the sentence together are a list. The total may be refuted if a word calls it one; behind an
/// arrow or before a parenthesis alone it may only be confirmed.
std::vector<Sum> find_list_totals(const Page& page);

}  // namespace countercheck

// Columns that follow from others: a speed-up from two rates, a margin from target and actual, a cost from count and
// price, a change against the first row.
#pragma once

#include <vector>

#include "extract/logs.h"
#include "extract/sums.h"

namespace countercheck {

/// A relation is believed where the header's words or the dimensions allow it and the rows bear it out; the row that
/// stands alone against at least two others may be refuted. Coincidences are counted: more candidates need more digits.
std::vector<Sum> find_table_relations(const Page& page);
/// The same for the lines of logs.
std::vector<Sum> find_log_relations(const Page& page, const std::vector<Log>& logs);

}  // namespace countercheck

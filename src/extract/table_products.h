// Columns that are a measure taken so often, for so long: a monthly cost from count, price per hour and the hours of a
// month.
#pragma once

#include <string_view>
#include <vector>

#include "extract/cells.h"
#include "extract/sums.h"
#include "extract/time_spans.h"

namespace countercheck {

/// A table as it is read, and what the document would call a row of it: it may be turned, or a log.
struct CellsView {
  Cells cells;
  std::string_view row;
  bool is_titled = true;  ///< words of headers ("speedup", "total") say how columns follow; a program's names do not
};

/// One column of the result's measure times up to two that count or last, times what the spans of time in the headers
/// ("per hour", "monthly") are in each other. Products of two columns without such a factor are not looked for. A row
/// that stands alone against the others is refuted.
std::vector<Sum> find_table_products(const Page& page, const TimeSpans& spans, const CellsView& view);

}  // namespace countercheck

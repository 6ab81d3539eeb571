// Counts of ranges in lists: "GPUs 0-3 (4 GPUs)" line after line.
#pragma once

#include "extract/page.h"

namespace countercheck {

/// A range alone may count something else ("Layers 0-127 (4 layers)" counts GPUs). Where two neighbours in the same
/// list or fence count both ends, one that does not may be refuted.
void settle_counted_ranges(Page& page);

}  // namespace countercheck

// Counts of machines that go by their name: "128 H200 GPUs", "8x A100-80GB" and "256 H100s" are all counts of GPUs.
#pragma once

#include "extract/page.h"

namespace countercheck {

/// Gives a bare count before the name of a machine of the rulebook the unit that stands behind the name ("nodes"), else
/// that of one machine. The number keeps its span; numbers inside the name ("A100 80GB") are part of it.
void settle_machine_counts(Page& page);

}  // namespace countercheck

// One amount in two measures: "384 GPUs (48 nodes)", "5M samples (~10B tokens)", where the document says how many GPUs
// a node or tokens a sample has.
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// What stands in other words behind a count, and follows from it by a figure that the document states: in the same
/// block, else in the same section, else throughout.
std::vector<Sum> find_pairs(const Page& page, const std::vector<Statement>& statements);

}  // namespace countercheck

// A figure that the document states twice and computes nowhere: "trained in 18 hours" beside the table that says so.
#pragma once

#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

/// For each figure without a verdict of its own that a cell of a table, a label, or an earlier sentence about the same
/// thing states as well: `pass`, as stated there. Nothing is refuted: two figures that differ are two figures.
std::vector<Finding> judge_repetitions(const Case& it, const std::vector<Finding>& judged);

}  // namespace countercheck

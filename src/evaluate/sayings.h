// What is said of one thing in several places must be one figure: "8 experts per GPU" in a summary, where the analysis
// computes 64 ÷ 16 = 4.
#pragma once

#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

/// For each figure without a verdict of its own that is said of the same thing as a figure that a calculation confirms:
/// `pass` if it is the same; `fail` if it stands alone against all that is said of it, and either two others agree or
/// it stands in a summary, which says nothing new.
std::vector<Finding> judge_sayings(const Case& it, const std::vector<Finding>& judged);

}  // namespace countercheck

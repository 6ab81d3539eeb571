// A figure that says again what is computed elsewhere: "achieves 12.5 ms latency" under "Latency: 2 + 8 + 2.5 = 12.5
// ms".
#pragma once

#include <vector>

#include "evaluate/evaluate.h"
#include "evaluate/subjects.h"

namespace countercheck {

/// For each figure without a verdict of its own that has the value of a judged one and shares a word with it: `pass` if
/// that one passes, `fail` caused by it if that one fails. Figures of few digits and round ones say too little to be
/// recognised; scopes must not be alternatives to each other. Indices of causes are indices into `judged`.
std::vector<Finding> judge_restatements(const Case& it, const std::vector<Finding>& judged, Subjects& subjects);

}  // namespace countercheck

// Judges a change against its ends: "128 → 64 (50% reduction)", "10.7x faster (3.2 s → 0.3 s)".
#pragma once

#include <vector>

#include "evaluate/verdicts.h"

namespace countercheck {

/// A percentage may be taken of the larger end, and of the smaller one where something grows; a factor is the ratio of
/// the ends. Fails only if a word says which way the change goes. In "75% less (70GB → 35GB)" the last end is the
/// result and the verdict on it stands beside the one on the amount.
std::vector<Finding> judge_change(const Equation& change, const Case& it);

}  // namespace countercheck

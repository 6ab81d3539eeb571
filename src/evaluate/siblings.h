// Which of several things alike has a figure that the others do not have: "Stage 0: 4 layers", "Stage 1: 4 layers",
// "Stage 2: 8 layers". What all others have and a formula gives, the odd one has too.
#pragma once

#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

/// The claims about members of a list or fence that nothing confirms while all of at least two siblings, which may be
/// of the same quantities and count the same, are confirmed.
std::vector<int> odd_members(const Case& it, const std::vector<bool>& is_confirmed);

}  // namespace countercheck

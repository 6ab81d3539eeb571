// One quantity, two values, one scope: what is stated again must be the same.
#pragma once

#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

/// A finding for each statement after the first of its quantity, axis and scope: `pass` where it agrees with the others,
/// `fail` where it does not. The value that most statements agree on is held to be meant; among equals, the first.
std::vector<Finding> judge_consistency(const Case& it);

}  // namespace countercheck

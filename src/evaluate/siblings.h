// Which of several things alike has a figure that the others do not have: "Stage 0: 4 layers", "Stage 1: 4 layers",
// "Stage 2: 8 layers". What all others have and a formula gives, the odd one has too.
#pragma once

#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

/// The claims about members of a list or fence that nothing confirms while all of at least two siblings, which may be
/// of the same quantities and count the same, are confirmed.
std::vector<int> odd_members(const Case& it, const std::vector<bool>& is_confirmed);

/// How an estimate fares with one claim.
struct Estimated {
  int claim = -1;
  QuantityId quantity = kNoQuantity;
  double expected = 0;
  bool holds = false;
};

/// A claim that an estimate does not confirm, while it confirms all others of the quantity: at least two of them, with
/// two values. What a document keeps to everywhere else is its convention.
struct Odd {
  int claim = -1;
  int other = -1;  ///< the first that is confirmed
};
std::vector<Odd> odd_estimates(const std::vector<Estimated>& all);

}  // namespace countercheck

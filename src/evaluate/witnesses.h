// Whether other statements of a quantity say what a formula gives. An estimate alone refutes nothing, nor does what is
// told of a former state; a document that says the same elsewhere leaves no doubt: "16 experts ÷ 2 = 8 experts per GPU"
// and further on "each GPU handles 16 experts".
#pragma once

#include <vector>

#include "evaluate/opinions.h"

namespace countercheck {

struct Testimony {
  const Opinion* opinion = nullptr;  ///< the one that is borne out, or nullptr
  const Fact* witness = nullptr;     ///< the first statement that bears it out
};

/// The opinion that all other statements of the claim's quantity bear out, in its scope and for its axes. Nothing where
/// one of them says something else, or where the claim states a bound or a range.
Testimony testimony_against(const Claim& claim, const std::vector<Opinion>& opinions, const Case& it);

}  // namespace countercheck

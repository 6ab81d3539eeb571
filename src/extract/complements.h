// Two shares that make a whole: "generation takes about 20% of the time and training the remaining 80%".
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// The second share of a sentence that says that it is the rest: it is 100 % less the first.
std::vector<Sum> find_complements(const Page& page);

}  // namespace countercheck

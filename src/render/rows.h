// The table of claimed and calculated figures: one row a quantity and pair of values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "countercheck/countercheck.h"

namespace countercheck {

struct Row {
  std::string metric;  ///< what the quantity is called; empty if the finding does not say
  std::string claimed;
  std::string expected;  ///< "–" where no number is expected
  std::string_view sign;
  std::vector<const Finding*> findings;  ///< restatements share a row
};

/// Every wrong and disputed claim, in the order of the text. Pointers are into `document`.
std::vector<Row> rows_of(const DocumentReport& document);

}  // namespace countercheck

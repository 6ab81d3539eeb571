// "1. Encoder (2 GPUs)  2. Experts (64 GPUs)  3. Head (2 GPUs)", then "Total GPUs used: 68".
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// A count that a label calls a total, and directly above it a list in which every item counts the same things once.
/// Only confirms: what lists leave out is not told. A total that its list makes is no product of degrees.
std::vector<Sum> find_staged_totals(const Page& page, const std::vector<Statement>& statements);

}  // namespace countercheck

// Counts beside the degrees that make them: "256 GPUs (FSDP 32, TP 8)", "on 256 H100s with FSDP=32, TP=8".
#pragma once

#include "extract/sums.h"

namespace countercheck {

/// A count whose quantity has a formula that multiplies degrees, and directly behind it a list of some of them: the
/// others are 1. Only a list that tells how often the model stands there may refute; one that leaves that out does not
/// say it all.
std::vector<Sum> find_degree_lists(const Page& page, const std::vector<Statement>& statements);

}  // namespace countercheck

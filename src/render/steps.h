// A derivation as rows that people read from top to bottom: what was calculated, and what from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "countercheck/finding.h"

namespace countercheck {

/// One row: "8 = 1024 ÷ 128" and "total_expert_instances ÷ num_gpus". Leaves stand beside the row that uses them where
/// there is room, with their line: "experts per layer (line 17) × layers (line 16)"; else they have a row of their own.
struct Step {
  std::string calculation;
  std::string meaning;
};

struct Steps {
  std::vector<Step> rows;
  int left_out = 0;
};

/// The rows of a finding's derivation, at most `most`; each part of it once.
Steps steps_of(const Finding& finding, std::size_t most);

}  // namespace countercheck

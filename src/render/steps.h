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

/// The calculation with its operands named: "1024 total expert instances ÷ 128 GPUs (line 9) = 8" for the result 8.
/// Empty if the formula cannot be told that way.
std::string told_with_names(const Derivation& derivation, const std::string& result, const Source* document);

/// What a finding's derivation comes to, with more digits than the claim has; but in the claim's words where it counts
/// in other units than the derivation: 69MB and not 72.35 MB, if MB was read as 2^20 bytes.
std::string result_of(const Finding& finding);

/// Whether the value came about by a calculation, and not as a figure that is taken as it stands.
bool is_calculated(const Derivation& derivation);

/// Where a leaf comes from: "line 9", "cluster.md:9", "--set", "rules/hardware/h100-sxm.toml:7". Empty if unknown.
std::string origin_of(const Derivation& leaf, const Source* document);

/// A formula on one line with the signs that people write: × ÷ ≤ ≥ ≠.
std::string with_signs(std::string_view formula);

}  // namespace countercheck

// The parts of a derivation: what a node is, and how its formula is written for people.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "countercheck/finding.h"

namespace countercheck {

/// What only repeats its one operand ("MoE layers = layers", "as stated before") is told as that one.
const Derivation& essence_of(const Derivation& derivation);
bool is_leaf(const Derivation& derivation);
/// Whether the value came about by a calculation, and not as a figure that is taken as it stands.
bool is_calculated(const Derivation& derivation);
/// What an assertion comes to is said in words: "holds", "does not hold".
bool is_statement(std::string_view value);
/// The operand of that name, or nullptr.
const Derivation* find_operand(const Derivation& derivation, std::string_view name);

/// Where a leaf comes from: "line 9", "cluster.md:9", "--set", "rules/hardware/h100-sxm.toml:7". Empty if unknown.
std::string origin_of(const Derivation& leaf, const Source* document);

/// A formula on one line with the signs that people write: × ÷ ≤ ≥ ≠.
std::string with_signs(std::string_view formula);

/// Replaces each name of `formula` by what `shown` says; an empty answer keeps the name.
std::string replace_names(std::string_view formula, const std::function<std::string(std::string_view)>& shown);

/// The calculation with its operands named: "1024 total expert instances ÷ 128 GPUs (line 9) = 8" for the result 8.
/// Empty if the formula cannot be told that way.
std::string told_with_names(const Derivation& derivation, const std::string& result, const Source* document);

/// What a finding's derivation comes to, with more digits than the claim has; but in the claim's words where it counts
/// in other units than the derivation: 69MB and not 72.35 MB, if MB was read as 2^20 bytes.
std::string result_of(const Finding& finding);

}  // namespace countercheck

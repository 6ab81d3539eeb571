// Judges a change against its ends: "128 → 64 (50% reduction)", "10.7x faster (3.2 s → 0.3 s)".
#pragma once

#include <optional>

#include "evaluate/verdicts.h"

namespace countercheck {

/// `amount` is sides[0]. A percentage may be taken of the larger end, and of the smaller one where something grows; a
/// factor is the ratio of the ends. Fails only if a word says which way the change goes.
std::optional<Finding> judge_change(const Equation& change, const Judged& amount, const Case& it);

}  // namespace countercheck

// Names that code gives numbers to: after `LAYERS=40`, `$LAYERS * 2` is 40 × 2.
#pragma once

#include "extract/calculation_tokens.h"

namespace countercheck {

/// Puts numbers in the place of names that stand behind their assignment, line by line; the last assignment counts.
/// What is assigned itself, and what comments say, stays. The tokens must be those of code.
void resolve_names(Tokens& tokens);

}  // namespace countercheck

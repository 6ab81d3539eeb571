// One text as the readers of calculations take it: its LaTeX rewritten, its values found, split into tokens.
#pragma once

#include <string_view>
#include <vector>

#include "extract/calculation_tokens.h"
#include "extract/math_text.h"

namespace countercheck {

/// Stays where it was made: the tokens point into the rewritten text.
struct CalculationText {
  /// `is_code`: a fence or code span, where `*` is always a times sign and comments after `#` and `//` are prose.
  CalculationText(std::string_view text, const Words& words, bool is_code);
  /// The same where the values of `text` are known.
  CalculationText(std::string_view text, const std::vector<Written>& values, const Words& words, bool is_code);
  CalculationText(const CalculationText&) = delete;
  CalculationText& operator=(const CalculationText&) = delete;

  const MathText math;
  const Tokens tokens;
  const bool is_code;
};

}  // namespace countercheck

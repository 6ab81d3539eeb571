// Finds the calculations in one text. Knows numbers, units and operators, and nothing of quantities.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/calculation_text.h"
#include "extract/claims.h"

namespace countercheck {

/// The equations in `text`; spans are in it as it was before its LaTeX was rewritten, and `claims` is empty.
std::vector<Equation> find_equations(const CalculationText& text, const Words& words);
/// The same in a text that nobody has read yet.
std::vector<Equation> find_equations(std::string_view text, const Units& units, const Language& language, bool is_code);

/// The calculation that a text consists of, words between its numbers aside; nothing if more is said, or less.
std::optional<Equation::Side> read_lone_calculation(std::string_view text, const Words& words);

/// One line, for tests: "equality 64 × 2 | 128"; a side that may confirm and never refute ends with "?".
std::string dump(const Equation& equation);

}  // namespace countercheck

// Whether a calculation gives the number that is written for it, under the readings that are allowed.
//
// The default reading takes operands as written, prefixes as decimal and, where no operand has a unit, bytes, FLOPs and
// counts in base units. Every other reading is a licence: it is named when it is needed, and two never combine.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "evaluate/calculation.h"
#include "rulebook/rulebook.h"

namespace countercheck {

struct Reading {
  enum class Outcome : std::uint8_t { holds, fails, undecided };

  Outcome outcome = Outcome::undecided;
  Interval value;  ///< recomputed, in base units of the number's unit
  Prefixes prefixes = Prefixes::decimal;
  std::string note;  ///< the licence that was needed, or why nothing can be said
};

struct ReadingRules {
  const Units& units;
  const Language& language;
  std::optional<Prefixes> prefixes;  ///< settled by a convention; else both readings are tried
  /// Whether the document rounds this operand where it computes it, so that it has the width of its last digit.
  std::function<bool(const Written&)> is_rounded = [](const Written&) { return false; };
};

/// Compares a closed calculation with the number written for it.
Reading read_as(const Expr& calculation, const Written& number, const ReadingRules& rules);

/// All numbers that a written result stands for: half its last digit to either side, or 5 % where it is approximate.
Interval region_of(const Written& number, Prefixes prefixes);

}  // namespace countercheck

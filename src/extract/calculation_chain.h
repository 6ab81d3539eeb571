// Sides joined by signs: "a = b = c", "a ≤ b", "A → B", each with the parentheses that stand behind it.
#pragma once

#include <vector>

#include "extract/calculation_parser.h"

namespace countercheck {

struct Chain {
  enum class Join : std::uint8_t { none, equal, comparison, arrow, versus };

  struct Link {
    CalculationSide side;
    Join join = Join::none;               ///< to the link before
    Operator relation = Operator::equal;  ///< of a comparison
    bool is_approximate = false;          ///< joined by ≈
    std::vector<int> parentheses;         ///< open tokens of those with numbers, directly behind the side
  };
  std::vector<Link> links;
  int first = 0;  ///< tokens
  int next = 0;
};

/// A stretch of text, as far as calculations are concerned.
struct Passage {
  std::vector<Chain> chains;
  std::vector<int> parentheses;  ///< open tokens of those that stand behind no side
};

/// Reads what stands between two tokens; the insides of parentheses are left to the caller.
Passage read_passage(const Tokens& tokens, const Words& words, int first, int end);

}  // namespace countercheck

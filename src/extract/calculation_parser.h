// Tokens to one side of a calculation: an expression over written numbers, with the words between them left out.
#pragma once

#include <vector>

#include "extract/calculation_tokens.h"

namespace countercheck {

/// One side. "64 experts/layer × 16 layers" is (64 × 16); "2 × params" is not closed.
struct CalculationSide {
  Expr expr;              ///< leaves are `written`, `literal_text` is what the document writes
  Span span;              ///< first operand to last
  bool is_closed = true;  ///< no free names, nothing that could not be read
  bool is_soft = false;   ///< read with some guessing: it may confirm, never refute
  int operators = 0;
  int first = 0;  ///< token
  int next = 0;   ///< the token after it and its notes
  struct Aside {  ///< "8MB (2048×1024×4 bytes) + 4MB": a parenthesis that explains an operand
    Written value;
    int open = -1;
  };
  std::vector<Aside> asides;

  [[nodiscard]] bool is_number() const { return is_closed && expr.op == Operator::written; }
  [[nodiscard]] bool is_calculation() const { return is_closed && operators > 0; }
};

/// Reads the side that begins at token `first` and ends before token `end`. Always takes at least one token.
CalculationSide read_side(const Tokens& tokens, const Words& words, int first, int end);

/// Whether a side may begin at `at`: a number, a group, a name that an operator or its own number follows.
bool begins_side(const Tokens& tokens, int at, int end);

/// The token after the words, "/layer" and number-free parentheses that stand at `at`.
int skip_notes(const Tokens& tokens, const Words& words, int at, int end);

/// Whether numbers in this unit are percentages: "%", "% per stage".
constexpr bool is_percent(const Unit& unit) {
  return unit.scale == 0.01 && unit.dimension.is_one();
}

/// "10 million new posts per month": the span of time that the words behind a bare number divide it by; bare if none
/// does.
Unit rate_behind(std::string_view text, const Written& number, const Units& units);

/// A leaf for a number that the document writes.
Expr leaf_of(const Tokens& tokens, const Token& number);

}  // namespace countercheck

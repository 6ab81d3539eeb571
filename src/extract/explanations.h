// A number and the calculation that explains it: "16MB (1024×2048×4×2 bytes)", "68/128 GPUs (53%)", "3 of 128 (2.3%)",
// "Layers 0-19 (20 layers)", and in code "4 * 1024  # 4096".
#pragma once

#include <vector>

#include "extract/calculation_chain.h"
#include "extract/claims.h"

namespace countercheck {

/// A chain among those beside it.
struct Neighbourhood {
  const Tokens& tokens;
  const Words& words;
  const Passage& passage;
  std::size_t chain = 0;

  [[nodiscard]] const Chain& here() const { return passage.chains[chain]; }
  [[nodiscard]] const Token& token(int at) const { return tokens.list[static_cast<std::size_t>(at)]; }
  /// Whether the token at `at` is a word of that group of the language.
  [[nodiscard]] bool is_word(int at, std::string_view group) const;
};

struct Parenthesis {
  int open = 0;  ///< token
  Passage inside;
};

/// What the parenthesis behind a link says of it. Spans are in the tokens' text.
std::vector<Equation> explain(const Neighbourhood& near, const Chain::Link& link, const Parenthesis& parenthesis);

/// The same for an operand inside a side: "8MB (2048×1024×4 bytes) + 4MB". What is found may confirm, never refute.
std::vector<Equation> explain(const Neighbourhood& near, const CalculationSide::Aside& aside,
                              const Parenthesis& parenthesis);

/// What a comment of code says of the line before it.
std::vector<Equation> explain_comment(const Neighbourhood& near);

/// "3% of all requests failed (12 of 400)". It refutes only if what the parenthesis counts is named in between.
std::vector<Equation> explain_share_of_words(const Neighbourhood& near);

/// "128 GPUs: 64 × 2". What is found may confirm, never refute.
std::vector<Equation> explain_after_colon(const Neighbourhood& near);

/// Two sides with the first as the result of the second.
Equation make_equation(Equation::Form form, const CalculationSide& value, Equation::Side calculation);

/// Whether two numbers are the same one in other units. Numbers that differ say nothing of one another.
bool is_restated(const Written& a, const Written& b);

/// A quotient of two written numbers; the first takes the unit of the second if it has none.
Expr quotient(const Expr& above, const Expr& below);

}  // namespace countercheck

// Cuts the text of an expression into tokens. Knows numbers with units, names, texts and signs.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "countercheck/source.h"
#include "expr/expr.h"

namespace countercheck {

struct ExprToken {
  enum class Kind : std::uint8_t { number, name, keyword, text, sign, end };

  Kind kind = Kind::end;
  Span span;              ///< of a text: with quotes
  std::string_view text;  ///< a sign in its ASCII spelling: "×" is "*"; of a text: without quotes
  Value value;            ///< of a number, in base units

  [[nodiscard]] bool is_sign(std::string_view sign) const { return kind == Kind::sign && text == sign; }
  [[nodiscard]] bool is_word(std::string_view word) const { return kind == Kind::keyword && text == word; }
};

/// All tokens with one of kind `end` behind them, or the first mistake. Tokens point into `text`.
std::variant<std::vector<ExprToken>, ExprError> cut_tokens(std::string_view text, const Units& units);

/// Whether a word means something to the language, so that nothing can be called by it.
bool is_keyword(std::string_view word);

}  // namespace countercheck

// One text as the tokens of calculations: numbers, operators, relations, words, parentheses. Everything else separates.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "expr/expr.h"
#include "rulebook/rulebook.h"
#include "text/limits.h"
#include "text/text_map.h"
#include "units/units.h"
#include "units/value_words.h"
#include "units/written.h"

namespace countercheck {

struct Token {
  enum class Kind : std::uint8_t {
    number,
    word,       ///< "experts", "TP4", "byte-per-sample"
    operation,  ///< + - * / ^ and "times"
    relation,   ///< = ≈ < ≤ and "equals"
    arrow,      ///< → -> =>
    open,
    close,  ///< ( [ ⌈ ⌊
    comma,
    comment,    ///< # or // in code: what follows is prose
    separator,  ///< anything that no calculation goes across
  };
  Kind kind = Kind::separator;
  Operator op = Operator::literal;  ///< of an operation or a relation; of ⌈ and ⌊ `call`
  bool is_approximate = false;      ///< of a relation: ≈
  bool is_attached = false;         ///< no space before it
  bool has_number = false;          ///< of an open one: a number stands inside
  bool is_group = false;            ///< of an open one: it holds one expression and nothing else
  bool is_plain = false;            ///< of an open one: the same, but for the lack of a number
  bool is_named = false;            ///< of a number: a name of code that stands for it
  int value = -1;                   ///< of a number: index into values
  int match = -1;                   ///< of an open or close one: its partner
  Span span;
};

struct Tokens {
  std::string_view text;
  std::vector<Written> values;
  std::vector<Token> list;  ///< ends with a separator
  std::optional<Span> cut;  ///< the first parenthesis that nests too deep: it separates

  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return text.substr(token.span.begin, token.span.size());
  }
  [[nodiscard]] const Written& written(const Token& token) const {
    return values[static_cast<std::size_t>(token.value)];
  }
};

/// What a reader of calculations needs to know of the language and of units, and how deep it goes.
class Words {
 public:
  Words(const Units& units, const Language& language, const Limits& limits = {});

  /// Whether a group of the language has this word, in any case, singular or plural.
  [[nodiscard]] bool has(std::string_view group, std::string_view word) const;

  /// The operation or relation that a word stands for: "times", "equals"; nullptr for other words.
  struct Sign {
    Token::Kind kind = Token::Kind::operation;
    Operator op = Operator::literal;
  };
  [[nodiscard]] const Sign* sign_of(std::string_view word) const;

  const Units& units;
  const Language& language;
  const WordReader values;  ///< of words before numbers and for them
  const int parentheses;    ///< how many inside one another are followed

 private:
  TextMap<Sign> signs_;
  std::bitset<256> sign_bytes_;  ///< with which words for signs begin
};

/// `text` must outlive the tokens, and `values` are its values. `is_code`: lines are separate and comments are marked.
Tokens read_tokens(std::string_view text, std::vector<Written> values, const Words& words, bool is_code);

/// Whether a word is a degree as strategies write it, TP8: two to four capitals and a number.
bool is_degree(std::string_view name);

/// One line, for tests: "64 × word 2 = 128".
std::string dump(const Tokens& tokens);

}  // namespace countercheck

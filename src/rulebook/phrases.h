// Turns the phrase of a quantity, "each GPU holds {n} experts?", into a regular expression.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.h"

namespace countercheck {

struct PhraseError {
  Span span;  ///< in the text of the phrase
  std::string message;
  std::string hint;
};

struct BuiltPhrase {
  std::optional<Quantity::Phrase> phrase;  ///< without a place
  PhraseError error;
};

class PhraseBuilder {
 public:
  PhraseBuilder() = default;
  explicit PhraseBuilder(const Language& language);

  /// `{n}` becomes a number as documents write them, with the words that may stand before it and the unit behind it;
  /// `{word}` becomes any word of a choice. Does not compile the expression.
  [[nodiscard]] BuiltPhrase build(const std::string& text, const Quantity& quantity) const;

 private:
  [[nodiscard]] std::string number_pattern(const Quantity& quantity) const;

  std::string number_;  ///< group 1 holds the digits
};

/// The lower-case pieces of text that every match of a regular expression contains, longest first; may be empty. Case
/// of ASCII letters is ignored.
std::vector<std::string> literals_of(std::string_view regex);

}  // namespace countercheck

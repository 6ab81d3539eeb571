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

/// `{n}` becomes a number as documents write them, with the unit that may follow it; `{word}` any word of a choice.
/// Does not compile the expression.
BuiltPhrase build_phrase(const std::string& text, const Quantity& quantity, const Language& language);

/// The lower-case pieces of text that every match of a regular expression contains, longest first; may be empty. Case
/// of ASCII letters is ignored.
std::vector<std::string> literals_of(std::string_view regex);

}  // namespace countercheck

// Turns the phrase of a quantity, "each GPU holds {n} experts?", into regular expressions.
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

/// `{n}` is a number as documents write them, with the words that may stand before it and the unit behind it: it splits
/// the phrase in what stands before a number and what stands behind it. `{word}` becomes any word of a choice. Compiles
/// nothing.
BuiltPhrase build_phrase(const std::string& text, const Quantity& quantity);

/// The lower-case pieces of text that every match of a regular expression contains, longest first; may be empty. Case
/// of ASCII letters is ignored.
std::vector<std::string> literals_of(std::string_view regex);

/// Lower-case pieces of text of which every match of a regular expression contains one: "drives" or "disks" of
/// "(?:drives|disks) of". Empty where nothing is known.
std::vector<std::string> choices_of(std::string_view regex);

/// With what every match of a regular expression begins and ends, in lower case; empty where that is open.
struct RegexEdges {
  std::string begin;
  std::string end;
};
RegexEdges edges_of(std::string_view regex);

}  // namespace countercheck

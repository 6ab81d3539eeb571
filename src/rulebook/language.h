// Words of the language that documents are written in, by what they do: "alternative", "former", "approximate",
// "at_most", "filler", ... Data: rules/language.toml.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/text_map.h"
#include "units/written.h"

namespace countercheck {

inline constexpr std::size_t kMostWordGroups = 256;
/// A choice of groups. Whoever asks of many words whether they are in one of several keeps it, so that each word is
/// looked up once.
using WordGroups = std::bitset<kMostWordGroups>;

/// Of short words that nobody can choose to collide: all of them stand in the rulebook.
struct ShortWordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    std::size_t hash = 0xCBF29CE484222325U;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
  }
};

struct Language {
  std::map<std::string, std::vector<std::string>, std::less<>> words;
  std::map<std::string, double, std::less<>> numbers;  ///< "sixteen" -> 16: the group `numbers`
  TextMap<std::vector<std::string>> synonyms;          ///< "card" -> {"gpu"}, in normal form
  std::unordered_map<std::string, std::uint8_t, ShortWordHash, std::equal_to<>> numbers_of_groups;
  /// Of each word, as written and in normal form, the groups that have it.
  std::unordered_map<std::string, WordGroups, ShortWordHash, std::equal_to<>> groups_of_words;

  /// Those of the names that are groups.
  [[nodiscard]] WordGroups groups(std::initializer_list<std::string_view> names) const;
  /// Whether one of the groups has this word, in lower case or in normal form (text/words.h).
  [[nodiscard]] bool has(const WordGroups& any, std::string_view word) const;
  [[nodiscard]] bool has(std::string_view group, std::string_view word) const;
  /// Whether a word of the text is in the group.
  [[nodiscard]] bool has_any(std::string_view group, std::string_view text) const;
  /// A new group, or one more word of a known one. At most kMostWordGroups.
  void add(const std::string& group, const std::string& word);
  [[nodiscard]] const std::vector<std::string>& group(std::string_view name) const;  ///< empty if there is none
  /// The groups that stand directly before numbers or for them; borrowed.
  [[nodiscard]] ValueWords value_words() const;
};

}  // namespace countercheck

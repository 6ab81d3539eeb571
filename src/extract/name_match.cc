// Lays the words of two names side by side: equal, cut off ("mic" for "micro"), or as initials ("bs" for "batch size").
#include "extract/name_match.h"

#include <algorithm>
#include <span>

#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostWords = 8;
constexpr std::size_t kShortestStem = 3;
constexpr std::size_t kLongWord = 7;  // from here on one letter may be missing or wrong

bool is_misspelt(std::string_view a, std::string_view b) {
  if (a.size() < kLongWord || b.size() < kLongWord) return false;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  const std::string_view rest = b.substr(same + 1);
  return a.substr(std::min(a.size(), same + (a.size() == b.size() ? 1 : 0))) == rest;
}

bool is_same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const bool is_stem =
      (a.size() >= kShortestStem && b.starts_with(a)) || (b.size() >= kShortestStem && a.starts_with(b));
  return is_stem || is_misspelt(a, b);
}

using Names = std::vector<std::string>;
using Run = std::span<const std::string>;  ///< of the words of a name

/// Whether `letters` are made of the first letter, or all, of each word: "mbs" of micro and bs.
bool are_initials(std::string_view letters, Run words, std::size_t begin, std::size_t end) {
  if (begin == end) return letters.empty();
  if (letters.empty()) return false;
  const std::string& word = words[begin];
  if (letters.front() == word.front() && are_initials(letters.substr(1), words, begin + 1, end)) return true;
  return word.size() > 1 && letters.starts_with(word) &&
         are_initials(letters.substr(word.size()), words, begin + 1, end);
}

class Aligner {
 public:
  Aligner(Run a, Run b) : a_(a), b_(b) {}

  [[nodiscard]] bool is_whole(std::size_t i, std::size_t j) const {
    if (i == a_.size() || j == b_.size()) return i == a_.size() && j == b_.size();
    // Words and their initials begin with one letter: most names are told apart here.
    if (a_[i][0] != b_[j][0] && !is_misspelt(a_[i], b_[j])) return false;
    if (is_same_word(a_[i], b_[j]) && is_whole(i + 1, j + 1)) return true;
    for (std::size_t end = j + 2; a_[i].size() > 1 && end <= b_.size(); ++end)
      if (are_initials(a_[i], b_, j, end) && is_whole(i + 1, end)) return true;
    for (std::size_t end = i + 2; b_[j].size() > 1 && end <= a_.size(); ++end)
      if (are_initials(b_[j], a_, i, end) && is_whole(end, j + 1)) return true;
    return false;
  }

 private:
  Run a_;
  Run b_;
};

bool is_part(Run longer, Run shorter) {
  return Aligner(longer.first(shorter.size()), shorter).is_whole(0, 0) ||
         Aligner(longer.last(shorter.size()), shorter).is_whole(0, 0);
}

std::string without_notes(std::string_view name) {
  std::string out;
  int depth = 0;
  for (const char c : name) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return out;
}

}  // namespace

Names core_words(std::string_view name, const Language& language) {
  std::vector<Word> words = words_of(without_notes(name));
  if (words.size() > 2 && words[words.size() - 2].text == "in") words.resize(words.size() - 2);
  if (words.size() > kMostWords) words.resize(kMostWords);
  Names core;
  for (const Word& word : words)
    if (!language.has("filler", word.text)) core.push_back(word.text);
  if (core.empty())
    for (const Word& word : words) core.push_back(word.text);
  return core;
}

NameMatch match_names(const Names& a, const Names& b) {
  if (a.empty() || b.empty()) return NameMatch::none;
  if (Aligner(a, b).is_whole(0, 0)) return NameMatch::whole;
  const bool has_letter = (a.size() == 1 && a[0].size() == 1) || (b.size() == 1 && b[0].size() == 1);
  if (a.size() == b.size() || has_letter) return NameMatch::none;
  return (a.size() > b.size() ? is_part(a, b) : is_part(b, a)) ? NameMatch::part : NameMatch::none;
}

}  // namespace countercheck

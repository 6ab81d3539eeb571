// Gathers the words about each claim that is asked for.
#include "evaluate/words_about.h"

#include <algorithm>

#include "text/words.h"

namespace countercheck {

WordsAbout::WordsAbout(const Case& it, bool with_names)
    : case_(it), with_names_(with_names), no_name_(it.book.language.groups({"void", "filler", "function"})) {}

std::size_t WordsAbout::shared(int a, int b) {
  const std::set<std::string>& first = of(a);
  const std::set<std::string>& second = of(b);
  return static_cast<std::size_t>(
      std::count_if(first.begin(), first.end(), [&](const std::string& word) { return second.contains(word); }));
}

const std::set<std::string>& WordsAbout::of(int claim) {
  const auto [known, is_new] = words_.try_emplace(claim);
  if (!is_new) return known->second;
  const Claim& it = case_.claims.claims[static_cast<std::size_t>(claim)];
  add(it.wording, known->second);
  const CellHeads heads = heads_of(case_.doc, it.block);
  for (const int block : {heads.column, heads.row})
    if (block >= 0) add(case_.doc.blocks[static_cast<std::size_t>(block)].text.text, known->second);
  return known->second;
}

void WordsAbout::add(std::string_view text, std::set<std::string>& into) const {
  for (const Word& word : words_of(text)) {
    const bool has_digit = word.text.find_first_of("0123456789") != std::string::npos;
    const bool has_letter = word.text.find_first_not_of("0123456789.,") != std::string::npos;
    if (word.text.size() < 3 || (has_digit && !(with_names_ && has_letter))) continue;
    if (case_.book.language.has(no_name_, word.text) || case_.book.find_axis(word.text) != nullptr ||
        case_.book.units.parse(word.text).has_value())
      continue;
    into.insert(word.text);
  }
}

}  // namespace countercheck

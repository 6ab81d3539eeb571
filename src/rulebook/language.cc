// Looks words up.
#include "rulebook/language.h"

#include <algorithm>
#include <cassert>

#include "text/words.h"

namespace countercheck {

WordGroups Language::groups(std::initializer_list<std::string_view> names) const {
  WordGroups out;
  for (const std::string_view name : names)
    if (const auto number = numbers_of_groups.find(name); number != numbers_of_groups.end()) out.set(number->second);
  return out;
}

bool Language::has(const WordGroups& any, std::string_view word) const {
  const auto found = groups_of_words.find(word);
  return found != groups_of_words.end() && (found->second & any).any();
}

bool Language::has(std::string_view group, std::string_view word) const {
  const auto found = groups_of_words.find(word);
  if (found == groups_of_words.end()) return false;
  const auto number = numbers_of_groups.find(group);
  return number != numbers_of_groups.end() && found->second[number->second];
}

bool Language::has_any(std::string_view group, std::string_view text) const {
  const std::vector<Word> found = words_of(text);
  return std::any_of(found.begin(), found.end(), [&](const Word& word) { return has(group, word.text); });
}

void Language::add(const std::string& group, const std::string& word) {
  assert((numbers_of_groups.contains(group) || numbers_of_groups.size() < kMostWordGroups) && "a group has a number");
  const std::size_t number =
      numbers_of_groups.try_emplace(group, static_cast<std::uint8_t>(numbers_of_groups.size())).first->second;
  std::string low = lower(word);
  groups_of_words[normal_form(word)].set(number);
  groups_of_words[low].set(number);
  words[group].push_back(std::move(low));
}

const std::vector<std::string>& Language::group(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto it = words.find(name);
  return it == words.end() ? kNone : it->second;
}

ValueWords Language::value_words() const {
  return {&group("about"), &group("at_most"), &group("below"), &group("at_least"), &group("above"), &numbers};
}

}  // namespace countercheck

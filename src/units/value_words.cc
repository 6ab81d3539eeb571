// Words for numbers and bounds.
#include "units/value_words.h"

#include <cmath>

#include "units/bytes.h"

namespace countercheck {

namespace {

constexpr int kMostWords = 8;

std::size_t index_of(char letter) {
  return static_cast<std::size_t>(to_lower(letter) - 'a');
}

/// All that is no letter counts as one.
std::uint32_t bit_of(char c) {
  return 1U << (is_letter(c) ? index_of(c) : 26U);
}

struct Group {
  const std::vector<std::string>* words;
  Relation relation;
};

}  // namespace

WordReader::WordReader(const ValueWords& words) : words_(words) {
  for (const auto* group : {words.about, words.at_most, words.below, words.at_least, words.above}) {
    if (group == nullptr) continue;
    for (const std::string& word : *group) expect(word);
  }
  if (words.numbers == nullptr) return;
  for (const auto& [word, value] : *words.numbers) expect(word);
}

void WordReader::expect(std::string_view word) {
  if (is_letter(byte_at(word, 0))) second_letters_[index_of(word.front())] |= bit_of(byte_at(word, 1));
}

bool WordReader::may_begin_at(std::string_view text, std::size_t at) const {
  const char first = byte_at(text, at);
  return is_letter(first) && (second_letters_[index_of(first)] & bit_of(byte_at(text, at + 1))) != 0;
}

std::optional<WordReader::Number> WordReader::single_at(std::string_view text, std::size_t at) const {
  if (words_.numbers == nullptr || !may_begin_at(text, at)) return std::nullopt;
  std::optional<Number> longest;
  const char first = to_lower(text[at]);
  for (auto entry = words_.numbers->lower_bound(std::string_view(&first, 1)); entry != words_.numbers->end(); ++entry) {
    const std::string& word = entry->first;
    if (word.front() != first) break;
    if ((!longest || word.size() > longest->length) && is_word(text, at, word))
      longest = Number{entry->second, word.size()};
  }
  return longest;
}

std::optional<WordReader::Number> WordReader::number_at(std::string_view text, std::size_t at) const {
  auto number = single_at(text, at);
  if (!number) return std::nullopt;
  // "two thousand four hundred" is 2 · 1000 + 4 · 100; a word that fits nowhere begins a number of its own.
  double thousands = 0;
  double rest = 0;
  const auto takes = [&](double word) {
    if (word >= 1000) {
      if (rest == 0 && thousands > 0) return false;
      thousands += (rest == 0 ? 1 : rest) * word;
      rest = 0;
    } else if (word >= 100) {
      if (rest >= 100) return false;
      rest = (rest == 0 ? 1 : rest) * word;
    } else {
      const double room = rest == 0 || std::fmod(rest, 100) == 0 ? 100 : (std::fmod(rest, 10) == 0 ? 10 : 0);
      if (word >= room || std::fmod(rest, 100) == 10) return false;
      rest += word;
    }
    return true;
  };
  const double first = number->value;
  if (first != std::floor(first) || !takes(first)) return number;
  for (int i = 0; i < kMostWords; ++i) {
    const std::size_t end = at + number->length;
    const std::size_t gap = byte_at(text, end) == '-' ? 1 : space_at(text, end);
    const auto next = gap == 0 ? std::nullopt : single_at(text, end + gap);
    if (!next || next->value < 1 || !takes(next->value)) break;
    number->value = thousands + rest;
    number->length += gap + next->length;
  }
  return number;
}

std::optional<WordReader::Bound> WordReader::bound_at(std::string_view text, std::size_t at) const {
  if (!may_begin_at(text, at)) return std::nullopt;
  const Group groups[] = {{words_.about, Relation::about},
                          {words_.at_most, Relation::at_most},
                          {words_.below, Relation::below},
                          {words_.at_least, Relation::at_least},
                          {words_.above, Relation::above}};
  std::optional<Bound> longest;
  for (const Group& group : groups) {
    if (group.words == nullptr) continue;
    for (const std::string& word : *group.words) {
      if (longest && word.size() <= longest->length) continue;
      if (is_word(text, at, word)) longest = Bound{group.relation, word.size()};
    }
  }
  if (!longest) return std::nullopt;
  const std::size_t gap = space_at(text, at + longest->length);
  if (gap == 0) return std::nullopt;
  longest->length += gap;
  return longest;
}

}  // namespace countercheck

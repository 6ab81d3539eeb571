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

}  // namespace

WordReader::WordReader(const ValueWords& words) : numbers_(words.numbers) {
  const auto add = [&](const std::vector<std::string>* group, Relation relation) {
    if (group == nullptr) return;
    for (const std::string& word : *group) {
      expect(word);
      if (is_letter(byte_at(word, 0))) bounds_[index_of(word.front())].push_back({word, relation});
    }
  };
  add(words.about, Relation::about);
  add(words.at_most, Relation::at_most);
  add(words.below, Relation::below);
  add(words.at_least, Relation::at_least);
  add(words.above, Relation::above);
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
  if (numbers_ == nullptr || !may_begin_at(text, at)) return std::nullopt;
  std::optional<Number> longest;
  const char first = to_lower(text[at]);
  for (auto entry = numbers_->lower_bound(std::string_view(&first, 1)); entry != numbers_->end(); ++entry) {
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
  std::optional<Bound> longest;
  for (const BoundWord& bound : bounds_[index_of(text[at])]) {
    if (longest && bound.word.size() <= longest->length) continue;
    if (is_word(text, at, bound.word)) longest = Bound{bound.relation, bound.word.size()};
  }
  if (!longest) return std::nullopt;
  const std::size_t gap = space_at(text, at + longest->length);
  if (gap == 0) return std::nullopt;
  longest->length += gap;
  return longest;
}

}  // namespace countercheck

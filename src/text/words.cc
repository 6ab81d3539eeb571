// Splits text into words in normal form.
#include "text/words.h"

#include <array>

namespace countercheck {
namespace {

constexpr bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
constexpr bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

/// What a byte is to words, and its lower case.
struct Bytes {
  std::array<bool, 256> in_word{};
  std::array<char, 256> lower{};
};
constexpr Bytes kBytes = [] {
  Bytes out;
  for (unsigned c = 0; c < 256; ++c) {
    const auto byte = static_cast<unsigned char>(c);
    out.in_word[c] = is_letter(byte) || is_digit(byte);
    out.lower[c] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
  }
  return out;
}();

bool is_word_byte(char c) {
  return kBytes.in_word[static_cast<unsigned char>(c)];
}
char lower_char(char c) {
  return kBytes.lower[static_cast<unsigned char>(c)];
}

/// The end of the word that begins at `at`. A point or apostrophe inside a word or number belongs to it: "llama-3.1",
/// "don't".
std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (true) {
    while (at < text.size() && is_word_byte(text[at])) ++at;
    const bool joins = at + 1 < text.size() && (text[at] == '.' || text[at] == '\'') && is_word_byte(text[at + 1]);
    if (!joins) return at;
    ++at;
  }
}

/// Both a label and what it is compared with lose the same letter, so a word that only looks plural does no harm.
void drop_plural(std::string& word) {
  const std::size_t size = word.size();
  if (size < 4 || word[size - 1] != 's' || word[size - 2] == 's' || word[size - 2] == 'i') return;
  word.pop_back();
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_char(c);
  return out;
}

std::vector<Word> words_of(std::string_view text) {
  constexpr std::size_t kUsualWord = 6;  // bytes of one and what is around it
  std::vector<Word> words;
  words.reserve(text.size() / kUsualWord + 1);
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    at = end_of_word(text, at);
    Word& word = words.emplace_back(Word{std::string(text.substr(begin, at - begin)),
                                         {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}});
    for (char& c : word.text) c = lower_char(c);
    drop_plural(word.text);
  }
  return words;
}

std::string join(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) out += ' ';
    out += words[i].text;
  }
  return out;
}

std::string normal_form(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  return join(words, 0, words.size());
}

}  // namespace countercheck

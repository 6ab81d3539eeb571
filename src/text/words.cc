// Splits text into words in normal form.
#include "text/words.h"

namespace countercheck {
namespace {

bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
char lower_char(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Bytes of words; '&' and '@' keep their words whole ("q&a"), '%' is a word of its own elsewhere.
bool is_word_byte(unsigned char c) { return is_letter(c) || is_digit(c); }

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
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_word_byte(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size()) {
      if (is_word_byte(static_cast<unsigned char>(text[at]))) {
        ++at;
        continue;
      }
      // A point or apostrophe inside a word or number belongs to it: "llama-3.1", "don't".
      const bool joins = (text[at] == '.' || text[at] == '\'') && at + 1 < text.size() &&
                         is_word_byte(static_cast<unsigned char>(text[at + 1]));
      if (!joins) break;
      ++at;
    }
    Word word{lower(text.substr(begin, at - begin)),
              {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}};
    drop_plural(word.text);
    words.push_back(std::move(word));
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

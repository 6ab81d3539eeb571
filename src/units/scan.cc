// Finds every value in a text, in one pass.
#include "units/bytes.h"
#include "units/surroundings.h"
#include "units/value_reader.h"
#include "units/value_words.h"
#include "units/written.h"

namespace countercheck {

namespace {

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (is_word_at(text, at)) at += is_name_byte(text[at]) ? 1 : 2;
  return at;
}

// Whether a sign, a relation or a digit may begin here. Wide characters that turn out to be none fail at once.
bool may_begin_value(std::string_view text, std::size_t at) {
  switch (raw_at(text, at)) {
    case '.':
      return is_digit(byte_at(text, at + 1)) && !is_word_before(text, at);
    case '~':
    case '<':
    case '>':
    case '-':
    case '+':
    case 0xC2:
    case 0xE2:
      return true;
    default:
      return is_digit(text[at]);
  }
}

}  // namespace

std::optional<Written> read_value(std::string_view text, std::size_t at, const Units& units, const ValueWords& words) {
  if (at >= text.size()) return std::nullopt;
  if (is_letter(text[at]) && is_word_before(text, at)) return std::nullopt;
  const WordReader word_reader(words);
  return ValueReader(text, units, word_reader).read(at, 0).value;
}

std::vector<Written> find_values(std::string_view text, const Units& units, const ValueWords& words) {
  return find_values(text, units, WordReader(words));
}

std::vector<Written> find_values(std::string_view text, const Units& units, const WordReader& words) {
  std::vector<Written> values;
  const ValueReader reader(text, units, words);
  std::size_t after = 0;  // the end of the value before
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const bool is_word_start = is_word_at(text, at) && !is_digit(c);
    if (is_word_start && !words.may_begin_at(text, at) && !units.may_begin_sign(c)) {
      const bool is_times = c == 'x' && after == at && is_digit(byte_at(text, at + 1));
      at = is_times ? at + 1 : end_of_word(text, at);
      continue;
    }
    if (c == ':' && starts_at(text, at, "://")) {
      at = end_of_url(text, at);
      continue;
    }
    if (c == '/' && is_digit(byte_at(text, at + 1)) && after != at && is_path_slash(text, at)) {
      at = end_of_token(text, at + 1);
      continue;
    }
    if (!is_word_start && !may_begin_value(text, at) && !units.may_begin_sign(c)) {
      ++at;
      continue;
    }
    ValueReader::Result result = reader.read(at, after);
    if (!result.value) {
      at = is_word_start ? end_of_word(text, at) : result.next;
      continue;
    }
    values.push_back(std::move(*result.value));
    at = after = result.next;
  }
  return values;
}

}  // namespace countercheck

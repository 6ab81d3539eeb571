// Finds every value in a text, in one pass.
#include "units/bytes.h"
#include "units/surroundings.h"
#include "units/value_reader.h"
#include "units/written.h"

namespace countercheck {

namespace {

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (is_word_at(text, at)) at += is_name_byte(text[at]) ? 1 : 2;
  return at;
}

// Whether a sign, a relation or a digit may begin here. Wide characters that turn out to be none fail at once.
bool may_begin_value(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_digit(c)) return true;
  if (c == '.') return is_digit(byte_at(text, at + 1)) && !is_word_before(text, at);
  return std::string_view("~<>-+").find(c) != std::string_view::npos || raw_at(text, at) == 0xE2 ||
         raw_at(text, at) == 0xC2;
}

}  // namespace

std::optional<Written> read_value(std::string_view text, std::size_t at, const Units& units, const ValueWords& words) {
  if (at >= text.size()) return std::nullopt;
  if (is_letter(text[at]) && is_word_before(text, at)) return std::nullopt;
  return ValueReader(text, units, words).read(at, 0).value;
}

std::vector<Written> find_values(std::string_view text, const Units& units, const ValueWords& words) {
  std::vector<Written> values;
  const ValueReader reader(text, units, words);
  std::size_t after = 0;  // the end of the value before
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const bool is_word_start = is_word_at(text, at) && !is_digit(c);
    if (is_word_start && !reader.words().may_begin_with(c) && !units.may_begin_sign(c)) {
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

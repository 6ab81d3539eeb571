// What stands around digits.
#include "units/surroundings.h"

#include <algorithm>

#include "units/bytes.h"

namespace countercheck {

namespace {

constexpr std::size_t kLongestName = 48;
constexpr std::size_t kLongestFormula = 80;
constexpr std::size_t kHyphen = 3;  // bytes of a Unicode hyphen

bool is_unicode_hyphen(std::string_view text, std::size_t at) {
  return starts_at(text, at, "\xE2\x80\x90") || starts_at(text, at, "\xE2\x80\x91");
}

// Whether the run of names and joiners that ends before `at` has a letter: "Llama-3", "A100".
bool ends_a_name(std::string_view text, std::size_t at) {
  const std::size_t first = at > kLongestName ? at - kLongestName : 0;
  for (std::size_t i = at; i > first; --i) {
    const char c = text[i - 1];
    if (is_letter(c) || c == '_') return true;
    if (!is_digit(c) && c != '-' && c != '.') return is_word_before(text, i);
  }
  return false;
}

struct Run {
  int value = 0;
  std::size_t length = 0;
};

Run digits_from(std::string_view text, std::size_t at) {
  Run run;
  while (run.length < 5 && is_digit(byte_at(text, at + run.length))) {
    run.value = run.value * 10 + (text[at + run.length] - '0');
    ++run.length;
  }
  return run;
}

bool is_year(Run run) {
  return run.length == 4 && run.value >= 1900 && run.value < 2100;
}
bool is_day(Run run) {
  return run.length >= 1 && run.length <= 2 && run.value >= 1 && run.value <= 31;
}
bool is_month(Run run) {
  return is_day(run) && run.value <= 12;
}

}  // namespace

Before what_is_before(std::string_view text, std::size_t at) {
  if (at == 0) return Before::nothing;
  const char before = text[at - 1];
  if (is_word_before(text, at)) {
    // "8x16": the x multiplies.
    const bool is_times = (before == 'x' || before == 'X') && at >= 2 && is_digit(text[at - 2]);
    return is_times ? Before::nothing : Before::part;
  }
  if (before == '#' || before == '@' || before == '\\') return Before::part;
  if (at >= 2 && starts_at(text, at - 2, "\xC2\xA7")) return Before::part;
  if (before == '$' && at >= 2 && is_letter(text[at - 2])) return Before::part;  // another country's dollar
  if (before == '.') return at >= 2 && text[at - 2] == '.' ? Before::nothing : Before::part;
  if (before == ':' && at >= 2 && is_digit(text[at - 2]) && digits_from(text, at).length == 2) return Before::part;
  std::size_t hyphen = 0;
  if (before == '-') hyphen = 1;
  if (at >= kHyphen && is_unicode_hyphen(text, at - kHyphen)) hyphen = kHyphen;
  return hyphen > 0 && ends_a_name(text, at - hyphen) ? Before::name : Before::nothing;
}

bool is_date_or_time(std::string_view text, std::size_t at) {
  const Run first = digits_from(text, at);
  const char mark = byte_at(text, at + first.length);
  const Run second = digits_from(text, at + first.length + 1);
  const std::size_t next = at + first.length + 1 + second.length;
  if (mark == ':') {
    const bool is_clock = first.length <= 2 && second.length == 2 && second.value < 60 && first.value < 25;
    return first.length > 0 && is_clock;
  }
  if (mark != '-' && mark != '/' && mark != '.') return false;
  const bool has_third = byte_at(text, next) == mark;
  const Run third = digits_from(text, next + 1);
  if (is_year(first) && is_month(second) && has_third) return is_day(third);
  if (is_year(first) && mark == '-') return second.length == 2 && is_month(second) && !is_word_at(text, next);
  return is_day(first) && is_day(second) && has_third && is_year(third);
}

bool is_path_slash(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  return is_word_before(text, at) || before == '.' || before == '-' || before == '~' || before == '/';
}

bool opens_formula(std::string_view text, std::size_t at, std::size_t end) {
  if (byte_at(text, at) != '$') return false;
  if (byte_at(text, end) == '$' && !is_digit(byte_at(text, end + 1))) return true;
  const std::size_t last = std::min(text.size(), end + kLongestFormula);
  bool has_markup = false;
  for (std::size_t i = end; i < last && text[i] != '\n'; ++i) {
    if (text[i] == '$') return has_markup;
    has_markup = has_markup || text[i] == '\\' || text[i] == '^' || text[i] == '{';
  }
  return false;
}

std::size_t end_of_token(std::string_view text, std::size_t at) {
  constexpr std::string_view kJoiners = "-.:/,'";
  std::size_t end = at;
  while (end < text.size()) {
    if (is_word_at(text, end)) {
      end += is_name_byte(text[end]) ? 1 : 2;
    } else if (end > at && kJoiners.find(text[end]) != std::string_view::npos && is_word_at(text, end + 1)) {
      ++end;
    } else {
      break;
    }
  }
  return std::max(end, at + 1);
}

std::size_t end_of_url(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of(" \t\r\n<>\"'`|)]", at);
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace countercheck

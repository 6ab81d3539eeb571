// Classes of bytes, and steps over UTF-8 text, for readers of numbers and units. Never fails beyond the end of a text.
#pragma once

#include <cstddef>
#include <string_view>

namespace countercheck {

constexpr char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}
constexpr unsigned char raw_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(byte_at(text, at));
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
/// A byte of a name as code writes names.
constexpr bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_continuation(unsigned char c) {
  return (c & 0xC0U) == 0x80U;
}

constexpr bool starts_at(std::string_view text, std::size_t at, std::string_view part) {
  return at <= text.size() && text.substr(at).starts_with(part);
}

/// Whether a letter of an alphabet other than ASCII begins at `at`: é, µ, Ж; but not ×, ÷, °, superscripts or CJK,
/// which end a word.
constexpr bool is_wide_letter(std::string_view text, std::size_t at) {
  const unsigned char lead = raw_at(text, at);
  const unsigned char next = raw_at(text, at + 1);
  if (!is_continuation(next)) return false;
  if (lead == 0xC2) return next == 0xB5;
  if (lead == 0xC3) return next != 0x97 && next != 0xB7;
  return lead >= 0xC4 && lead <= 0xD1;
}

/// Whether a word goes on, or begins, at `at`.
constexpr bool is_word_at(std::string_view text, std::size_t at) {
  return is_name_byte(byte_at(text, at)) || is_wide_letter(text, at);
}

/// Whether the character that ends before `at` belongs to a word.
constexpr bool is_word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  if (is_name_byte(byte_at(text, at - 1))) return true;
  return at >= 2 && is_wide_letter(text, at - 2);
}

/// The bytes of one space at `at`, a no-break or thin one included; 0 if there is none.
constexpr std::size_t space_at(std::string_view text, std::size_t at) {
  if (byte_at(text, at) == ' ') return 1;
  if (starts_at(text, at, "\xC2\xA0")) return 2;                                             // no-break
  if (starts_at(text, at, "\xE2\x80\x89") || starts_at(text, at, "\xE2\x80\xAF")) return 3;  // thin, narrow
  return 0;
}

/// Whether `word` (lower case) stands at `at`, in either case, and ends there as a word.
constexpr bool is_word(std::string_view text, std::size_t at, std::string_view word) {
  if (word.empty() || at + word.size() > text.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (to_lower(text[at + i]) != word[i]) return false;
  return !is_word_at(text, at + word.size());
}

}  // namespace countercheck

// Reads UTF-8 that may be broken: documents are bytes, what we print is text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace countercheck {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t length = 1;  ///< bytes that it takes; a broken byte stands alone
  bool is_valid = false;
};

/// The code point at `at`, which is inside `text`.
CodePoint code_point_at(std::string_view text, std::size_t at);
std::string to_utf8(char32_t value);
/// `text` with every broken byte replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace countercheck

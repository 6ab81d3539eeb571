// Walks UTF-8 as Unicode defines it (table 3-7 of the standard).
#include "text/encoding.h"

#include <cstddef>
#include <cstdint>

namespace countercheck {

namespace {

/// How many bytes the sequence at `at` takes; 0 if it is broken.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto is_between = [](unsigned value, unsigned low, unsigned high) { return low <= value && value <= high; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  if (is_between(first, 0xC2, 0xDF)) length = 2;
  if (is_between(first, 0xE0, 0xEF)) length = 3;
  if (is_between(first, 0xF0, 0xF4)) length = 4;
  if (length == 0) return 0;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (!is_between(byte(1), low, high)) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_between(byte(i), 0x80, 0xBF)) return 0;
  }
  return length;
}

}  // namespace

std::optional<Span> first_broken_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    if (length == 0) return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)};
    at += length;
  }
  return std::nullopt;
}

}  // namespace countercheck

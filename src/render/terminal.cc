// Escapes, widths and colours.
#include "render/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "render/utf8.h"

namespace countercheck {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// C0 and C1 controls, and what changes the direction of text or starts a new line.
constexpr Range kObeyed[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},      {0x61C, 0x61C},
                             {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E},  {0x2060, 0x2069},
                             {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

// Marks that stand on the character before them.
constexpr Range kNarrow[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},
                             {0x64B, 0x65F},   {0x93C, 0x93C},   {0x941, 0x948},   {0xE31, 0xE31},
                             {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                             {0x200C, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

// East Asian wide and full-width characters, and emoji.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},  {0x23E9, 0x23EC}, {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},
    {0x26A1, 0x26A1},   {0x26D4, 0x26D4},  {0x2705, 0x2705}, {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},
    {0x274E, 0x274E},   {0x2753, 0x2755},  {0x2757, 0x2757}, {0x2795, 0x2797},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},   {0x2E80, 0x303E},  {0x3041, 0xA4CF}, {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
    {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t size>
bool is_in(const Range (&ranges)[size], char32_t value) {
  const Range* range = std::lower_bound(std::begin(ranges), std::end(ranges), value,
                                        [](const Range& each, char32_t wanted) { return each.last < wanted; });
  return range != std::end(ranges) && range->first <= value;
}

std::string escape_of(const CodePoint& point, char byte) {
  if (!point.is_valid) return fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  switch (point.value) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    default:
      break;
  }
  if (point.value < 0x80) return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
  return fmt::format("\\u{{{:x}}}", static_cast<unsigned>(point.value));
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
  const CodePoint point = code_point_at(text, at);
  if (point.is_valid && point.value == '\t') return {" ", 1, 1};
  if (!point.is_valid || is_in(kObeyed, point.value)) {
    std::string escape = escape_of(point, text[at]);
    const int width = static_cast<int>(escape.size());
    return {std::move(escape), width, point.length};
  }
  const int width = is_in(kNarrow, point.value) ? 0 : is_in(kWide, point.value) ? 2 : 1;
  return {std::string(text.substr(at, point.length)), width, point.length};
}

std::string harmless(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    shown += glyph.shown;
    at += glyph.length;
  }
  return shown;
}

int width_of(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    width += glyph.width;
    at += glyph.length;
  }
  return width;
}

std::string fitted(std::string_view text, int width) {
  std::string shown;
  std::size_t last_that_leaves_room = 0;
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    if (used + glyph.width > width) {
      shown.resize(last_that_leaves_room);
      return shown + "…";
    }
    shown += glyph.shown;
    used += glyph.width;
    at += glyph.length;
    if (used < width) last_that_leaves_room = shown.size();
  }
  return shown;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word = fitted(text.substr(0, end), width);
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width) {
      lines.back() += ' ' + word;
    } else {
      lines.push_back(word);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string painted(std::string_view text, Colour colour, bool is_on) {
  if (!is_on || colour == Colour::none || text.empty()) return std::string(text);
  constexpr std::string_view kCodes[] = {"", "1", "1;31", "1;33", "1;32", "34"};
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(colour)], text);
}

}  // namespace countercheck

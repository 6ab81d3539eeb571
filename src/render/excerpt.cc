// Finds the part of a line that can be shown around a claim.
#include "render/excerpt.h"

#include <algorithm>
#include <cassert>

#include "render/terminal.h"

namespace countercheck {
namespace {

constexpr int kTab = 4;
constexpr std::size_t kBytesPerColumn = 4;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

Glyph glyph_in_line(std::string_view line, std::size_t at, int column) {
  if (line[at] != '\t') return glyph_at(line, at);
  const int width = kTab - column % kTab;
  return {std::string(static_cast<std::size_t>(width), ' '), width, 1};
}

// Columns that the bytes [begin, end) take when the first of them is shown at `column`.
int columns_between(std::string_view line, std::size_t begin, std::size_t end, int column) {
  const int first = column;
  for (std::size_t at = begin; at < end;) {
    const Glyph glyph = glyph_in_line(line, at, column);
    column += glyph.width;
    at += glyph.length;
  }
  return column - first;
}

}  // namespace

Excerpt excerpt(const Place& place, int columns) {
  assert(place.is_known());
  columns = std::max(columns, 20);
  const Position position = place.begin();
  const std::string_view line = place.source->line(position.line);
  const std::size_t claim_begin = std::min(static_cast<std::size_t>(position.column - 1), line.size());
  const std::size_t claim_end = std::min(claim_begin + place.span.size(), line.size());

  // The claim ends at three quarters of the width at most, so that some of what follows can be seen too.
  const auto most_bytes = static_cast<std::size_t>(columns) * kBytesPerColumn;
  const std::size_t first = line.starts_with("\xEF\xBB\xBF") && claim_begin >= 3 ? 3 : 0;
  std::size_t begin = claim_begin > most_bytes + first ? claim_begin - most_bytes : first;
  while (begin > first && begin < claim_begin && continues_character(line[begin])) ++begin;
  const std::size_t shown_end = std::min(claim_end, claim_begin + most_bytes);
  const bool is_short =
      begin == first && line.size() <= most_bytes && columns_between(line, first, line.size(), 0) <= columns;
  while (!is_short && begin < claim_begin && columns_between(line, begin, shown_end, 1) > columns * 3 / 4) {
    begin += glyph_at(line, begin).length;
  }

  Excerpt result;
  int column = 0;
  const auto show = [&](std::string_view text, int width) {
    result.line += text;
    column += width;
  };
  if (begin > first) show("…", 1);
  int claim_column = -1;
  int end_column = -1;
  for (std::size_t at = begin; at < line.size();) {
    if (claim_column < 0 && at >= claim_begin) claim_column = column;
    if (end_column < 0 && at >= claim_end) end_column = column;
    const Glyph glyph = glyph_in_line(line, at, column);
    const bool is_last = at + glyph.length >= line.size();
    if (column + glyph.width > (is_last ? columns : columns - 1)) {
      show("…", 1);
      break;
    }
    show(glyph.shown, glyph.width);
    at += glyph.length;
  }
  result.before = claim_column < 0 ? column : claim_column;
  result.width = std::max(1, (end_column < 0 ? column : end_column) - result.before);
  return result;
}

}  // namespace countercheck

// Cuts sentences out of flat text.
#include "render/quotes.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/utf8.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::size_t kLongestName = 60;
constexpr std::size_t kMostBlocks = 1000;  // that are looked at around a place

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// Where in the flat text a byte of the source went, or the byte before it.
std::size_t flat_offset(const FlatText& text, std::uint32_t source) {
  const auto after = std::partition_point(text.pieces.begin(), text.pieces.end(),
                                          [&](const FlatText::Piece& piece) { return piece.source <= source; });
  if (after == text.pieces.begin()) return 0;
  const FlatText::Piece& piece = *std::prev(after);
  return piece.flat + std::min(source - piece.source, piece.length);
}

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  const bool is_mark = text[at] == '.' || text[at] == '!' || text[at] == '?';
  return is_mark && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n');
}

// Cuts to what can be read at a glance, with `at` inside.
std::string around(std::string_view text, std::size_t at) {
  if (text.size() <= kLongest) return valid_utf8(text);
  const auto is_tail = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
  std::size_t begin = at > kLongest / 2 ? at - kLongest / 2 : 0;
  std::size_t end = std::min(text.size(), begin + kLongest);
  begin = std::min(begin, end > kLongest ? end - kLongest : 0);
  while (begin < at && is_tail(begin)) ++begin;
  while (end < text.size() && end > at && is_tail(end)) --end;
  return fmt::format("{}{}{}", begin > 0 ? "…" : "", valid_utf8(text.substr(begin, end - begin)),
                     end < text.size() ? "…" : "");
}

std::string sentence_around(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  std::size_t begin = at;
  while (begin > 0 && !ends_sentence(text, begin - 1)) --begin;
  std::size_t end = at;
  while (end < text.size() && !ends_sentence(text, end)) ++end;
  while (begin < end && text[begin] == ' ') ++begin;
  return around(trimmed(text.substr(begin, end - begin)), at - begin);
}

}  // namespace

const Block* Quotes::block_of(const Place& place) const {
  if (!place.is_known() || place.source != document_.source) return nullptr;
  const std::vector<Block>& blocks = document_.blocks;
  auto after = std::partition_point(blocks.begin(), blocks.end(),
                                    [&](const Block& block) { return block.span.begin <= place.span.begin; });
  for (std::size_t i = 0; i < kMostBlocks && after != blocks.begin(); ++i) {
    --after;
    if (after->span.contains(place.span)) return &*after;
  }
  return nullptr;
}

std::string Quotes::cell_text(const Block& cell, int row, int column) const {
  const Table& table = document_.tables[static_cast<std::size_t>(cell.table)];
  const int block = table.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  return block < 0 ? std::string() : std::string(trimmed(document_.blocks[static_cast<std::size_t>(block)].text.text));
}

// "Memory per GPU: 150MB", and in wider tables "Memory per GPU, Proposed: 150MB".
std::string Quotes::row_text(const Block& cell) const {
  const std::string own(trimmed(cell.text.text));
  if (cell.column == 0 || cell.row == 0) return own;
  const std::string first = cell_text(cell, cell.row, 0);
  const std::string header = cell_text(cell, 0, cell.column);
  const bool is_wide = document_.tables[static_cast<std::size_t>(cell.table)].columns > 2 && !header.empty();
  return fmt::format("{}{}: {}", first, is_wide ? ", " + header : "", own);
}

std::string Quotes::sentence(const Place& place) const {
  const Block* block = block_of(place);
  if (!block) {
    if (!place.is_known() || place.source != document_.source) return {};
    return around(trimmed(place.source->line(place.begin().line)), 0);
  }
  switch (block->kind) {
    case BlockKind::paragraph:
    case BlockKind::item:
    case BlockKind::heading:
      return sentence_around(block->text.text, flat_offset(block->text, place.span.begin));
    case BlockKind::cell:
      return around(row_text(*block), 0);
    case BlockKind::fence:
    case BlockKind::html:
    case BlockKind::comment:
    case BlockKind::front_matter:
      break;
  }
  const std::string_view line = place.source->line(place.begin().line);
  const auto column = static_cast<std::size_t>(place.begin().column - 1);
  const std::size_t indent = std::min(line.find_first_not_of(" \t"), column);
  return around(trimmed(line), column - indent);
}

std::string Quotes::name(const Place& place) const {
  const Block* block = block_of(place);
  if (!block) return {};
  if (block->kind == BlockKind::cell) {
    if (block->column == 0 || block->row == 0) return {};
    return around(cell_text(*block, block->row, 0), 0);
  }
  if (block->kind != BlockKind::paragraph && block->kind != BlockKind::item) return {};
  const std::string_view text = block->text.text;
  const std::string_view before = text.substr(0, std::min(flat_offset(block->text, place.span.begin), text.size()));
  const std::size_t line = before.find_last_of('\n');
  const std::string_view own = line == std::string_view::npos ? before : before.substr(line + 1);
  const std::size_t colon = own.find(": ");
  if (colon == std::string_view::npos || colon > kLongestName) return {};
  return valid_utf8(trimmed(own.substr(0, colon)));
}

}  // namespace countercheck

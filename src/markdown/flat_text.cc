// Flat text and its map: looking places up, and building it.
#include <algorithm>
#include <cassert>

#include "markdown/flat_builder.h"

namespace countercheck {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

using Piece = FlatText::Piece;

std::uint32_t flat_end(const Piece& piece) {
  return piece.flat + piece.length;
}
std::uint32_t source_end(const Piece& piece) {
  return piece.source + piece.length;
}

/// The last piece that begins at or before `at`, or nullptr.
const Piece* piece_before(const std::vector<Piece>& pieces, std::uint32_t at) {
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), at,
                                      [](std::uint32_t place, const Piece& piece) { return place < piece.flat; });
  return after == pieces.begin() ? nullptr : &*std::prev(after);
}

/// The length of the UTF-8 sequence at the start of `text`; 0 if it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first == 0 ? 0 : 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool is_overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool is_surrogate = first == 0xED && byte(1) > 0x9F;
  const bool is_beyond = first == 0xF4 && byte(1) > 0x8F;
  return is_overlong || is_surrogate || is_beyond ? 0 : length;
}

}  // namespace

Span FlatText::to_source(Span flat) const {
  assert(flat.begin <= flat.end && flat.end <= text.size());
  const Piece* first = piece_before(pieces, flat.begin);
  if (first == nullptr) return {};
  const std::uint32_t begin = first->source + std::min(flat.begin - first->flat, first->length);
  if (flat.is_empty()) return {begin, begin};
  // Among pieces at one place the last one is where a text goes on, the first one is where it ended.
  const auto last = std::lower_bound(pieces.begin(), pieces.end(), flat.end,
                                     [](const Piece& piece, std::uint32_t place) { return flat_end(piece) < place; });
  assert(last != pieces.end());
  const std::uint32_t end = last->flat >= flat.end ? last->source : last->source + (flat.end - last->flat);
  return {begin, std::max(begin, end)};
}

bool FlatText::is_contiguous(Span flat) const {
  if (flat.is_empty()) return true;
  const Piece* piece = piece_before(pieces, flat.begin);
  return piece != nullptr && flat.end <= flat_end(*piece);
}

void FlatBuilder::add_piece(std::uint32_t source, std::uint32_t length) {
  const std::uint32_t flat = size();
  if (!flat_.pieces.empty()) {
    Piece& last = flat_.pieces.back();
    if (flat_end(last) == flat && source_end(last) == source) {
      last.length += length;
      return;
    }
  }
  flat_.pieces.push_back({flat, source, length});
}

void FlatBuilder::add_source(std::string_view source, Span span) {
  const std::string_view bytes = source.substr(0, span.end);
  std::uint32_t begin = span.begin;
  std::uint32_t at = span.begin;
  const auto flush = [&] {
    if (at == begin) return;
    add_piece(begin, at - begin);
    flat_.text.append(bytes.substr(begin, at - begin));
  };
  while (at < span.end) {
    const auto length = static_cast<std::uint32_t>(utf8_length(bytes.substr(at)));
    if (length > 0) {
      at += length;
      continue;
    }
    flush();
    add_instead(kReplacement, {at, at + 1});
    begin = ++at;
  }
  flush();
}

void FlatBuilder::add_instead(std::string_view text, Span place) {
  if (text.empty()) return;
  add_piece(place.begin, 0);
  flat_.text.append(text);
  add_piece(place.end, 0);
}

void FlatBuilder::add_flat(const FlatText& from, Span span) {
  const std::string_view text = from.text;
  if (next_piece_ == 0) {
    const Piece* first = piece_before(from.pieces, span.begin);
    if (first != nullptr) next_piece_ = static_cast<std::size_t>(first - from.pieces.data());
  }
  while (next_piece_ < from.pieces.size() && flat_end(from.pieces[next_piece_]) <= span.begin) ++next_piece_;
  std::uint32_t at = span.begin;
  for (; at < span.end; ++next_piece_) {
    const bool is_last = next_piece_ == from.pieces.size();
    const std::uint32_t gap_end = is_last ? span.end : std::min(span.end, from.pieces[next_piece_].flat);
    if (at < gap_end) {
      add_instead(text.substr(at, gap_end - at), from.to_source({at, gap_end}));
      at = gap_end;
    }
    if (at == span.end || is_last) break;
    const Piece& piece = from.pieces[next_piece_];
    const std::uint32_t end = std::min(span.end, flat_end(piece));
    if (at < end) {
      add_piece(piece.source + (at - piece.flat), end - at);
      flat_.text.append(text.substr(at, end - at));
      at = end;
    }
    if (at == span.end) break;
  }
}

FlatText join_lines(std::string_view source, const std::vector<Span>& spans) {
  FlatBuilder builder;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (i > 0) {
      const std::uint32_t before = spans[i - 1].end;
      const std::size_t line_end = source.find_first_of("\r\n", before);
      assert(line_end != std::string_view::npos);
      const auto at = static_cast<std::uint32_t>(line_end);
      const bool is_crlf = source.substr(at, 2) == "\r\n";
      if (source[at] == '\n' || is_crlf) {
        builder.add_source(source, {at + (is_crlf ? 1U : 0U), at + (is_crlf ? 2U : 1U)});
      } else {
        builder.add_instead("\n", {at, at + 1});
      }
    }
    builder.add_source(source, spans[i]);
  }
  return builder.take();
}

FlatText cell_text(std::string_view source, Span cell) {
  FlatBuilder builder;
  std::uint32_t begin = cell.begin;
  for (std::uint32_t i = cell.begin; i + 1 < cell.end; ++i) {
    if (source[i] != '\\' || source[i + 1] != '|') continue;
    builder.add_source(source, {begin, i});
    begin = i + 1;
  }
  builder.add_source(source, {begin, cell.end});
  return builder.take();
}

}  // namespace countercheck

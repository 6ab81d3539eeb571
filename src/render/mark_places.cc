// Finds the first place after a figure where text may be inserted, or the lines after its block.
#include "render/mark_places.h"

#include <algorithm>

#include "render/literal.h"

namespace countercheck {
namespace {

constexpr std::uint32_t kLongestWord = 200;  // bytes; a mark behind a longer one would be nowhere near its number

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_emphasis(char c) {
  return c == '*' || c == '_' || c == '~';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

// The first byte of the line, after a BOM.
std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  const std::uint32_t first = text.starts_with(kBom) && at >= kBom.size() ? static_cast<std::uint32_t>(kBom.size()) : 0;
  while (at > first && !is_line_end(text[at - 1])) --at;
  return at;
}

// A word is not torn: "16-layer", "MB/GPU", "EP64_TP2". A run of emphasis between letters or digits may open, close or
// be a times sign (1000*100); whatever stands beside it would change which, so the word with it is passed by whole.
// Closing emphasis stays at its word.
std::uint32_t end_of_word(std::string_view text, std::uint32_t at, bool only_emphasis) {
  const auto is_at = [&](std::uint32_t i, bool (*is_kind)(char)) { return i < text.size() && is_kind(text[i]); };
  for (const std::uint32_t limit = at + 2 * kLongestWord; at < limit;) {
    std::uint32_t after_marks = at;
    while (is_at(after_marks, is_emphasis)) ++after_marks;
    const bool is_joint = at < text.size() && (text[at] == '-' || text[at] == '/') && is_at(at + 1, is_letter);
    if (after_marks > at) {
      at = after_marks;
      while (is_at(at, is_alphanumeric)) ++at;
    } else if (!only_emphasis && (is_joint || is_at(at, is_letter))) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// The first byte of the next line; the end of the text if there is none.
std::uint32_t next_line(std::string_view text, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  while (at < size && !is_line_end(text[at])) ++at;
  if (at == size) return size;
  return text.substr(at).starts_with("\r\n") ? at + 2 : at + 1;
}

// "> - " becomes ">   ": what stands before the lines that follow an item's first.
std::string continued(std::string_view first_line) {
  std::string prefix;
  for (const char c : first_line) prefix += c == '>' || c == '\t' ? c : ' ';
  return prefix;
}

bool opens_fence(std::string_view block) {
  const std::size_t at = block.find_first_not_of(" \t");
  return at != std::string_view::npos && (block.substr(at).starts_with("```") || block.substr(at).starts_with("~~~"));
}

// Whether the last line of a fence closes it, behind as many quote marks as stand before its first; a fence that is not
// closed runs to the end of its container.
bool closes_fence(std::string_view block, std::string_view before) {
  const std::size_t open = block.find_first_of("`~");
  std::size_t end = block.find_last_not_of(" \t\r\n");
  if (open == std::string_view::npos || end == std::string_view::npos || block[end] != block[open]) return false;
  std::size_t length = 0;
  while (open + length < block.size() && block[open + length] == block[open]) ++length;
  std::size_t begin = end + 1;
  while (begin > 0 && block[begin - 1] == block[open]) --begin;
  const std::size_t line = block.find_last_of("\r\n", begin);
  if (line == std::string_view::npos || begin <= open) return false;
  const std::string_view before_close = block.substr(line + 1, begin - line - 1);
  const bool is_alone = before_close.find_first_not_of(" \t>") == std::string_view::npos;
  const bool is_inside =
      std::count(before_close.begin(), before_close.end(), '>') == std::count(before.begin(), before.end(), '>');
  return is_alone && is_inside && end + 1 - begin >= length;
}

}  // namespace

MarkPlaces::MarkPlaces(const Document& document)
    : document_(document), text_(document.source->text()), labels_(link_labels(text_)) {}

std::vector<MarkPlace> MarkPlaces::find(const std::vector<Span>& figures) {
  const std::vector<int> blocks = innermost_blocks(figures);
  std::vector<MarkPlace> places;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (blocks[i] < 0) {
      places.emplace_back();
      continue;
    }
    switch (document_.blocks[static_cast<std::size_t>(blocks[i])].kind) {
      case BlockKind::paragraph:
      case BlockKind::item:
      case BlockKind::cell:
        places.push_back(place_in_text(blocks[i], figures[i]));
        break;
      case BlockKind::heading:
      case BlockKind::fence:
      case BlockKind::html:
      case BlockKind::front_matter:
        places.push_back(place_in_notes(blocks[i]));
        break;
      case BlockKind::comment:
        places.emplace_back();  // what no reader sees needs no mark
        break;
    }
  }
  return places;
}

// Blocks are in the order of the text and may hold each other; the last one that holds a figure is the innermost.
std::vector<int> MarkPlaces::innermost_blocks(const std::vector<Span>& figures) const {
  std::vector<int> result;
  std::vector<int> open;
  std::size_t next = 0;
  const auto span = [&](int block) { return document_.blocks[static_cast<std::size_t>(block)].span; };
  for (const Span figure : figures) {
    for (; next < document_.blocks.size() && document_.blocks[next].span.begin <= figure.begin; ++next) {
      while (!open.empty() && span(open.back()).end <= document_.blocks[next].span.begin) open.pop_back();
      open.push_back(static_cast<int>(next));
    }
    while (!open.empty() && span(open.back()).end <= figure.begin) open.pop_back();
    const auto holds = [&](int block) { return span(block).contains(figure); };
    const auto found = std::find_if(open.rbegin(), open.rend(), holds);
    result.push_back(found == open.rend() ? -1 : *found);
  }
  return result;
}

// An item's span may hold the blocks of nested lists; its own text ends where they begin.
Span MarkPlaces::own_text(int block) const {
  const auto index = static_cast<std::size_t>(block);
  Span span = document_.blocks[index].span;
  if (index + 1 < document_.blocks.size()) span.end = std::min(span.end, document_.blocks[index + 1].span.begin);
  return span;
}

const ClosedParts& MarkPlaces::closed_parts_of(int block) {
  const auto [found, is_new] = closed_.try_emplace(block);
  if (is_new) found->second = closed_parts(text_, own_text(block), labels_);
  return found->second;
}

MarkPlace MarkPlaces::place_in_text(int block, Span figure) {
  const Span own = own_text(block);
  const std::uint32_t last = std::max(own.end, figure.end);
  std::uint32_t at = figure.end;

  const ClosedParts& parts = closed_parts_of(block);
  const std::vector<Span>& closed = parts.spans;
  const auto after = std::partition_point(closed.begin(), closed.end(), [&](Span part) { return part.end < at; });
  const bool is_closed = after != closed.end() && after->begin < at && after->contains(figure);
  if (is_closed) at = std::max(at, after->end);

  const std::uint32_t end = end_of_word(text_.substr(0, last), at, is_closed);
  if (end - at > kLongestWord || end > parts.open_from) return {};
  return {MarkPlace::Kind::in_text, end, is_closed, block};
}

MarkPlace MarkPlaces::place_in_notes(int number) const {
  const Block& block = document_.blocks[static_cast<std::size_t>(number)];
  const std::string_view bytes = document_.source->slice(block.span);
  const std::uint32_t begin = line_begin(text_, block.span.begin);
  const std::string_view before = text_.substr(begin, block.span.begin - begin);
  const bool is_open_fence = block.kind == BlockKind::fence && opens_fence(bytes) && !closes_fence(bytes, before);
  if (block.kind != BlockKind::html && !is_open_fence) {
    return {MarkPlace::Kind::in_notes, next_line(text_, block.span.end), true, number};
  }
  // What follows would be swallowed, so the notes stand before; impossible where a list marker stands before.
  if (before.find_first_not_of(" \t>") != std::string_view::npos) return {};
  return {MarkPlace::Kind::in_notes, begin, true, number};
}

NotesFrame MarkPlaces::frame_of(const MarkPlace& place) const {
  const Block& block = document_.blocks[static_cast<std::size_t>(place.block)];
  const std::uint32_t begin = line_begin(text_, block.span.begin);
  NotesFrame frame;
  frame.prefix = continued(text_.substr(begin, block.span.begin - begin));
  const bool is_indented_code = block.kind == BlockKind::fence && !opens_fence(document_.source->slice(block.span));
  if (is_indented_code) {
    // Four columns make it code; without them the notes stand beside it.
    if (frame.prefix.ends_with('\t')) {
      frame.prefix.pop_back();
    } else if (frame.prefix.ends_with("    ")) {
      frame.prefix.resize(frame.prefix.size() - 4);
    }
  }
  frame.ends_text = place.offset == text_.size() && place.offset > 0 && !is_line_end(text_[place.offset - 1]);
  // The line before tells; at the ends of the text there may be none.
  const bool has_line_before = place.offset >= 2 && is_line_end(text_[place.offset - 1]);
  const std::string_view telling = has_line_before ? text_.substr(place.offset - 2, 2) : text_;
  if (telling.find("\r\n") != std::string_view::npos) frame.line_end = "\r\n";
  return frame;
}

}  // namespace countercheck

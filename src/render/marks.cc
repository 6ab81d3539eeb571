// Writes marks, and finds them by the exact form in which they are written.
#include "render/marks.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include "markdown/document.h"
#include "render/render.h"

namespace countercheck {
namespace {

constexpr std::string_view kTextOpen = "<!--countercheck-->";
constexpr std::string_view kTextClose = "<!--/countercheck-->";
constexpr std::string_view kNotesOpen = "<!--countercheck-notes-->";
constexpr std::string_view kNotesClose = "<!--/countercheck-notes-->";
constexpr std::size_t kLongest = 4096;  // of a text mark, and of one line of notes; bounds the search for an end
constexpr std::size_t kMostNotes = 10000;

bool starts_with_sign(std::string_view told) {
  return told.starts_with(sign_of(Verdict::pass)) || told.starts_with(sign_of(Verdict::fail)) ||
         told.starts_with(sign_of(Verdict::disputed));
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_prefix(char c) {
  return c == ' ' || c == '\t' || c == '>';
}

// The end of the text mark that opens at `at`, or nothing if it is not one of ours.
std::optional<std::size_t> end_of_text_mark(std::string_view text, std::size_t at) {
  const std::size_t begin = at + kTextOpen.size();
  const std::string_view rest = text.substr(begin, kLongest);
  const std::size_t close = rest.find(kTextClose);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view told = rest.substr(0, close);
  if (!told.starts_with(' ') || !starts_with_sign(told.substr(1))) return std::nullopt;
  if (std::any_of(told.begin(), told.end(), is_line_end) || told.find("<!--") != std::string_view::npos) {
    return std::nullopt;
  }
  return begin + close + kTextClose.size();
}

std::size_t line_end_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("\r\n")) return 2;
  return at < text.size() && text[at] == '\n' ? 1 : 0;
}

// The whole lines of the notes that open at `at`, or nothing if they are not ours.
std::optional<Span> span_of_notes(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongest && is_prefix(text[begin - 1])) --begin;
  const bool is_first = begin == 0 || text.substr(0, begin) == kBom;
  if (!is_first && !is_line_end(text[begin - 1])) return std::nullopt;
  const std::string_view prefix = text.substr(begin, at - begin);

  std::size_t next = at + kNotesOpen.size();
  for (std::size_t lines = 0; lines < kMostNotes; ++lines) {
    const std::size_t line_end = line_end_at(text, next);
    if (line_end == 0) return std::nullopt;
    next += line_end;
    if (!text.substr(next).starts_with(prefix)) return std::nullopt;
    next += prefix.size();
    if (text.substr(next).starts_with(kNotesClose)) {
      next += kNotesClose.size();
      const bool ends_text = next == text.size();
      if (!ends_text && line_end_at(text, next) == 0) return std::nullopt;
      if (ends_text && begin > 0 && text[begin - 1] == '\n') begin -= begin > 1 && text[begin - 2] == '\r' ? 2 : 1;
      next += line_end_at(text, next);
      return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(next)};
    }
    const std::string_view line = text.substr(next, kLongest);
    if (!line.starts_with("- ") || !starts_with_sign(line.substr(2))) return std::nullopt;
    const std::size_t length = line.find_first_of("\r\n");
    if (length == std::string_view::npos) return std::nullopt;
    next += length;
  }
  return std::nullopt;
}

// Everything that the document shows literally.
std::vector<Span> code_of(std::string_view text) {
  const Document document = parse_markdown(std::make_shared<const Source>(std::string(), std::string(text)));
  std::vector<Span> code;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::fence || block.kind == BlockKind::front_matter) {
      code.push_back(block.span);
      continue;
    }
    if (block.kind == BlockKind::html || block.kind == BlockKind::comment) continue;
    for (const FlatText::Code& each : block.text.codes) code.push_back(block.text.to_source(each.span));
  }
  std::sort(code.begin(), code.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return code;
}

bool is_inside(const std::vector<Span>& spans, std::uint32_t at) {
  const auto after = std::partition_point(spans.begin(), spans.end(), [&](Span span) { return span.begin <= at; });
  return after != spans.begin() && at < std::prev(after)->end;
}

}  // namespace

std::string_view sign_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "✅";
    case Verdict::fail:
      return "❌";
    case Verdict::disputed:
      return "⚠️";
    case Verdict::unverifiable:
    case Verdict::input:
      break;
  }
  return "❔";
}

std::string text_mark(std::string_view told) {
  assert(starts_with_sign(told) && told.size() + kTextClose.size() < kLongest);
  return std::string(kTextOpen) + ' ' + std::string(told) + std::string(kTextClose);
}

std::string notes_mark(const std::vector<std::string>& lines, const NotesFrame& frame) {
  std::string mark = frame.prefix + std::string(kNotesOpen) + frame.line_end;
  for (const std::string& line : lines) {
    assert(starts_with_sign(line) && line.size() + 2 < kLongest);
    mark += frame.prefix + "- " + line + frame.line_end;
  }
  mark += frame.prefix + std::string(kNotesClose);
  return frame.ends_text ? frame.line_end + mark : mark + frame.line_end;
}

std::optional<std::uint32_t> find_sentinel(std::string_view text) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view sentinel : {kTextOpen, kTextClose, kNotesOpen, kNotesClose}) {
    first = std::min(first, text.find(sentinel));
  }
  if (first == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(first);
}

std::vector<Span> find_marks(std::string_view text) {
  std::vector<Span> marks;
  std::optional<std::vector<Span>> code;
  for (std::size_t at = text.find("<!--countercheck"); at != std::string_view::npos;
       at = text.find("<!--countercheck", at)) {
    std::optional<Span> mark;
    if (text.substr(at).starts_with(kTextOpen)) {
      const std::optional<std::size_t> end = end_of_text_mark(text, at);
      if (end) mark = Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(*end)};
    } else if (text.substr(at).starts_with(kNotesOpen)) {
      mark = span_of_notes(text, at);
    }
    if (mark && !code) code = code_of(text);
    if (mark && !is_inside(*code, static_cast<std::uint32_t>(at))) {
      marks.push_back(*mark);
      at = mark->end;
    } else {
      ++at;
    }
  }
  return marks;
}

bool is_annotated(std::string_view text) {
  return !find_marks(text).empty();
}

std::string mute(std::string_view annotated) {
  std::string muted(annotated);
  for (const Span mark : find_marks(annotated)) {
    const std::size_t begin = muted.find("<!--", mark.begin);
    const std::size_t end = muted.rfind("-->", mark.end);
    bool is_in_prefix = false;
    for (std::size_t i = begin + 4; i < end; ++i) {
      // Lines stay lines of their list or quote.
      is_in_prefix = is_line_end(muted[i]) || (is_in_prefix && is_prefix(muted[i]));
      if (!is_in_prefix) muted[i] = '.';
    }
  }
  return muted;
}

std::string strip(std::string_view annotated) {
  std::string stripped;
  std::size_t at = 0;
  for (const Span mark : find_marks(annotated)) {
    stripped += annotated.substr(at, mark.begin - at);
    at = mark.end;
  }
  stripped += annotated.substr(at);
  return stripped;
}

}  // namespace countercheck

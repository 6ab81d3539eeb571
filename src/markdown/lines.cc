// Reads line starts as CommonMark does: columns with tab stops of four, markers, and the white space that belongs to
// them.
#include "markdown/lines.h"

#include <algorithm>

namespace countercheck {
namespace {

constexpr int kTabStop = 4;
constexpr int kCodeIndent = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A place in a line, in bytes and in columns. A tab may be taken in part: `column` is then inside it.
class Cursor {
 public:
  Cursor(std::string_view text, Span line) : text_(text), at_(line.begin), end_(line.end) {}

  [[nodiscard]] bool is_at_end() const { return at_ >= end_; }
  [[nodiscard]] char peek() const { return is_at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::uint32_t at() const { return at_; }
  [[nodiscard]] int column() const { return column_; }

  /// Columns of white space from here to the first other byte.
  [[nodiscard]] int indent() const {
    int column = column_;
    for (std::uint32_t i = at_; i < end_; ++i) {
      if (text_[i] == ' ') {
        ++column;
      } else if (text_[i] == '\t') {
        column += kTabStop - column % kTabStop;
      } else {
        break;
      }
    }
    return column - column_;
  }

  [[nodiscard]] bool is_blank() const {
    return std::all_of(text_.begin() + at_, text_.begin() + end_, [](char c) { return c == ' ' || c == '\t'; });
  }

  void skip_bytes(std::uint32_t count) {
    at_ = std::min(at_ + count, end_);
    column_ += static_cast<int>(count);
  }

  void skip_columns(int count) {
    while (count > 0 && at_ < end_) {
      if (text_[at_] != '\t') {
        ++at_;
        ++column_;
        --count;
        continue;
      }
      const int width = kTabStop - column_ % kTabStop;
      const int taken = std::min(width, count);
      column_ += taken;
      count -= taken;
      if (taken == width) ++at_;
    }
  }

  void skip_white() {
    column_ += indent();
    while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

 private:
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  int column_ = 0;
};

/// Takes "- ", "12. " or "[^note]: " and sets the indent of the content.
void open_container(std::string_view text, Span line, Cursor& cursor, Container& container) {
  const int before = cursor.indent();
  cursor.skip_white();
  if (container.kind == Container::Kind::quote) {
    cursor.skip_bytes(1);
    if (cursor.indent() > 0) cursor.skip_columns(1);
    return;
  }
  if (container.kind == Container::Kind::footnote) {
    const std::size_t close = text.substr(0, line.end).find("]:", cursor.at());
    if (close != std::string_view::npos) cursor.skip_bytes(static_cast<std::uint32_t>(close) + 2 - cursor.at());
    cursor.skip_white();
    return;
  }
  const int marker_column = cursor.column();
  while (is_digit(cursor.peek())) cursor.skip_bytes(1);
  cursor.skip_bytes(1);
  const int marker_width = cursor.column() - marker_column;
  const int after = cursor.indent();
  const bool starts_with_code = after > kCodeIndent;
  const int padding = cursor.is_blank() || starts_with_code ? 1 : after;
  container.indent = before + marker_width + padding;
  cursor.skip_columns(std::min(padding, after));
}

bool match_container(Cursor& cursor, const Container& container) {
  if (container.kind == Container::Kind::quote) {
    if (cursor.indent() >= kCodeIndent) return false;
    Cursor ahead = cursor;
    ahead.skip_white();
    if (ahead.peek() != '>') return false;
    ahead.skip_bytes(1);
    if (ahead.indent() > 0) ahead.skip_columns(1);
    cursor = ahead;
    return true;
  }
  const int wanted = container.kind == Container::Kind::footnote ? kCodeIndent : container.indent;
  if (cursor.indent() >= wanted) {
    cursor.skip_columns(wanted);
    return true;
  }
  if (!cursor.is_blank()) return false;
  cursor.skip_white();
  return true;
}

}  // namespace

std::vector<Span> split_lines(std::string_view text, std::uint32_t from) {
  std::vector<Span> lines;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = from;
  while (begin < size) {
    const std::size_t found = text.find_first_of("\r\n", begin);
    if (found == std::string_view::npos) {
      lines.push_back({begin, size});
      break;
    }
    const auto end = static_cast<std::uint32_t>(found);
    lines.push_back({begin, end});
    begin = end + (text[end] == '\r' && end + 1 < size && text[end + 1] == '\n' ? 2 : 1);
  }
  return lines;
}

std::size_t list_marker(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && length < 9 && is_digit(text[length])) ++length;
  const std::string_view closers = length == 0 ? "-*+" : ".)";
  if (length == text.size() || closers.find(text[length]) == std::string_view::npos) return 0;
  ++length;
  return length == text.size() || text[length] == ' ' || text[length] == '\t' ? length : 0;
}

LineContent strip_containers(std::string_view text, Span line, int number, std::vector<Container>& containers) {
  Cursor cursor(text, line);
  LineContent content;
  for (Container& container : containers) {
    if (container.first_line == number) {
      open_container(text, line, cursor, container);
    } else if (!match_container(cursor, container)) {
      content.is_lazy = true;
      break;
    }
  }
  content.start = cursor.at();
  content.indent = cursor.indent();
  cursor.skip_white();
  content.span = {cursor.at(), line.end};
  return content;
}

}  // namespace countercheck

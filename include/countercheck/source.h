// Where text lives, and how a place in it is named.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace countercheck {

/// A half-open range of bytes [begin, end) in one text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool is_empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

/// A place as people name it: 1-based; columns count bytes.
struct Position {
  int line = 1;
  int column = 1;

  friend constexpr bool operator==(Position, Position) = default;
};

/// One file's bytes, as they were read: a BOM, CRLF and invalid UTF-8 stay as they are.
/// Stages work on spans; lines and columns are computed only when something is printed.
class Source {
 public:
  /// Text that lives as long as the program, and is not copied.
  struct Constant {
    std::string_view text;
  };

  Source(std::string path, std::string text);
  Source(std::string path, Constant text);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view slice(Span span) const;
  /// Lines end at LF, and every LF begins a new line; a CR before it belongs to the line end.
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// The bytes of line `number` (1-based) without its line end (LF or CRLF); empty beyond the last line.
  [[nodiscard]] std::string_view line(int number) const;
  [[nodiscard]] int line_count() const { return static_cast<int>(line_starts().size()); }

 private:
  /// Found when they are first asked for, since most texts are never asked.
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts() const;

  std::string path_;
  std::string own_;  ///< empty where the text is a constant
  std::string_view text_;
  mutable std::once_flag lines_known_;
  mutable std::vector<std::uint32_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const Source>;

/// A span in a document, a rule file or a configuration. Without a source it names nothing.
struct Place {
  SourcePtr source;
  Span span;

  [[nodiscard]] bool is_known() const { return source != nullptr; }
  [[nodiscard]] Position begin() const { return source->position(span.begin); }
  [[nodiscard]] Position end() const { return source->position(span.end); }
};

}  // namespace countercheck

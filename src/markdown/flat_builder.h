// Builds flat text piece by piece, so that the map to the source is right by construction.
#pragma once

#include <string_view>
#include <vector>

#include "markdown/document.h"

namespace countercheck {

class FlatBuilder {
 public:
  /// The bytes of `source` at `span`; NUL and bytes that are not UTF-8 become U+FFFD.
  void add_source(std::string_view source, Span span);
  /// Bytes of another flat text with their map. Calls go from left to right through the same `from`.
  void add_flat(const FlatText& from, Span span);
  /// Text that stands for the bytes at `place`.
  void add_instead(std::string_view text, Span place);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(flat_.text.size()); }
  [[nodiscard]] FlatText take() { return std::move(flat_); }

 private:
  void add_piece(std::uint32_t source, std::uint32_t length);
  FlatText flat_;
  std::size_t next_piece_ = 0;  // where add_flat stands in the pieces of `from`
};

/// The lines of `spans` joined by "\n"; every byte is kept. In table cells `\|` is `|`.
FlatText join_lines(std::string_view source, const std::vector<Span>& spans);
FlatText cell_text(std::string_view source, Span cell);

}  // namespace countercheck

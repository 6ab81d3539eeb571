// Where a mark for a figure may stand so that the document stays what it is.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "markdown/document.h"
#include "render/literal.h"
#include "render/marks.h"

namespace countercheck {

struct MarkPlace {
  enum class Kind : std::uint8_t { in_text, in_notes, nowhere };
  Kind kind = Kind::nowhere;
  std::uint32_t offset = 0;  ///< where to insert: inside a line, or at the start of one for notes
  bool is_apart = false;     ///< in text, but not directly after the figure
  int block = -1;            ///< of notes: the block that they speak of
};

class MarkPlaces {
 public:
  explicit MarkPlaces(const Document& document);

  /// The place for a mark on each of `figures`, which are sorted. A figure in a fence, front matter, a heading or HTML
  /// gets a place in notes; one in a comment or outside of all blocks gets none.
  std::vector<MarkPlace> find(const std::vector<Span>& figures);
  /// How notes are inserted at the place that `find` gave.
  [[nodiscard]] NotesFrame frame_of(const MarkPlace& place) const;

 private:
  [[nodiscard]] std::vector<int> innermost_blocks(const std::vector<Span>& figures) const;
  MarkPlace place_in_text(int block, Span figure);
  [[nodiscard]] MarkPlace place_in_notes(int block) const;
  [[nodiscard]] Span own_text(int block) const;
  const ClosedParts& closed_parts_of(int block);

  const Document& document_;
  std::string_view text_;
  std::unordered_set<std::string> labels_;
  std::map<int, ClosedParts> closed_;  ///< by block
};

}  // namespace countercheck

// The lines of a text as CommonMark counts them, and what containers (quotes, items, footnotes) put before each line.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// Where each line of `text` stands, from byte `from` on, without its line end. Lines end at LF, CR or CRLF, unlike
/// those of Source, which end at LF: a lone CR separates blocks but is no line for people.
std::vector<Span> split_lines(std::string_view text, std::uint32_t from);

/// The length of a list marker at the start of `text`, without the white space after it; 0 if none stands there.
std::size_t list_marker(std::string_view text);

/// A block quote, list item or footnote definition around a leaf.
struct Container {
  enum class Kind : std::uint8_t { quote, item, footnote };
  Kind kind = Kind::quote;
  int first_line = 0;  ///< the line with its marker
  int indent = 0;      ///< columns of an item's content, set by the first line
};

/// What is left of a line inside its containers.
struct LineContent {
  Span span;                ///< from the first byte that is not white space; trailing white space stays
  std::uint32_t start = 0;  ///< before the white space: directly after the containers' marks
  int indent = 0;           ///< columns of white space between both
  bool is_lazy = false;     ///< a container's mark is missing
};

/// Takes the marks of `containers`, outermost first, off a line. An item that begins on this line learns its indent.
LineContent strip_containers(std::string_view text, Span line, int number, std::vector<Container>& containers);

}  // namespace countercheck

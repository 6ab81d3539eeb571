// The block structure of a text as GitHub's cmark sees it: which lines are a paragraph, a fence, an item. The only user
// of cmark.
//
// cmark's lines are right where its columns are not (lazy lines, tabs, BOM, NUL), so an outline has lines alone. Tables
// are not asked of cmark: its extension pads every row to the width of the header, so that 50 kB become 12 GB.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markdown/lines.h"
#include "text/limits.h"

namespace countercheck {

struct OutlineNode {
  enum class Kind : std::uint8_t { quote, list, item, footnote, paragraph, heading, fence, indented_code, html, rule };
  Kind kind = Kind::paragraph;
  int parent = -1;     ///< index of the node around it
  int first_line = 0;  ///< 0-based
  int last_line = 0;   ///< may be an empty line, and for HTML and code one outside of its containers
  int level = 0;       ///< of a heading
};

/// In the order of the text. `lines` are the lines of `text`; both may begin after front matter.
/// What nests too deep is text, and told in `unread`.
std::vector<OutlineNode> outline(std::string_view text, const std::vector<Span>& lines, const Limits& limits,
                                 std::vector<Unread>& unread);

}  // namespace countercheck

// The source lines of one leaf of the outline: a paragraph, heading, fence or HTML block without what stands around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/lines.h"
#include "markdown/outline.h"

namespace countercheck {

/// A document's text, its lines and its outline.
struct Layout {
  std::string_view text;
  std::vector<Span> lines;
  std::vector<OutlineNode> nodes;
};

/// The lines of a paragraph, trimmed; some may be lazy.
struct ParagraphLines {
  std::vector<Span> spans;
  std::vector<bool> is_lazy;
};
ParagraphLines paragraph_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers);

struct HeadingLines {
  Span span;                ///< with marks and underline
  std::vector<Span> spans;  ///< the text's lines
  bool is_underlined = false;
};
HeadingLines heading_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers);

struct CodeLines {
  Span span;  ///< with the fences
  Span content;
  std::vector<Span> spans;  ///< without indentation that belongs to the fence or to what is around it
  std::string info;         ///< the first word after the fence
};
CodeLines code_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers);

/// The lines of an HTML block, untrimmed but for empty lines at its end.
std::vector<Span> html_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers);

}  // namespace countercheck

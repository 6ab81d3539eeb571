// cmark sees a masked text without brackets, so definitions are found here, at the start of paragraphs.
#include "markdown/references.h"

#include <algorithm>

#include "markdown/flat_builder.h"
#include "markdown/inline_scan.h"
#include "markdown/walk.h"

namespace countercheck {
namespace {

struct Definitions {
  std::vector<std::string> labels;
  std::size_t lines = 0;
};

Definitions read_definitions(std::string_view text, const std::vector<Span>& lines) {
  Definitions result;
  if (lines.empty() || lines[0].is_empty() || text[lines[0].begin] != '[') return result;
  const FlatText raw = join_lines(text, lines);
  const std::string_view joined = raw.text;
  std::size_t at = 0;
  while (at < joined.size()) {
    Definition definition = scan_definition(joined.substr(at));
    if (definition.length == 0) break;
    result.labels.push_back(std::move(definition.label));
    at += definition.length;
  }
  const auto end = joined.begin() + static_cast<std::ptrdiff_t>(at);
  result.lines = at == joined.size() ? lines.size() : static_cast<std::size_t>(std::count(joined.begin(), end, '\n'));
  return result;
}

}  // namespace

References find_references(const Layout& layout) {
  References references;
  if (layout.text.find("]:") == std::string_view::npos) return references;
  Walk walk(layout);
  for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
    walk.enter(static_cast<int>(i));
    const OutlineNode& node = layout.nodes[i];
    if (node.kind != OutlineNode::Kind::paragraph) continue;
    const Span line = layout.lines[static_cast<std::size_t>(node.first_line)];
    const Span first = strip_containers(layout.text, line, node.first_line, walk.containers()).span;
    if (first.is_empty() || layout.text[first.begin] != '[') continue;
    const std::vector<Span> lines = paragraph_lines(layout, node, walk.containers()).spans;
    for (std::string& label : read_definitions(layout.text, lines).labels) references.insert(std::move(label));
  }
  return references;
}

std::size_t count_definition_lines(std::string_view text, const std::vector<Span>& lines) {
  return read_definitions(text, lines).lines;
}

}  // namespace countercheck

// Runs cmark over the masked text and copies its blocks out, with an explicit stack: no document is too deep.
#include "markdown/outline.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>

#include "markdown/block_text.h"

namespace countercheck {
namespace {

using Kind = OutlineNode::Kind;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

/// Definitions that nothing refers to vanish from cmark's tree, so a first line refers to all of them.
std::string reference_line(const std::vector<std::string>& labels) {
  std::string line;
  for (const std::string& label : labels) line += "[^" + label + "] ";
  return line + "\n\n";
}
constexpr int kReferenceLines = 2;

/// cmark's own allocator aborts the program when memory ends. This ends it as `operator new` does, which cannot throw
/// through C.
void* checked(void* memory) {
  if (memory != nullptr) return memory;
  if (const std::new_handler end = std::get_new_handler()) end();
  std::abort();
}
void* allocated(std::size_t count, std::size_t size) {
  return checked(std::calloc(count, size));
}
void* reallocated(void* memory, std::size_t size) {
  return checked(std::realloc(memory, size));
}

std::optional<Kind> kind_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
      return Kind::quote;
    case CMARK_NODE_LIST:
      return Kind::list;
    case CMARK_NODE_ITEM:
      return Kind::item;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      return Kind::footnote;
    case CMARK_NODE_PARAGRAPH:
      return Kind::paragraph;
    case CMARK_NODE_HEADING:
      return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK:
      return Kind::rule;
    case CMARK_NODE_HTML_BLOCK:
      return Kind::html;
    case CMARK_NODE_CODE_BLOCK: {
      int length = 0;
      int offset = 0;
      char mark = 0;
      return cmark_node_get_fenced(node, &length, &offset, &mark) != 0 ? Kind::fence : Kind::indented_code;
    }
    default:
      return std::nullopt;
  }
}

bool is_container(Kind kind) {
  return kind == Kind::quote || kind == Kind::list || kind == Kind::item || kind == Kind::footnote;
}

std::vector<cmark_node*> children_in_order(cmark_node* node) {
  std::vector<cmark_node*> children;
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
    children.push_back(child);
  }
  return children;
}

}  // namespace

std::vector<OutlineNode> outline(std::string_view text, const std::vector<Span>& lines, const Limits& limits,
                                 std::vector<Unread>& unread) {
  const BlockText blocks = block_text(text, lines, limits.nesting);
  if (blocks.cut) {
    unread.push_back({"quotes or lists nested deeper than " + std::to_string(limits.nesting) + " are read as text",
                      "nesting", *blocks.cut});
  }
  const std::string references = reference_line(blocks.footnotes);
  cmark_mem memory = {allocated, reallocated, std::free};
  cmark_parser* parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory);
  cmark_parser_feed(parser, references.data(), references.size());
  cmark_parser_feed(parser, blocks.text.data(), blocks.text.size());
  const std::unique_ptr<cmark_node, FreeNode> root(cmark_parser_finish(parser));
  cmark_parser_free(parser);

  // Footnote definitions were moved to the end of the tree.
  std::vector<cmark_node*> top = children_in_order(root.get());
  std::stable_sort(top.begin(), top.end(), [](cmark_node* a, cmark_node* b) {
    return cmark_node_get_start_line(a) < cmark_node_get_start_line(b);
  });

  struct Waiting {
    cmark_node* node;
    int parent;
  };
  std::vector<Waiting> stack;
  const auto push_reversed = [&stack](const std::vector<cmark_node*>& nodes, int parent) {
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) stack.push_back({*node, parent});
  };
  push_reversed(top, -1);
  std::vector<OutlineNode> result;
  int last_leaf = -1;
  while (!stack.empty()) {
    const Waiting waiting = stack.back();
    stack.pop_back();
    const std::optional<Kind> kind = kind_of(waiting.node);
    if (!kind) continue;
    OutlineNode node;
    node.kind = *kind;
    node.parent = waiting.parent;
    node.level = *kind == Kind::heading ? cmark_node_get_heading_level(waiting.node) : 0;
    const int last = static_cast<int>(lines.size()) - 1;
    node.first_line = cmark_node_get_start_line(waiting.node) - 1 - kReferenceLines;
    if (node.first_line < 0 || node.first_line > last) continue;  // the line of references
    // A block that was closed by the next line ends at column 0 of it.
    const int end_line = cmark_node_get_end_line(waiting.node) - (cmark_node_get_end_column(waiting.node) == 0 ? 1 : 0);
    node.last_line = std::clamp(end_line - 1 - kReferenceLines, node.first_line, last);
    // The line that ends an HTML block ("-->") is not counted by cmark.
    if (*kind == Kind::html) node.last_line = last;
    // No two leaves share a line, whatever cmark says of the end of a fence that its quote cuts off.
    if (last_leaf >= 0) {
      OutlineNode& leaf = result[static_cast<std::size_t>(last_leaf)];
      leaf.last_line = std::clamp(node.first_line - 1, leaf.first_line, leaf.last_line);
    }
    if (!is_container(*kind)) last_leaf = static_cast<int>(result.size());
    result.push_back(node);
    if (is_container(*kind)) push_reversed(children_in_order(waiting.node), static_cast<int>(result.size()) - 1);
  }
  return result;
}

}  // namespace countercheck

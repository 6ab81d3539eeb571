// Documents as text, for tests.
#include <string>

#include "markdown/document.h"

namespace countercheck {
namespace {

std::string kind_name(const Block& block) {
  const auto number = [](int n) { return std::to_string(n); };
  switch (block.kind) {
    case BlockKind::paragraph:
      return "paragraph";
    case BlockKind::heading:
      return "heading " + number(block.level);
    case BlockKind::item:
      return "item " + number(block.list) + "/" + number(block.depth);
    case BlockKind::cell:
      return "cell " + number(block.table) + "." + number(block.row) + "." + number(block.column);
    case BlockKind::fence:
      return block.info.empty() ? "fence" : "fence " + block.info;
    case BlockKind::html:
      return "html";
    case BlockKind::comment:
      return "comment";
    case BlockKind::front_matter:
      return "front_matter " + block.info;
  }
  return "?";
}

std::string escape(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

std::string dump(const Document& document) {
  std::string result;
  for (const Block& block : document.blocks) {
    result += kind_name(block);
    if (block.is_quote) result += " quoted";
    if (block.parent >= 0) result += " in " + std::to_string(block.parent);
    result += " [" + std::to_string(block.span.begin) + "," + std::to_string(block.span.end) + ")";
    if (!block.text.text.empty()) result += " " + escape(block.text.text);
    result += "\n";
  }
  return result;
}

}  // namespace countercheck

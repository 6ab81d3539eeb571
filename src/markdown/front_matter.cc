// Decides between front matter and a document that begins with a horizontal rule.
#include "markdown/front_matter.h"

#include <algorithm>

namespace countercheck {
namespace {

struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // without white space and line end
  std::uint32_t next = 0;
};

Line line_at(std::string_view text, std::uint32_t begin) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::size_t found = text.find_first_of("\r\n", begin);
  Line line{begin, found == std::string_view::npos ? size : static_cast<std::uint32_t>(found), size};
  if (line.end < size) line.next = line.end + (text.substr(line.end, 2) == "\r\n" ? 2 : 1);
  while (line.end > line.begin && (text[line.end - 1] == ' ' || text[line.end - 1] == '\t')) --line.end;
  return line;
}

/// A line that may stand unindented in YAML: "key: value", "- item", "# comment", a bracket that goes on, or nothing.
bool is_yaml(std::string_view line) {
  if (line.empty() || line[0] == ' ' || line[0] == '\t' || line[0] == '#') return true;
  if (line == "-" || line.substr(0, 2) == "- ") return true;
  if (line[0] == '}' || line[0] == ']') return true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t') return false;
  // "**Total**: 128" and "Note that this holds: ..." are Markdown.
  return line.substr(0, colon).find_first_of("*`[|>") == std::string_view::npos && colon <= 60;
}

bool is_key(std::string_view line) {
  return !line.empty() && line[0] != '#' && line.find(':') != std::string_view::npos;
}

}  // namespace

std::optional<FrontMatter> find_front_matter(std::string_view text, std::uint32_t from) {
  const Line open = line_at(text, from);
  const std::string_view fence = text.substr(open.begin, open.end - open.begin);
  if (fence != "---" && fence != "+++") return std::nullopt;
  const bool is_toml = fence == "+++";
  bool has_key = is_toml;
  std::uint32_t content_end = open.end;
  for (std::uint32_t at = open.next; at < text.size();) {
    const Line line = line_at(text, at);
    const std::string_view content = text.substr(line.begin, line.end - line.begin);
    if (content == fence || (!is_toml && content == "...")) {
      if (!has_key) return std::nullopt;
      return FrontMatter{is_toml ? "toml" : "yaml",
                         {open.begin, line.end},
                         {std::min(open.next, content_end), content_end},
                         line.next};
    }
    if (!is_toml && !is_yaml(content)) return std::nullopt;
    // A rule is followed by an empty line or a heading, front matter by a key.
    if (content.empty() && !has_key) return std::nullopt;
    has_key = has_key || is_key(content);
    content_end = line.end;
    at = line.next;
  }
  return std::nullopt;
}

}  // namespace countercheck

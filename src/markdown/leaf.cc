// Takes containers, indentation, `#`, underlines and fences off the lines of a leaf.
#include "markdown/leaf.h"

#include <algorithm>

namespace countercheck {
namespace {

constexpr int kCodeIndent = 4;

bool is_white(char c) {
  return c == ' ' || c == '\t';
}

Span trim_end(std::string_view text, Span span) {
  while (span.end > span.begin && is_white(text[span.end - 1])) --span.end;
  return span;
}

LineContent content_of(const Layout& layout, int line, std::vector<Container>& containers) {
  return strip_containers(layout.text, layout.lines[static_cast<std::size_t>(line)], line, containers);
}

/// How many `mark` stand at the start of `text`.
std::size_t run_length(std::string_view text, char mark) {
  return std::min(text.find_first_not_of(mark), text.size());
}

bool is_underline(std::string_view line) {
  if (line.empty() || (line[0] != '=' && line[0] != '-')) return false;
  return run_length(line, line[0]) == line.size();
}

/// A line of code without `columns` of its indentation, fewer if it has fewer.
Span unindent(std::string_view text, const LineContent& content, int columns) {
  Span span{content.start, content.span.end};
  for (int taken = 0; taken < columns && span.begin < content.span.begin; ++span.begin) {
    taken += text[span.begin] == '\t' ? kCodeIndent : 1;
  }
  return span;
}

void drop_empty_lines(std::string_view text, std::vector<Span>& spans) {
  while (!spans.empty() && trim_end(text, spans.back()).is_empty()) spans.pop_back();
}

bool closes_fence(std::string_view text, const LineContent& content, std::string_view fence) {
  if (content.indent >= kCodeIndent) return false;
  const Span span = trim_end(text, content.span);
  const std::string_view line = text.substr(span.begin, span.size());
  return line.size() >= fence.size() && run_length(line, fence[0]) == line.size();
}

}  // namespace

ParagraphLines paragraph_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers) {
  ParagraphLines result;
  for (int line = node.first_line; line <= node.last_line; ++line) {
    const LineContent content = content_of(layout, line, containers);
    result.spans.push_back(trim_end(layout.text, content.span));
    result.is_lazy.push_back(content.is_lazy);
  }
  while (!result.spans.empty() && result.spans.back().is_empty()) {
    result.spans.pop_back();
    result.is_lazy.pop_back();
  }
  return result;
}

HeadingLines heading_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers) {
  const std::string_view text = layout.text;
  HeadingLines result;
  Span first = trim_end(text, content_of(layout, node.first_line, containers).span);
  result.span = first;
  const std::string_view line = text.substr(first.begin, first.size());
  const std::size_t marks = run_length(line, '#');
  if (marks >= 1 && marks <= 6 && (marks == line.size() || is_white(line[marks]))) {
    first.begin += static_cast<std::uint32_t>(marks);
    while (first.begin < first.end && is_white(text[first.begin])) ++first.begin;
    Span without_tail = first;
    while (without_tail.end > first.begin && text[without_tail.end - 1] == '#') --without_tail.end;
    if (without_tail.end == first.begin || is_white(text[without_tail.end - 1])) first = trim_end(text, without_tail);
    result.spans.push_back(first);
    return result;
  }
  result.is_underlined = true;
  result.spans.push_back(first);
  for (int number = node.first_line + 1; number <= node.last_line; ++number) {
    const LineContent content = content_of(layout, number, containers);
    const Span span = trim_end(text, content.span);
    result.span.end = span.end;
    if (content.indent < kCodeIndent && is_underline(text.substr(span.begin, span.size()))) break;
    result.spans.push_back(span);
  }
  return result;
}

CodeLines code_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers) {
  const std::string_view text = layout.text;
  CodeLines result;
  if (node.kind == OutlineNode::Kind::indented_code) {
    for (int line = node.first_line; line <= node.last_line; ++line) {
      const LineContent content = content_of(layout, line, containers);
      if (content.is_lazy) break;
      result.spans.push_back(unindent(text, content, kCodeIndent));
    }
    drop_empty_lines(text, result.spans);
    if (result.spans.empty()) return result;
    result.span = result.content = {result.spans.front().begin, result.spans.back().end};
    return result;
  }

  const LineContent open = content_of(layout, node.first_line, containers);
  result.span = trim_end(text, open.span);
  const std::string_view line = text.substr(result.span.begin, result.span.size());
  const std::size_t fence = line.empty() ? 0 : run_length(line, line[0]);
  const std::size_t info_begin = std::min(line.find_first_not_of(" \t", fence), line.size());
  const std::size_t info_end = std::min(line.find_first_of(" \t", info_begin), line.size());
  result.info = line.substr(info_begin, info_end - info_begin);
  result.content = {result.span.end, result.span.end};
  for (int number = node.first_line + 1; number <= node.last_line; ++number) {
    const LineContent content = content_of(layout, number, containers);
    if (content.is_lazy) break;
    if (number == node.last_line && fence > 0 && closes_fence(text, content, line.substr(0, fence))) {
      result.span.end = trim_end(text, content.span).end;
      break;
    }
    result.spans.push_back(unindent(text, content, open.indent));
    result.span.end = content.span.end;
  }
  if (!result.spans.empty()) result.content = {result.spans.front().begin, result.spans.back().end};
  return result;
}

std::vector<Span> html_lines(const Layout& layout, const OutlineNode& node, std::vector<Container>& containers) {
  std::vector<Span> spans;
  for (int line = node.first_line; line <= node.last_line; ++line) {
    const LineContent content = content_of(layout, line, containers);
    if (content.is_lazy) break;
    spans.push_back(line == node.first_line ? content.span : Span{content.start, content.span.end});
  }
  drop_empty_lines(layout.text, spans);
  return spans;
}

}  // namespace countercheck

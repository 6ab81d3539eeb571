// Splits rows at pipes.
#include "markdown/table_rows.h"

namespace countercheck {
namespace {

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

Span trim(std::string_view source, Span span) {
  while (span.begin < span.end && is_white(source[span.begin])) ++span.begin;
  while (span.end > span.begin && is_white(source[span.end - 1])) --span.end;
  return span;
}

}  // namespace

std::vector<Span> split_row(std::string_view source, Span line) {
  std::vector<Span> cells;
  line = trim(source, line);
  if (line.begin < line.end && source[line.begin] == '|') ++line.begin;
  std::uint32_t begin = line.begin;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    if (source[i] == '\\') {
      if (i + 1 < line.end && source[i + 1] == '|') ++i;
    } else if (source[i] == '|') {
      cells.push_back(trim(source, {begin, i}));
      begin = i + 1;
    }
  }
  if (begin < line.end) cells.push_back(trim(source, {begin, line.end}));
  return cells;
}

int delimiter_columns(std::string_view source, Span line) {
  line = trim(source, line);
  int columns = 0;
  bool has_pipe = false;
  std::uint32_t at = line.begin;
  const auto skip_white = [&] {
    while (at < line.end && is_white(source[at])) ++at;
  };
  if (at < line.end && source[at] == '|') {
    has_pipe = true;
    ++at;
  }
  while (at < line.end) {
    skip_white();
    if (at < line.end && source[at] == ':') ++at;
    const std::uint32_t dashes = at;
    while (at < line.end && source[at] == '-') ++at;
    if (at == dashes) return 0;
    if (at < line.end && source[at] == ':') ++at;
    skip_white();
    ++columns;
    if (at == line.end) break;
    if (source[at] != '|') return 0;
    has_pipe = true;
    ++at;
  }
  // ":-:" alone is a delimiter row, "---" alone is a rule.
  const bool has_colon = line.begin < line.end && (source[line.begin] == ':' || source[line.end - 1] == ':');
  return has_pipe || has_colon ? columns : 0;
}

std::optional<TableLines> find_table(std::string_view source, const ParagraphLines& lines, std::size_t from) {
  for (std::size_t i = from + 1; i < lines.spans.size(); ++i) {
    if (lines.is_lazy[i]) continue;
    const int columns = delimiter_columns(source, lines.spans[i]);
    if (columns == 0 || split_row(source, lines.spans[i - 1]).size() != static_cast<std::size_t>(columns)) continue;
    std::size_t end = i + 1;
    const auto begins_list = [&](Span line) { return list_marker(source.substr(line.begin, line.size())) > 0; };
    while (end < lines.spans.size() && !lines.is_lazy[end] && !begins_list(lines.spans[end])) ++end;
    return TableLines{i - 1, end};
  }
  return std::nullopt;
}

}  // namespace countercheck

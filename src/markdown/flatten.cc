// Flat text of any place in a source, for readers that have no block.
#include "markdown/flat_builder.h"
#include "markdown/inlines.h"
#include "markdown/lines.h"

namespace countercheck {

FlatText flatten(const Source& source, Span span) {
  std::vector<Span> lines = split_lines(source.text().substr(0, span.end), span.begin);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto is_white = [&](std::uint32_t at) { return source.text()[at] == ' ' || source.text()[at] == '\t'; };
    while (i > 0 && !lines[i].is_empty() && is_white(lines[i].begin)) ++lines[i].begin;
    while (i + 1 < lines.size() && !lines[i].is_empty() && is_white(lines[i].end - 1)) --lines[i].end;
  }
  return read_inlines(join_lines(source.text(), lines), {}).text;
}

}  // namespace countercheck

// Tables inside the lines of a paragraph, as GitHub reads them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "markdown/leaf.h"

namespace countercheck {

/// The cells of a line, trimmed: "| a | b |" and "a | b" have two. A pipe after a backslash is text, even in code.
std::vector<Span> split_row(std::string_view source, Span line);

/// How many columns a delimiter row has ("|---|:-:|"), or 0 if the line is none.
int delimiter_columns(std::string_view source, Span line);

/// Which lines of a paragraph are a table: header, delimiter row, rows.
struct TableLines {
  std::size_t header = 0;
  std::size_t end = 0;  ///< behind the last row
};

/// The first table at or after line `from`: a line with as many cells as the delimiter row below it. It ends at a lazy
/// line and at a list. Rows may be indented further than GitHub allows: below a line of text people do that.
std::optional<TableLines> find_table(std::string_view source, const ParagraphLines& lines, std::size_t from);

}  // namespace countercheck

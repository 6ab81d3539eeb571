// Tables inside the lines of a paragraph, as GitHub reads them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// The cells of a line, trimmed: "| a | b |" and "a | b" have two. A pipe after a backslash is text, even in code.
std::vector<Span> split_row(std::string_view source, Span line);

/// How many columns a delimiter row has ("|---|:-:|"), or 0 if the line is none.
int delimiter_columns(std::string_view source, Span line);

/// The index of the header among a paragraph's lines: the first line with as many cells as the delimiter row below it.
std::optional<std::size_t> find_table(std::string_view source, const std::vector<Span>& lines);

}  // namespace countercheck

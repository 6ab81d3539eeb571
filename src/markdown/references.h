// Link reference definitions: which labels a document defines, and which lines do it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "markdown/leaf.h"

namespace countercheck {

/// The labels of link reference definitions, normalized.
using References = std::unordered_set<std::string>;

References find_references(const Layout& layout);

/// How many of a paragraph's first lines are definitions, which are no text.
std::size_t count_definition_lines(std::string_view text, const std::vector<Span>& lines);

}  // namespace countercheck

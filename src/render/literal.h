// Parts of a block's text inside which nothing may be written: code spans, links, tags, addresses, formulas.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// The labels of all link reference definitions in a text, normalized.
std::unordered_set<std::string> link_labels(std::string_view text);

/// The closed parts of `text` between `range`: ascending, disjoint. `labels` tells which `[text]` is a link.
std::vector<Span> closed_parts(std::string_view text, Span range, const std::unordered_set<std::string>& labels);

}  // namespace countercheck

// Parts of a block's text inside which nothing may be written: code spans, links, tags, addresses, formulas.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// The labels of all link reference definitions in a text, normalized.
std::unordered_set<std::string> link_labels(std::string_view text);

struct ClosedParts {
  std::vector<Span> spans;      ///< ascending, disjoint
  std::uint32_t open_from = 0;  ///< where a comment begins that never ends, and would end in ours; else the end
};

/// The closed parts of `text` in `range`. `labels` tells which `[text]` is a link.
ClosedParts closed_parts(std::string_view text, Span range, const std::unordered_set<std::string>& labels);

}  // namespace countercheck

// Text changes are values, applied in one function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// Replaces the bytes of `span` by `text`; an empty span inserts.
struct Edit {
  Span span;
  std::string text;
};

/// Applies edits in the order of their spans; edits at the same place keep their order. They must not overlap.
std::string apply_edits(std::string_view text, std::vector<Edit> edits);

}  // namespace countercheck

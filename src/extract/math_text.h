// A text as a reader of calculations wants it: LaTeX commands as the signs they stand for, `4x8` as `4*8`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// The rewritten text, and where each byte of it stood. "$64 \times 2$" becomes " 64 × 2 ".
struct MathText {
  std::string text;
  std::vector<std::uint32_t> origin;  ///< of each byte and of the end; empty where nothing was rewritten

  [[nodiscard]] bool is_rewritten() const { return !origin.empty(); }
  [[nodiscard]] Span to_origin(Span span) const;
};

MathText read_math(std::string_view text);

}  // namespace countercheck

// Front matter: YAML between `---` lines or TOML between `+++` lines at the very start of a document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countercheck/source.h"

namespace countercheck {

struct FrontMatter {
  std::string info;       ///< "yaml" or "toml"
  Span span;              ///< with both fences
  Span content;           ///< the lines between, without the last line end
  std::uint32_t end = 0;  ///< where the document goes on
};

/// Looks at byte `from` (behind a BOM). A `---` that only begins a document as a rule would is not taken: the lines
/// below it must look like YAML and there must be a second `---` or `...`.
std::optional<FrontMatter> find_front_matter(std::string_view text, std::uint32_t from);

}  // namespace countercheck

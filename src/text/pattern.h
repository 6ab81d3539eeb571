// Regular expressions in linear time, compiled when they are first needed. The only user of RE2.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// Cheap to construct; compiled at the first search, once, by whichever thread comes first. Case-insensitive.
class Pattern {
 public:
  explicit Pattern(std::string regex);

  /// What is wrong with the expression, or nothing. Compiles it.
  [[nodiscard]] std::optional<std::string> error() const;
  [[nodiscard]] const std::string& text() const;

  /// The first match in `text` at or after `from`: the whole match, then the groups; a group that took no part is empty
  /// at 0. Nothing if there is no match.
  [[nodiscard]] std::optional<std::vector<Span>> search(std::string_view text, std::uint32_t from = 0) const;

  /// The same without groups, which is quicker. An expression that ends with `$` is looked for from the end of `text`,
  /// one that begins with `^` only at its beginning: the rest of the text costs nothing.
  [[nodiscard]] std::optional<Span> find(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<Compiled> compiled_;
};

}  // namespace countercheck

// The text of a DOT file as its reader sees it: where names and edges stand, which libcgraph forgets; comments, which
// it drops; and labels as plain text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

inline constexpr int kDeepestDot = 200;

struct DotOutline {
  std::vector<Span> comments;
  std::optional<Span> unclosed;  ///< a quote, comment, bracket or brace without its end
  std::optional<Span> unopened;  ///< a brace that closes nothing
  std::optional<Span> too_deep;  ///< the brace at which nesting is deeper than kDeepestDot
};
DotOutline outline_dot(std::string_view text);

/// Where nodes and edges first stand.
class DotPlaces {
 public:
  explicit DotPlaces(std::string_view text);
  /// Empty at 0 if the name does not stand there.
  [[nodiscard]] Span node(std::string_view name) const;
  /// From tail to head; the place of the tail where the edge goes to or from a whole subgraph.
  [[nodiscard]] Span edge(std::string_view tail, std::string_view head) const;

 private:
  std::unordered_map<std::string, Span> nodes_;
  std::unordered_map<std::uint64_t, Span> edges_;
};

/// The escapes `\n`, `\l`, `\r` and the separators of records as line ends, `\N` as the name.
std::string plain_label(std::string_view label, std::string_view name);
/// An HTML label: rows and breaks as line ends, entities as what they stand for.
std::string without_tags(std::string_view html);

}  // namespace countercheck

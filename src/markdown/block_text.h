// A copy of a text that has its block structure and nothing else: what stands inside a line is masked.
//
// cmark always parses inlines too. They are not wanted here, and a line of fifty megabytes of "*a" would cost gigabytes
// of nodes. So every byte with a meaning inside a line becomes 'x', line for line of the same length, except where it
// makes a block: at the start of a line ("```", "<div>", "[^1]:") and at the end of an HTML block ("</script>", "]]>").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markdown/lines.h"

namespace countercheck {

inline constexpr int kMaxDepth = 100;  ///< quotes and items on one line; deeper ones are text

struct BlockText {
  std::string text;                    ///< lines end with "\n"
  std::vector<std::string> footnotes;  ///< the labels defined, each once
  bool is_cut = false;                 ///< nesting deeper than kMaxDepth became text
};

BlockText block_text(std::string_view text, const std::vector<Span>& lines);

}  // namespace countercheck

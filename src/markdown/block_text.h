// A copy of a text that has its block structure and nothing else: what stands inside a line is masked.
//
// cmark always parses inlines too. They are not wanted here, and a line of fifty megabytes of "*a" would cost gigabytes
// of nodes. So every byte with a meaning inside a line becomes 'x', line for line of the same length, except where it
// makes a block: at the start of a line ("```", "<div>", "[^1]:") and at the end of an HTML block ("</script>", "]]>").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/lines.h"

namespace countercheck {

struct BlockText {
  std::string text;                    ///< lines end with "\n"
  std::vector<std::string> footnotes;  ///< the labels defined, each once
  std::optional<Span> cut;             ///< the first marker that nests too deep and became text
};

/// Quotes and items nest up to `nesting`.
BlockText block_text(std::string_view text, const std::vector<Span>& lines, int nesting);

}  // namespace countercheck

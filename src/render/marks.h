// Our marks in a document: how they are written, found again and taken away.
//
//   150MB<!--countercheck--> ❌ (69MB = 8 × 8.6MB)<!--/countercheck--> per GPU
//
// The comments are invisible where Markdown is rendered; what stands between them is ours. Where a mark cannot stand
// in the text (fences, front matter, headings), a list after the block holds it:
//
//   <!--countercheck-notes-->
//   - ❌ line 12: memory per GPU 150MB → 69MB = 8 × 8.6MB
//   <!--/countercheck-notes-->
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/finding.h"
#include "countercheck/source.h"

namespace countercheck {

inline constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// "✅", "❌" or "⚠️".
std::string_view sign_of(Verdict verdict);

/// A mark within a line. `told` is our text without line ends: "❌ (69MB = 8 × 8.6MB)".
std::string text_mark(std::string_view told);

/// How the notes after a block are inserted into its lines.
struct NotesFrame {
  std::string prefix;  ///< what stands before each line: indentation of a list, "> " of a quote
  std::string line_end = "\n";
  bool ends_text = false;  ///< inserted at the end of a text that has no final line end
};
std::string notes_mark(const std::vector<std::string>& lines, const NotesFrame& frame);

/// Where the text holds something that looks like a part of our marks, genuine or not.
std::optional<std::uint32_t> find_sentinel(std::string_view text);

/// What to take away so that all our marks are gone, in the order of the text. Marks that a document shows as an
/// example in a fence or a code span are not ours.
std::vector<Span> find_marks(std::string_view text);

}  // namespace countercheck

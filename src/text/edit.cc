// Applies edits to a text.
#include "text/edit.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace countercheck {

std::string apply_edits(std::string_view text, std::vector<Edit> edits) {
  // An insertion at the begin of a replaced span goes before it, whatever the order in the list.
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tie(a.span.begin, a.span.end) < std::tie(b.span.begin, b.span.end);
  });
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    assert(edit.span.begin >= done && edit.span.end <= text.size() && "edits lie in the text and do not overlap");
    if (edit.span.begin < done || edit.span.end > text.size()) continue;
    result += text.substr(done, edit.span.begin - done);
    result += edit.text;
    done = edit.span.end;
  }
  result += text.substr(done);
  return result;
}

}  // namespace countercheck

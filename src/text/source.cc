// Where the bytes of a text stand: slices, lines and columns.
#include "countercheck/source.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace countercheck {

Source::Source(std::string path, std::string text) : path_(std::move(path)), own_(std::move(text)), text_(own_) {
  assert(text_.size() <= std::numeric_limits<std::uint32_t>::max() && "offsets have 32 bits");
}

Source::Source(std::string path, Constant text) : path_(std::move(path)), text_(text.text) {}

const std::vector<std::uint32_t>& Source::line_starts() const {
  std::call_once(lines_known_, [this] {
    line_starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string_view::npos; at = text_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  });
  return line_starts_;
}

std::string_view Source::slice(Span span) const {
  assert(span.begin <= span.end && span.end <= text_.size() && "a span lies in its own text");
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  return text_.substr(begin, span.size());
}

Position Source::position(std::uint32_t offset) const {
  const std::vector<std::uint32_t>& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto start = std::prev(after);
  return {static_cast<int>(after - starts.begin()), static_cast<int>(offset - *start) + 1};
}

std::string_view Source::line(int number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t index = static_cast<std::size_t>(number) - 1;
  const std::vector<std::uint32_t>& starts = line_starts();
  const std::size_t begin = starts[index];
  const std::size_t end = index + 1 < starts.size() ? starts[index + 1] - 1 : text_.size();
  std::string_view line = text_.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace countercheck

// One pass over a block for everything that a mark would break.
#include "render/literal.h"

#include <algorithm>
#include <unordered_map>

#include "markdown/inline_scan.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongest = 2000;  // of an address, a tag or a formula; bounds every search

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Scanner {
 public:
  Scanner(std::string_view text, const std::unordered_set<std::string>& labels)
      : text_(text), labels_(labels), open_from_(text.size()) {}

  ClosedParts run() {
    while (at_ < text_.size()) at_ = std::max(read(text_[at_]), at_ + 1);
    return {joined(), static_cast<std::uint32_t>(open_from_)};
  }

 private:
  // Where to go on after what stands at `at_`.
  std::size_t read(char c) {
    switch (c) {
      case '\\':
        return at_ + 2;
      case '`':
        return read_code();
      case '$':
        return read_formula();
      case '<':
        return read_angle();
      case '[':
        brackets_.push_back(at_);
        return at_ + 1;
      case ']':
        return read_close_bracket();
      case 'h':
      case 'w':
        return read_address();
      default:
        return at_ + 1;
    }
  }

  std::size_t read_code() {
    const std::size_t begin = std::min(text_.find_first_not_of('`', at_), text_.size());
    const std::size_t length = begin - at_;
    const std::size_t close = find_backticks(begin, length);
    if (close == std::string_view::npos) return begin;
    std::size_t end = close + length;
    if (at_ > 0 && text_[at_ - 1] == '$' && end < text_.size() && text_[end] == '$') ++end;  // $`x`$ is a formula
    return close_part(at_, end);
  }

  // A run of exactly `length` backticks from `from` on. What was not found once is not there later.
  std::size_t find_backticks(std::size_t from, std::size_t length) {
    if (missing_backticks_.contains(length)) return std::string_view::npos;
    for (std::size_t at = text_.find('`', from); at != std::string_view::npos;) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      if (end - at == length) return at;
      at = text_.find('`', end);
    }
    missing_backticks_.insert(length);
    return std::string_view::npos;
  }

  // As GitHub reads dollars: "$5 and $6" is no formula.
  std::size_t read_formula() {
    const bool is_display = text_.substr(at_).starts_with("$$");
    const std::string_view mark = is_display ? "$$" : "$";
    const std::size_t begin = at_ + mark.size();
    if (begin >= text_.size() || (!is_display && is_space(text_[begin]))) return begin;
    if (at_ > 0 && is_alphanumeric(text_[at_ - 1])) return begin;
    const std::string_view rest = text_.substr(begin, kLongest);
    for (std::size_t i = rest.find(mark); i != std::string_view::npos; i = rest.find(mark, i + 1)) {
      const std::size_t end = begin + i + mark.size();
      if (is_display) return close_part(at_, end);
      const bool is_followed = end < text_.size() && (is_alphanumeric(text_[end]) || text_[end] == '$');
      if (i > 0 && !is_space(rest[i - 1]) && rest[i - 1] != '\\' && !is_followed) return close_part(at_, end);
    }
    return begin;
  }

  std::size_t read_angle() {
    const std::string_view rest = text_.substr(at_, kLongest);
    if (rest.starts_with("<!--")) {
      const std::size_t close = open_from_ < text_.size() ? std::string_view::npos : text_.find("-->", at_);
      if (close != std::string_view::npos) return close_part(at_, close + 3);
      open_from_ = std::min(open_from_, at_);
      return at_ + 4;
    }
    if (const std::size_t length = scan_autolink(rest); length > 0) return close_part(at_, at_ + length);
    const bool is_tag =
        rest.size() > 1 && (rest[1] == '/' || (is_alphanumeric(rest[1]) && !(rest[1] >= '0' && rest[1] <= '9')));
    const std::size_t close = rest.find_first_of("<>", 1);
    if (!is_tag || close == std::string_view::npos || rest[close] != '>') return at_ + 1;
    return close_part(at_, at_ + close + 1);
  }

  std::size_t read_close_bracket() {
    if (brackets_.empty()) return at_ + 1;
    const std::size_t open = brackets_.back();
    brackets_.pop_back();
    const std::string_view rest = text_.substr(at_ + 1, kLongest);
    std::size_t length = scan_link_target(rest);
    if (length == 0) length = scan_link_label(rest);
    if (length == 0 && rest.starts_with("[]")) length = 2;
    const std::string_view inner = text_.substr(open + 1, at_ - open - 1);
    if (length == 0 && !inner.starts_with('^') && !is_label(inner)) return at_ + 1;
    return close_part(open > 0 && text_[open - 1] == '!' ? open - 1 : open, at_ + 1 + length);
  }

  [[nodiscard]] bool is_label(std::string_view inner) const {
    return inner.size() <= 999 && !labels_.empty() && labels_.contains(normalize_label(inner));
  }

  std::size_t read_address() {
    if (at_ > 0 && is_alphanumeric(text_[at_ - 1])) return at_ + 1;
    const std::string_view rest = text_.substr(at_, kLongest);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return at_ + 1;
    return close_part(at_, at_ + std::min(rest.find_first_of(" \t\r\n<>|)]*`"), rest.size()));
  }

  std::size_t close_part(std::size_t begin, std::size_t end) {
    parts_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    return end;
  }

  // A link may hold code and images; only the outermost counts.
  std::vector<Span> joined() {
    std::sort(parts_.begin(), parts_.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::vector<Span> result;
    for (const Span part : parts_) {
      if (!result.empty() && part.begin < result.back().end) {
        result.back().end = std::max(result.back().end, part.end);
      } else {
        result.push_back(part);
      }
    }
    return result;
  }

  std::string_view text_;
  const std::unordered_set<std::string>& labels_;
  std::size_t open_from_;
  std::size_t at_ = 0;
  std::vector<Span> parts_;
  std::vector<std::size_t> brackets_;
  std::unordered_set<std::size_t> missing_backticks_;
};

}  // namespace

std::unordered_set<std::string> link_labels(std::string_view text) {
  std::unordered_set<std::string> labels;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = text.find_first_not_of(" >", line);
    if (at == std::string_view::npos) break;
    if (text[at] == '[') {
      const std::string_view rest = text.substr(at, kLongest);
      const std::size_t length = scan_link_label(rest);
      if (length > 0 && length < rest.size() && rest[length] == ':')
        labels.insert(normalize_label(rest.substr(1, length - 2)));
    }
    const std::size_t end = text.find('\n', line);
    if (end == std::string_view::npos) break;
    line = end + 1;
  }
  return labels;
}

ClosedParts closed_parts(std::string_view text, Span range, const std::unordered_set<std::string>& labels) {
  ClosedParts parts = Scanner(text.substr(range.begin, range.size()), labels).run();
  for (Span& span : parts.spans) span = {span.begin + range.begin, std::min(span.end + range.begin, range.end)};
  parts.open_from += range.begin;
  return parts;
}

}  // namespace countercheck

// Walks each line over its container marks to where its leaf begins, and masks what follows.
#include "markdown/block_text.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace countercheck {
namespace {

constexpr std::string_view kInlineMarks = "\\`*_[]!&<~\"'";
constexpr char kMask = 'x';
constexpr std::uint32_t kMaxIndent = 200;  // columns of white space before a marker that may still open a list
constexpr std::size_t kMaxFootnoteLabel = 60;
constexpr std::array<std::string_view, 5> kEndTags = {"</script", "</pre", "</style", "</textarea", "]]>"};

bool is_white(char c) {
  return c == ' ' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// Where the tail of `line` begins that is a thematic break: at least three of one mark and white space; npos if none.
std::size_t find_thematic_tail(std::string_view line) {
  char mark = '\0';
  int count = 0;
  std::size_t start = std::string_view::npos;
  for (std::size_t i = line.size(); i-- > 0;) {
    const char c = line[i];
    if (is_white(c)) continue;
    if (mark == '\0' && (c == '-' || c == '*' || c == '_')) mark = c;
    if (c != mark) break;
    ++count;
    start = i;
  }
  return count >= 3 ? start : std::string_view::npos;
}

/// "[^label]:" at the very start of a line; empty if none stands there. Labels that cmark would fold are not taken.
std::string_view footnote_label(std::string_view line) {
  if (line.substr(0, 2) != "[^") return {};
  const std::size_t close = line.substr(0, kMaxFootnoteLabel).find(']');
  if (close == std::string_view::npos || close == 2 || line.substr(close, 2) != "]:") return {};
  const std::string_view label = line.substr(2, close - 2);
  const bool is_plain = std::all_of(label.begin(), label.end(), [](char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_' || c == '.';
  });
  return is_plain ? label : std::string_view{};
}

class Masker {
 public:
  Masker(std::string_view text, const std::vector<Span>& lines, int nesting)
      : text_(text), lines_(lines), nesting_(nesting) {
    has_cdata_ = text.find("<![CDATA[") != std::string_view::npos;
    result_.text.reserve(text.size() + lines.size());
  }

  BlockText run() {
    for (const Span line : lines_) {
      mask_line(text_.substr(line.begin, line.size()));
      result_.text += '\n';
    }
    return std::move(result_);
  }

 private:
  void mask_line(std::string_view line) {
    const std::size_t thematic = find_thematic_tail(line);
    std::size_t at = take_footnote(line);
    std::size_t white = 0;
    int depth = 0;
    while (at < line.size()) {
      if (is_white(line[at])) {
        white += line[at] == '\t' ? 4 : 1;
        result_.text += line[at++];
        continue;
      }
      if (at == thematic) return mask_thematic(line.substr(at));
      const std::size_t marker = line[at] == '>' ? 1 : list_marker(line.substr(at));
      if (marker == 0) break;
      if (++depth > nesting_ || white > kMaxIndent) {
        const auto begin = static_cast<std::uint32_t>(line.data() - text_.data() + static_cast<std::ptrdiff_t>(at));
        if (!result_.cut) result_.cut = Span{begin, begin + static_cast<std::uint32_t>(marker)};
        result_.text.append(marker, kMask);
      } else {
        result_.text.append(line.substr(at, marker));
      }
      at += marker;
    }
    mask_leaf(line.substr(at));
  }

  /// Keeps the first definition of each label; later ones would vanish from cmark's tree, so they become paragraphs.
  std::size_t take_footnote(std::string_view line) {
    const std::string_view label = footnote_label(line);
    if (label.empty()) return 0;
    std::string folded(label);
    std::transform(folded.begin(), folded.end(), folded.begin(), lower);
    if (!labels_.insert(folded).second) return 0;
    result_.footnotes.emplace_back(label);
    result_.text.append(line.substr(0, label.size() + 4));
    return label.size() + 4;
  }

  /// Three marks say it; a long run on a lazy line would be inlines.
  void mask_thematic(std::string_view rest) {
    int kept = 0;
    for (const char c : rest) result_.text += is_white(c) || ++kept > 3 ? ' ' : c;
  }

  void mask_leaf(std::string_view rest) {
    std::size_t at = 0;
    if (rest.substr(0, 3) == "```") {
      at = std::min(rest.find_first_not_of('`'), rest.size());
      // An info string with a backtick makes it a code span.
      if (rest.find('`', at) != std::string_view::npos) return mask_inline(rest, 0);
    } else if (rest.substr(0, 3) == "~~~") {
      at = std::min(rest.find_first_not_of('~'), rest.size());
    } else if (rest.substr(0, 9) == "<![CDATA[") {
      at = 9;
    } else if (!rest.empty() && rest[0] == '<') {
      at = rest.substr(0, 2) == "<!" ? 2 : 1;
      result_.text.append(rest.substr(0, at));
      // Quotes of attributes decide whether a tag is whole.
      return mask_inline(rest.substr(at), 0, "\"'");
    }
    result_.text.append(rest.substr(0, at));
    mask_inline(rest.substr(at), 0);
  }

  void mask_inline(std::string_view rest, std::size_t at, std::string_view kept = {}) {
    while (at < rest.size()) {
      const std::size_t length = kept_length(rest.substr(at));
      if (length > 0) {
        result_.text.append(rest.substr(at, length));
        at += length;
        continue;
      }
      const char c = rest[at++];
      const bool is_mark =
          c == '\0' || (kInlineMarks.find(c) != std::string_view::npos && kept.find(c) == std::string_view::npos);
      result_.text += is_mark ? kMask : c;
    }
  }

  /// The length of what ends an HTML block, at the start of `rest`.
  [[nodiscard]] std::size_t kept_length(std::string_view rest) const {
    if (rest[0] != '<' && !(has_cdata_ && rest[0] == ']')) return 0;
    for (const std::string_view tag : kEndTags) {
      if (starts_with_ignoring_case(rest, tag)) return tag.size();
    }
    return 0;
  }

  std::string_view text_;
  const std::vector<Span>& lines_;
  const int nesting_;
  bool has_cdata_ = false;
  std::unordered_set<std::string> labels_;
  BlockText result_;
};

}  // namespace

BlockText block_text(std::string_view text, const std::vector<Span>& lines, int nesting) {
  return Masker(text, lines, nesting).run();
}

}  // namespace countercheck

// Rewrites LaTeX and letters that stand for a times sign, byte by byte, and remembers where each byte stood.
#include "extract/math_text.h"

#include <array>
#include <utility>

#include "units/bytes.h"

namespace countercheck {
namespace {

struct Command {
  std::string_view name;
  std::string_view sign;
};

// \frac{a}{b} becomes ((a)/(b)); its braces are rewritten where they are met.
constexpr std::array<Command, 22> kCommands = {{
    {"times", "×"}, {"cdot", "·"},  {"ast", "*"},   {"div", "÷"},     {"approx", "≈"}, {"simeq", "≈"},
    {"sim", "~"},   {"leq", "≤"},   {"le", "≤"},    {"geq", "≥"},     {"ge", "≥"},     {"ll", "≪"},
    {"gg", "≫"},    {"lt", "<"},    {"gt", ">"},    {"pm", "±"},      {"to", "→"},     {"rightarrow", "→"},
    {"lceil", "⌈"}, {"rceil", "⌉"}, {"quad", "  "}, {"implies", "→"},
}};
// Commands that only set how their group looks; the group's braces go with them.
constexpr std::array<std::string_view, 8> kStyles = {"text", "mathrm",       "textbf", "mathbf",
                                                     "mbox", "operatorname", "mathit", "textrm"};
constexpr std::size_t kDeepestGroup = 64;

bool is_command(std::string_view name) {
  if (name == "frac" || name == "dfrac" || name == "tfrac") return true;
  for (const Command& known : kCommands)
    if (known.name == name) return true;
  for (const std::string_view style : kStyles)
    if (style == name) return true;
  return false;
}

bool has_command(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 16 && is_letter(text[end])) ++end;
    if (is_command(text.substr(at + 1, end - at - 1))) return true;
  }
  return false;
}

/// Whether anything may have to be rewritten: a backslash, or an x behind a digit.
bool may_have_math(std::string_view text) {
  if (text.find('\\') != std::string_view::npos) return true;
  for (std::size_t at = text.find('x'); at != std::string_view::npos; at = text.find('x', at + 1))
    if (at > 0 && is_digit(text[at - 1])) return true;
  return false;
}

class Rewriter {
 public:
  explicit Rewriter(std::string_view text) : text_(text), has_commands_(has_command(text)) {}

  MathText rewrite() {
    out_.text.reserve(text_.size());
    out_.origin.reserve(text_.size() + 1);
    while (at_ < text_.size()) step();
    out_.origin.push_back(static_cast<std::uint32_t>(text_.size()));
    if (!is_changed_) out_.origin.clear();
    return std::move(out_);
  }

 private:
  /// What the braces of a group stand for.
  struct Group {
    std::string_view close;
    bool opens_denominator = false;
  };

  void step() {
    if (text_[at_] == '\\') return command();
    if (text_[at_] == 'x' && is_times_sign())
      return put(byte_at(text_, at_ + 1 + space_at(text_, at_ + 1)) == '(' ? "×" : "*", 1);
    if (!has_commands_) return copy();  // braces and dollars are LaTeX's only beside a command of it
    if (text_.substr(at_).starts_with("{,}")) return copy(3);  // 101{,}274
    if (text_[at_] == '{' && groups_.size() < kDeepestGroup) return open("(", {")"}, 1);
    if (text_[at_] == '}' && !groups_.empty()) return close();
    if (text_[at_] == '$') return put(" ", 1);
    copy();
  }

  void command() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    if (name.empty()) return spacing();
    for (const Command& known : kCommands)
      if (known.name == name) return put(known.sign, name.size() + 1);
    if ((name == "frac" || name == "dfrac" || name == "tfrac") && byte_at(text_, end) == '{')
      return open("((", {")", true}, end + 1 - at_);
    for (const std::string_view style : kStyles)
      if (style == name && byte_at(text_, end) == '{') return open("", {""}, end + 1 - at_);
    if (name == "left" || name == "right") return put("", name.size() + 1);
    copy();
  }

  /// `\,` and `\;` are spaces, `\%` is a percent sign.
  void spacing() {
    const char next = byte_at(text_, at_ + 1);
    if (next == ',' || next == ';' || next == ':' || next == '!') return put(next == '!' ? "" : " ", 2);
    if (next == '%' || next == '$') return put(text_.substr(at_ + 1, 1), 2);
    copy();
  }

  void open(std::string_view sign, Group group, std::size_t length) {
    if (groups_.size() >= kDeepestGroup) return copy();
    groups_.push_back(group);
    put(sign, length);
  }

  void close() {
    const Group group = groups_.back();
    groups_.pop_back();
    if (!group.opens_denominator) return put(group.close, 1);
    if (byte_at(text_, at_ + 1) != '{') return put("))", 1);
    put(")/(", 2);
    groups_.push_back({"))"});
  }

  /// `4x8` and `8x 32GB` multiply; `0x1F`, `H100x8` and `2x faster` do not.
  [[nodiscard]] bool is_times_sign() const {
    const std::string& done = out_.text;  // where an earlier x is a * already: 4x4x8
    std::size_t first = done.size();
    while (first > 0 && done.size() - first < 24 &&
           (is_digit(done[first - 1]) || done[first - 1] == '.' || done[first - 1] == '*'))
      --first;
    if (first == done.size() || !is_digit(done.back()) || is_word_before(done, first)) return false;
    if (done.size() - first == 1 && done[first] == '0') return false;
    const std::size_t next = at_ + 1 + space_at(text_, at_ + 1);
    return is_digit(byte_at(text_, next)) || byte_at(text_, next) == '(';
  }

  void put(std::string_view sign, std::size_t length) {
    is_changed_ = true;
    for (const char c : sign) append(c);
    at_ += length;
  }

  void copy(std::size_t length = 1) {
    for (const std::size_t end = at_ + length; at_ < end; ++at_) append(text_[at_]);
  }

  void append(char c) {
    out_.text += c;
    out_.origin.push_back(static_cast<std::uint32_t>(at_));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  MathText out_;
  std::vector<Group> groups_;
  bool is_changed_ = false;
  bool has_commands_ = false;
};

}  // namespace

Span MathText::to_origin(Span span) const {
  if (origin.empty()) return span;
  if (span.is_empty()) return {origin[span.begin], origin[span.begin]};
  // The last byte may stand for several, as a sign for its command: its end is where the next one begins.
  return {origin[span.begin], origin[span.end]};
}

MathText read_math(std::string_view text) {
  if (!may_have_math(text)) return {std::string(text), {}};
  return Rewriter(text).rewrite();
}

}  // namespace countercheck

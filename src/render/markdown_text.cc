// Escapes for Markdown.
#include "render/markdown_text.h"

#include "render/utf8.h"

namespace countercheck {
namespace {

bool is_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// An underscore inside a word and a `<` or `&` before a space mean nothing to Markdown and are left readable.
bool needs_escape(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '|':
    case '$':
      return true;
    case '~':  // one alone is "about"
      return text.find('~') != text.rfind('~');
    case '_':
      return at == 0 || !is_word(text, at - 1) || !is_word(text, at + 1);
    case '<':
    case '&':
      return at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '=';
    default:
      return false;
  }
}

/// Valid UTF-8 with a space for every control character, C0 and C1.
std::string one_line(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool is_control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    result += is_control ? " " : to_utf8(point.value);
    at += point.length;
  }
  return result;
}

}  // namespace

std::string plain(std::string_view text) {
  const std::string line = one_line(text);
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (needs_escape(line, i)) result += '\\';
    result += line[i];
  }
  return result;
}

std::string plain_with_code(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos || close == open + 1) return result + plain(text);
    result += plain(text.substr(0, open));
    result += '`' + one_line(text.substr(open + 1, close - open - 1)) + '`';
    text.remove_prefix(close + 1);
  }
}

std::string shortened(std::string_view text, std::size_t length) {
  std::size_t at = 0;
  for (std::size_t characters = 0; at < text.size(); ++characters) {
    if (characters == length) return std::string(text.substr(0, at)) + "…";
    at += code_point_at(text, at).length;
  }
  return std::string(text);
}

}  // namespace countercheck

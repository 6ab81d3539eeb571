// Scanners for links, tags and autolinks. All stop at the first byte that cannot belong, or at a fixed length: a text
// of nothing but beginnings costs no more than one look at each.
#include "markdown/inline_scan.h"

#include <algorithm>
#include <array>

namespace countercheck {
namespace {

constexpr std::size_t kMaxTag = 2000;
constexpr std::size_t kMaxLabel = 999;
constexpr int kMaxParentheses = 32;

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Elements that stand inside text or that people use to lay text out.
constexpr auto kElements = std::to_array<std::string_view>(
    {"a",      "abbr",  "b",   "big",     "blockquote", "br",      "caption", "center", "cite",  "code",
     "col",    "dd",    "del", "details", "dfn",        "div",     "dl",      "dt",     "em",    "figure",
     "font",   "h1",    "h2",  "h3",      "h4",         "h5",      "h6",      "hr",     "i",     "img",
     "input",  "ins",   "kbd", "label",   "li",         "mark",    "nobr",    "ol",     "p",     "picture",
     "pre",    "q",     "s",   "samp",    "script",     "section", "small",   "source", "span",  "strike",
     "strong", "style", "sub", "summary", "sup",        "table",   "tbody",   "td",     "tfoot", "th",
     "thead",  "tr",    "tt",  "u",       "ul",         "var",     "wbr"});
static_assert(std::is_sorted(kElements.begin(), kElements.end()));

bool is_element(std::string_view name) {
  return std::binary_search(kElements.begin(), kElements.end(), name);
}

std::size_t skip_white(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white(text[at])) ++at;
  return at;
}

/// At most one line end among the white space, as between the parts of a link.
std::size_t skip_white_one_line_end(std::string_view text, std::size_t at) {
  bool had_line_end = false;
  for (; at < text.size() && is_white(text[at]); ++at) {
    if (text[at] == '\n' && had_line_end) break;
    had_line_end = had_line_end || text[at] == '\n';
  }
  return at;
}

/// The end of a link's destination that begins at `at`, or `at` if none does; "<>" is a destination.
std::size_t scan_destination(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '<') {
    for (std::size_t i = at + 1; i < text.size() && text[i] != '\n' && text[i] != '<'; ++i) {
      if (text[i] == '>') return i + 1;
      if (text[i] == '\\') ++i;
    }
    return at;
  }
  int open = 0;
  std::size_t i = at;
  for (; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c <= ' ' || c == 0x7F) break;
    if (c == '\\' && i + 1 < text.size() && is_ascii_punctuation(text[i + 1])) {
      ++i;
    } else if (c == '(') {
      if (++open > kMaxParentheses) return at;
    } else if (c == ')' && --open < 0) {
      break;
    }
  }
  return open > 0 ? at : std::min(i, text.size());
}

/// The end of a quoted title that begins at `at`, or `at`.
std::size_t scan_title(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  const char open = text[at];
  if (open != '"' && open != '\'' && open != '(') return at;
  const char close = open == '(' ? ')' : open;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == close) {
      return i + 1;
    } else if (text[i] == '(' && open == '(') {
      return at;
    }
  }
  return at;
}

/// One attribute with the white space before it, or `at`. `has_value` tells whether "=" was there.
std::size_t scan_attribute(std::string_view text, std::size_t at, bool& has_value) {
  std::size_t i = skip_white(text, at);
  has_value = false;
  if (i == at || i >= text.size() || !(is_letter(text[i]) || text[i] == '_' || text[i] == ':')) return at;
  const auto is_name = [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == ':' || c == '.' || c == '-';
  };
  while (i < text.size() && is_name(text[i])) ++i;
  const std::size_t name_end = i;
  i = skip_white(text, i);
  if (i >= text.size() || text[i] != '=') return name_end;
  has_value = true;
  i = skip_white(text, i + 1);
  if (i >= text.size()) return at;
  if (text[i] == '"' || text[i] == '\'') {
    const std::size_t close = text.find(text[i], i + 1);
    return close == std::string_view::npos ? at : close + 1;
  }
  const std::size_t begin = i;
  while (i < text.size() && !is_white(text[i]) && std::string_view("\"'=<>`").find(text[i]) == std::string_view::npos)
    ++i;
  return i == begin ? at : i;
}

}  // namespace

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

std::size_t scan_autolink(std::string_view text) {
  if (text.size() < 4 || text[0] != '<') return 0;
  std::size_t i = 1;
  while (i < text.size() &&
         (is_letter(text[i]) || is_digit(text[i]) || text[i] == '+' || text[i] == '.' || text[i] == '-'))
    ++i;
  const bool has_scheme = i < text.size() && text[i] == ':' && is_letter(text[1]) && i >= 3 && i <= 33;
  bool has_at = false;
  for (; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '>') return has_scheme || (has_at && text[i - 1] != '@') ? i + 1 : 0;
    if (c <= ' ' || c == '<' || c == 0x7F) return 0;
    if (c == '@') {
      if (!has_scheme && (has_at || i == 1)) return 0;
      has_at = true;
    } else if (!has_scheme && !is_letter(text[i]) && !is_digit(text[i]) &&
               std::string_view(".!#$%&'*+/=?^_`{|}~-").find(text[i]) == std::string_view::npos) {
      return 0;
    }
  }
  return 0;
}

Tag scan_tag(std::string_view text) {
  text = text.substr(0, kMaxTag);
  Tag tag;
  std::size_t i = 1;
  if (i < text.size() && text[i] == '/') {
    tag.is_closing = true;
    ++i;
  }
  while (i < text.size() && (is_letter(text[i]) || is_digit(text[i])) && tag.name.size() < 12)
    tag.name += lower(text[i++]);
  if (!is_element(tag.name)) return {};
  // "a <b and c> d": a one-letter element with bare attributes is a comparison.
  const bool needs_values = tag.name.size() == 1;
  while (!tag.is_closing) {
    bool has_value = false;
    const std::size_t end = scan_attribute(text, i, has_value);
    if (end == i) break;
    if (needs_values && !has_value) return {};
    i = end;
  }
  i = skip_white(text, i);
  if (!tag.is_closing && i < text.size() && text[i] == '/') ++i;
  if (i >= text.size() || text[i] != '>') return {};
  tag.length = i + 1;
  return tag;
}

std::size_t scan_link_target(std::string_view text) {
  if (text.empty() || text[0] != '(') return 0;
  std::size_t at = skip_white_one_line_end(text, 1);
  const std::size_t destination_end = scan_destination(text, at);
  const bool has_destination = destination_end > at;
  if (!has_destination && (at >= text.size() || text[at] != ')')) return 0;
  at = skip_white_one_line_end(text, destination_end);
  if (has_destination && at > destination_end) {
    const std::size_t title_end = scan_title(text, at);
    at = skip_white_one_line_end(text, title_end);
  }
  return at < text.size() && text[at] == ')' ? at + 1 : 0;
}

std::size_t scan_link_label(std::string_view text) {
  if (text.empty() || text[0] != '[') return 0;
  bool has_text = false;
  for (std::size_t i = 1; i < text.size() && i <= kMaxLabel + 1; ++i) {
    if (text[i] == ']') return has_text ? i + 1 : 0;
    if (text[i] == '[') return 0;
    if (text[i] == '\\' && i + 1 < text.size() && is_ascii_punctuation(text[i + 1])) ++i;
    has_text = has_text || !is_white(text[i]);
  }
  return 0;
}

std::string normalize_label(std::string_view label) {
  std::string result;
  for (const char c : label) {
    if (!is_white(c)) {
      result += lower(c);
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

Definition scan_definition(std::string_view text) {
  const std::size_t label_length = scan_link_label(text);
  if (label_length == 0 || text[1] == '^' || label_length >= text.size() || text[label_length] != ':') return {};
  const std::size_t at = skip_white_one_line_end(text, label_length + 1);
  const std::size_t destination_end = scan_destination(text, at);
  if (destination_end == at) return {};
  const auto line_end = [text](std::size_t from) {
    while (from < text.size() && (text[from] == ' ' || text[from] == '\t')) ++from;
    if (from == text.size()) return from;
    return text[from] == '\n' ? from + 1 : std::size_t{0};
  };
  Definition definition;
  definition.label = normalize_label(text.substr(1, label_length - 2));
  const std::size_t title_at = skip_white_one_line_end(text, destination_end);
  if (title_at > destination_end) {
    const std::size_t title_end = scan_title(text, title_at);
    if (title_end > title_at) definition.length = line_end(title_end);
  }
  // A title that does not end its line belongs to the text below, if it began there.
  if (definition.length == 0) definition.length = line_end(destination_end);
  return definition.length == 0 ? Definition{} : definition;
}

}  // namespace countercheck

// A scanner for DOT's tokens: names, quotes, arrows and brackets, each with its place.
#include "graph/dot_text.h"

#include <algorithm>
#include <functional>

namespace countercheck {
namespace {

struct Token {
  enum class Kind : std::uint8_t { end, name, arrow, sign, comment };
  Kind kind = Kind::end;
  char sign = 0;
  Span span;
  std::string name;
  bool is_closed = true;
};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  Token next() {
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) <= ' ') ++at_;
    const std::size_t from = at_;
    if (from >= text_.size()) return at(Token::Kind::end, from);
    const char c = text_[from];
    if (begins_with("//") || (c == '#' && is_line_start(from))) return line_comment(from);
    if (begins_with("/*")) return block_comment(from);
    if (c == '"') return quoted(from);
    if (c == '<') return html(from);
    if (begins_with("->") || begins_with("--")) {
      at_ += 2;
      return at(Token::Kind::arrow, from);
    }
    if (is_name_byte(c) || (c == '-' && from + 1 < text_.size() && is_name_byte(text_[from + 1]))) {
      ++at_;
      while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
      Token token = at(Token::Kind::name, from);
      token.name = text_.substr(from, at_ - from);
      return token;
    }
    ++at_;
    Token token = at(Token::Kind::sign, from);
    token.sign = c;
    return token;
  }

 private:
  [[nodiscard]] bool begins_with(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  [[nodiscard]] bool is_line_start(std::size_t from) const { return from == 0 || text_[from - 1] == '\n'; }
  [[nodiscard]] Token at(Token::Kind kind, std::size_t from) const {
    Token token;
    token.kind = kind;
    token.span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at_)};
    return token;
  }

  Token line_comment(std::size_t from) {
    at_ = std::min(text_.find('\n', from), text_.size());
    return at(Token::Kind::comment, from);
  }

  Token block_comment(std::size_t from) {
    const std::size_t end = text_.find("*/", from + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
    Token token = at(Token::Kind::comment, from);
    token.is_closed = end != std::string_view::npos;
    return token;
  }

  Token quoted(std::size_t from) {
    std::string name;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) {
        if (text_[at_ + 1] == '\\') name += '\\';
        ++at_;
      }
      name += text_[at_];
    }
    const bool is_closed = at_ < text_.size();
    if (is_closed) ++at_;
    Token token = at(Token::Kind::name, from);
    token.is_closed = is_closed;
    token.name = std::move(name);
    return token;
  }

  Token html(std::size_t from) {
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '<') ++depth;
      if (text_[at_] == '>' && --depth == 0) break;
    }
    const bool is_closed = at_ < text_.size();
    if (is_closed) ++at_;
    Token token = at(Token::Kind::name, from);
    token.is_closed = is_closed;
    if (is_closed) token.name = text_.substr(from + 1, at_ - from - 2);
    return token;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::uint64_t key_of(std::string_view tail, std::string_view head) {
  const std::hash<std::string_view> hash;
  return hash(tail) * 0x9E3779B97F4A7C15ULL + hash(head);
}

std::string entity(std::string_view name) {
  if (name == "amp") return "&";
  if (name == "lt") return "<";
  if (name == "gt") return ">";
  if (name == "quot") return "\"";
  if (name == "times" || name == "#215") return "×";
  return " ";
}

bool is_line_tag(std::string_view tag) {
  std::string word;
  for (const char c : tag) {
    if (c == '/' && word.empty()) continue;
    if (!is_name_byte(c)) break;
    word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return word == "br" || word == "tr" || word == "td" || word == "table";
}

}  // namespace

DotOutline outline_dot(std::string_view text) {
  DotOutline outline;
  Scanner scanner(text);
  std::vector<Span> open;
  for (Token token = scanner.next(); token.kind != Token::Kind::end; token = scanner.next()) {
    const Span start{token.span.begin, token.span.begin + 1};
    if (!token.is_closed && !outline.unclosed) outline.unclosed = start;
    if (token.kind == Token::Kind::comment) outline.comments.push_back(token.span);
    if (token.kind != Token::Kind::sign) continue;
    if (token.sign == '{') {
      open.push_back(start);
      if (open.size() > kDeepestDot && !outline.too_deep) outline.too_deep = start;
    }
    if (token.sign != '}') continue;
    if (!open.empty()) {
      open.pop_back();
    } else if (!outline.unopened) {
      outline.unopened = start;
    }
  }
  if (!open.empty() && !outline.unclosed) outline.unclosed = open.back();
  return outline;
}

DotPlaces::DotPlaces(std::string_view text) {
  Scanner scanner(text);
  int brackets = 0;
  std::string before;  // the name that an arrow may lead from
  Span before_span;
  bool is_after_arrow = false;
  bool is_port = false;
  for (Token token = scanner.next(); token.kind != Token::Kind::end; token = scanner.next()) {
    if (token.kind == Token::Kind::comment) continue;
    if (token.kind == Token::Kind::sign) {
      if (token.sign == '[') ++brackets;
      if (token.sign == ']') brackets = std::max(0, brackets - 1);
      is_port = token.sign == ':' && brackets == 0;
      if (!is_port) is_after_arrow = false;
      continue;
    }
    if (brackets > 0) continue;
    if (token.kind == Token::Kind::arrow) {
      is_after_arrow = true;
      continue;
    }
    if (is_port) {
      is_port = false;
      continue;
    }
    if (is_after_arrow) edges_.try_emplace(key_of(before, token.name), Span{before_span.begin, token.span.end});
    is_after_arrow = false;
    nodes_.try_emplace(token.name, token.span);
    before = std::move(token.name);
    before_span = token.span;
  }
}

Span DotPlaces::node(std::string_view name) const {
  const auto found = nodes_.find(std::string(name));
  return found == nodes_.end() ? Span{} : found->second;
}

Span DotPlaces::edge(std::string_view tail, std::string_view head) const {
  const auto found = edges_.find(key_of(tail, head));
  return found == edges_.end() ? node(tail) : found->second;
}

std::string plain_label(std::string_view label, std::string_view name) {
  std::string text;
  text.reserve(label.size());
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '|') {
      text += '\n';
      continue;
    }
    if (label[i] != '\\' || i + 1 == label.size()) {
      text += label[i];
      continue;
    }
    const char escaped = label[++i];
    if (escaped == 'n' || escaped == 'l' || escaped == 'r') {
      text += '\n';
    } else if (escaped == 'N') {
      text += name;
    } else {
      text += escaped;
    }
  }
  return text;
}

std::string without_tags(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      const std::size_t end = std::min(html.find('>', i), html.size());
      if (is_line_tag(html.substr(i + 1, end - i - 1)) && !text.empty() && text.back() != '\n') text += '\n';
      i = end;
      continue;
    }
    const std::size_t end = html[i] == '&' ? html.substr(i, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      text += html[i];
      continue;
    }
    text += entity(html.substr(i + 1, end - 1));
    i += end;
  }
  return text;
}

}  // namespace countercheck

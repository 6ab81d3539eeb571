// Recognises single inline constructs at a place. Each returns the length of what stands there, 0 for nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace countercheck {

bool is_ascii_punctuation(char c);

/// "&times;", "&#215;" or "&#xD7;" at the start of `text`.
struct Entity {
  std::size_t length = 0;
  std::string text;  ///< what it stands for; spaces of any kind are " "
};
Entity scan_entity(std::string_view text);

/// "<https://example.com>" or "<a@b.org>".
std::size_t scan_autolink(std::string_view text);

/// An opening or closing tag of an element that HTML knows: "<br/>", "</sup>". "<your-token>" and "a<b and c>d" are
/// text.
struct Tag {
  std::size_t length = 0;
  std::string name;  ///< lower case
  bool is_closing = false;
};
Tag scan_tag(std::string_view text);

/// "(destination "title")" after a link's text.
std::size_t scan_link_target(std::string_view text);

/// "[label]": at most 999 bytes, no brackets inside.
std::size_t scan_link_label(std::string_view text);
/// Case folded (ASCII), white space collapsed.
std::string normalize_label(std::string_view label);

/// "[label]: destination "title"" with its line end.
struct Definition {
  std::size_t length = 0;
  std::string label;  ///< normalized
};
Definition scan_definition(std::string_view text);

}  // namespace countercheck

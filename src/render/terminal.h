// Text as a terminal may show it: control characters become escapes, and every character has a width.
//
// Documents are not trusted: an escape sequence in one must not move the cursor, and a bidirectional override must not
// show other digits than were checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace countercheck {

struct Glyph {
  std::string shown;       ///< the character itself, or an escape such as \x1b or \u{202e}
  int width = 1;           ///< columns that `shown` takes
  std::size_t length = 1;  ///< bytes of the text that it stands for
};

/// The character at `at`, which is inside `text`. A tab is shown as one space.
Glyph glyph_at(std::string_view text, std::size_t at);
/// `text` on one line with nothing left that a terminal would obey.
std::string harmless(std::string_view text);
/// Columns of a text that is already harmless.
int width_of(std::string_view text);
/// `text` made harmless and cut to `width` columns; what was cut ends in "…".
std::string fitted(std::string_view text, int width);

/// A harmless text in lines of at most `width` columns, broken at spaces; a longer word is cut. No lines for no text.
std::vector<std::string> wrapped(std::string_view text, int width);

enum class Colour : unsigned char { none, bold, red, yellow, green, blue };

/// `text` in colour if `is_on`.
std::string painted(std::string_view text, Colour colour, bool is_on);

}  // namespace countercheck

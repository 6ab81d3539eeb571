// Where sentences end, as far as a byte can tell.
#pragma once

#include <cstddef>
#include <string_view>

namespace countercheck {

/// A line's end, or a full stop, question or exclamation mark before a space or at the end: "3.5" and "a.md" go on.
bool ends_sentence(std::string_view text, std::size_t at);

}  // namespace countercheck

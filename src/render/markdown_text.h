// Text that is shown in Markdown as it is: nothing in it is a mark, a link or a tag.
#pragma once

#include <string>
#include <string_view>

namespace countercheck {

/// `text` on one line, with everything escaped that Markdown would read, `|` too. Bytes that are not UTF-8 are
/// replaced.
std::string plain(std::string_view text);

/// As `plain`, but what stands between backticks stays code: our messages name things in that way. Not for table cells.
std::string plain_with_code(std::string_view text);

/// At most `length` characters of `text`; what was cut ends in "…".
std::string shortened(std::string_view text, std::size_t length);

}  // namespace countercheck

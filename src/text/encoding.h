// Tells bytes that are no text: a document with such bytes is read, but its writer should know.
#pragma once

#include <optional>
#include <string_view>

#include "countercheck/source.h"

namespace countercheck {

/// The first byte sequence that is not UTF-8: overlong forms and surrogates count as broken. Linear in `text`.
std::optional<Span> first_broken_utf8(std::string_view text);

}  // namespace countercheck

// Runs Graphviz's `dot`, which draws.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace countercheck {

struct CannotDraw {
  std::string message;  ///< "`dot` of Graphviz is not installed"
};

/// The picture of a DOT text in a format that `dot` knows ("svg"). No shell is involved, and the text is handed over on
/// standard input, so no name in it is ever a command.
std::variant<std::string, CannotDraw> draw_dot(std::string_view text, std::string_view format);

}  // namespace countercheck

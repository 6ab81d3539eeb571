// One line of a source with what to underline in it, cut to the width of a terminal.
#pragma once

#include <string>

#include "countercheck/source.h"

namespace countercheck {

struct Excerpt {
  std::string line;  ///< harmless; tabs are spaces; "…" where it was cut
  int before = 0;    ///< columns before the underlined part
  int width = 1;     ///< columns of the underlined part, at least one
};

/// The line on which `place` begins, at most `columns` wide, so that what is underlined can be seen. The place is
/// known. Never reads more of a long line than it shows.
Excerpt excerpt(const Place& place, int columns);

}  // namespace countercheck

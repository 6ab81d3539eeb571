// Lines that a program printed as it ran: "iteration 100 | elapsed time per iteration (ms): 512.3 | loss: 2.1". Lines
// that report alike are rows of a table with the names as its header.
#pragma once

#include <vector>

#include "extract/cells.h"
#include "extract/page.h"

namespace countercheck {

struct Log {
  int block = -1;           ///< a fence
  std::vector<Span> lines;  ///< in its flat text
  Cells cells;              ///< rows[0] is the header, rows[1] the first line
};

/// A line reports if it gives three names or more a figure each. `page` needs its values; at most 200 lines of a log
/// are read.
std::vector<Log> read_logs(const Page& page);

/// A run that printed a line need not be the one that the document describes: what the line says may confirm, states no
/// fact, and is held only against its own log.
void loosen_logs(const Page& page, const std::vector<Log>& logs, std::vector<Statement>& statements,
                 std::vector<Sum>& sums);

}  // namespace countercheck

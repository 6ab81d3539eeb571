// Which of the numbers beside a total make it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// One figure among others: a line of a list, a cell of a table.
struct Part {
  int block = -1;
  Written figure;
  bool is_read = false;          ///< there is one number, and it is no range
  bool is_plain = true;          ///< neither a bound nor a result written beside its calculation
  bool is_cell = false;          ///< in a table bare numbers of a column belong together
  std::vector<std::string> per;  ///< axes it is for, sorted: "GPU"
  bool is_result = false;        ///< of a calculation in its line
};

struct TotalRules {
  bool may_fail = false;
  bool needs_all = false;  ///< only all parts together count, no stretch of them
};

/// A figure that was read on its own.
Part part_of(int block, const Written& figure);

/// The sum that `parts` and `total` state, if they state one.
std::optional<Sum> make_sum(const Part& total, const std::vector<Part>& parts, TotalRules rules, const Page& page);

/// Counts and prices are exact; what was measured is as wide as its last digit.
bool is_measured(const Written& figure);

/// The figure of a part as an operand of a calculation. `is_wide`: as wide as its last digit.
Expr operand_of(const Part& part, const Page& page, bool is_wide);

/// Whether so many of `each` are the total, to its digits.
bool gives_total(const Written& count, const Written& each, const Written& total);

/// Gives a calculation that was read in `text` from `offset` on its places in the source.
void place(Expr& expr, const FlatText& text, std::uint32_t offset);

/// A figure and the calculation that it should follow from. `is_open`: it may confirm, never refute.
Sum make_calculated(const Part& result, Expr calculation, bool is_open, const Page& page);

/// "22.1%" of a total: share, part, total. `is_open`: it may confirm, never refute.
struct ShareOf {
  const Part& share;
  const Part& part;
  const Part& total;
};
Sum make_share(const ShareOf& it, bool is_open, const Page& page);

/// Whether the share is that of the part in the total, to its digits.
bool is_share(const ShareOf& it);

}  // namespace countercheck

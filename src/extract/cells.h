// A table as numbers: the figure of each cell, with the unit that its column's header gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/parts.h"

namespace countercheck {

/// So much of a table is searched for relations.
inline constexpr std::size_t kMostColumns = 14;
inline constexpr std::size_t kMostRows = 200;

/// The unit in "Memory (GB)", "Latency [ms]", "Time, s".
std::optional<Unit> unit_in_header(std::string_view text, const Units& units);

struct Cells {
  std::vector<std::vector<Part>> rows;     ///< as the table's; rows[0] is the header, whose figures mean nothing
  std::vector<std::optional<Unit>> units;  ///< of each column: what its header gives to bare numbers
  std::vector<std::string> headers;        ///< of each column
  std::vector<std::string> names;          ///< of each row: the text of its first cell

  [[nodiscard]] const Part& at(std::size_t row, std::size_t column) const { return rows[row][column]; }
  [[nodiscard]] std::size_t columns() const { return units.size(); }
};

/// A cell is read if it holds one number and nothing before it: "16 × 4" and "from 4 to 8" are none.
Cells read_cells(const Page& page, const Table& table);

/// Whether the first column names quantities and the header alternatives: then `turned` reads like other tables.
bool has_quantities_down(const Page& page, const Table& table);
/// Rows for columns.
Table turned(const Table& table);

/// Whether a name is that of the sum of others ("Total", "GPU total") and not of the room for them ("Total available").
bool names_total(std::string_view name, const Language& language);

}  // namespace countercheck

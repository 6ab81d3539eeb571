// One formula on the rows of one table: which rows follow it.
#pragma once

#include <optional>
#include <vector>

#include "extract/cells.h"
#include "extract/formula_text.h"
#include "extract/glossary.h"

namespace countercheck {

/// Where the value of a name stands: in a column, or once for all rows.
struct Supply {
  int column = -1;
  const Part* figure = nullptr;
  bool is_sure = true;  ///< named, not found by trial

  [[nodiscard]] bool is_found() const { return column >= 0 || figure != nullptr; }
};

struct FormulaFit {
  std::vector<Supply> supplies;  ///< one for each name of the formula
  std::size_t target = 0;        ///< column
  /// How units are taken: as written; left out on all sides, because the formula says "in sec" or brings them along; or
  /// the result in base units of what the operands do not name: 4 × 768 are bytes.
  enum class Units : std::uint8_t { written, none, base };
  Units units = Units::written;
  int holding = 0;
  int failing = 0;
  double digits = 0;
  [[nodiscard]] bool is_bare() const { return units == Units::none; }
  std::vector<int> held;    ///< rows
  std::vector<int> missed;  ///< rows that can be computed and do not follow
};

class FormulaRows {
 public:
  FormulaRows(const Page& page, const FormulaText& formula, const Cells& cells)
      : page_(page), formula_(formula), cells_(cells) {}

  /// The way to take units that most rows follow.
  [[nodiscard]] FormulaFit fit(std::size_t target, const std::vector<Supply>& supplies) const;
  /// The row as a figure and its calculation; the note names the formula's line, if a block states it. `is_open`: it
  /// may confirm, never refute.
  [[nodiscard]] Sum state(const FormulaFit& fit, int row, bool is_open) const;
  /// Off by a unit or two of the last digit: computed from figures that are not written here.
  [[nodiscard]] bool is_near_miss(const FormulaFit& fit, int row) const;

 private:
  [[nodiscard]] FormulaFit fit_as(std::size_t target, const std::vector<Supply>& supplies,
                                  FormulaFit::Units units) const;
  [[nodiscard]] std::optional<Expr> fill(const Expr& expr, const FormulaFit& fit, int row, bool is_wide) const;
  [[nodiscard]] Part result(const FormulaFit& fit, int row) const;
  [[nodiscard]] bool is_counted(const Unit& unit) const;

  const Page& page_;
  const FormulaText& formula_;
  const Cells& cells_;
};

/// Whether a calculation gives a figure, to its digits or within the digits of what was measured.
bool gives(const Expr& exact, const Expr& wide, const Written& figure);

}  // namespace countercheck

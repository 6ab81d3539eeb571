// Tries every count with every rate or time beside it.
#include "extract/table_scaling.h"

#include <algorithm>
#include <cmath>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/cells.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr std::size_t kFewestRows = 3;  // the base and two that tell that it is one
/// Digits that must agree beyond those that chance explains among the pairs of columns.
constexpr double kNeededDigits = 2;
/// What is off by less may be computed from figures that are not written here.
constexpr double kSlack = 0.02;

Interval width_of(const Part& part) {
  return part.figure.interval(is_measured(part.figure) ? Role::result : Role::operand, Prefixes::decimal);
}

/// A count and what was measured with it.
struct Columns {
  std::size_t count = 0;
  std::size_t measure = 0;
  bool is_time = false;
};

class ScalingFinder {
 public:
  ScalingFinder(const Page& page, const Table& table) : page_(page), table_(table), cells_(read_cells(page, table)) {
    for (std::size_t r = 1; r < cells_.rows.size() && rows_.size() < kMostRows; ++r) rows_.push_back(r);
  }

  void find(std::vector<Sum>& out) {
    if (rows_.size() < kFewestRows || cells_.columns() > kMostColumns) return;
    for (std::size_t column = 0; column < cells_.columns(); ++column)
      if (is_efficiency(column)) explain(column, out);
  }

 private:
  [[nodiscard]] const Part& cell(std::size_t row, std::size_t column) const { return cells_.at(row, column); }

  [[nodiscard]] bool is_efficiency(std::size_t column) const {
    const int block = table_.rows[0][column];
    if (block < 0 || !page_.book.language.has_any("efficiency_column", page_.block(block).text.text)) return false;
    return std::any_of(rows_.begin(), rows_.end(), [&](std::size_t row) { return is_whole(cell(row, column)); });
  }

  /// 100 %, or 1.00.
  static bool is_whole(const Part& part) {
    return part.is_read && part.figure.unit.dimension.is_one() && part.figure.nominal(Prefixes::decimal) == 1;
  }

  void explain(std::size_t target, std::vector<Sum>& out) {
    base_ = *std::find_if(rows_.begin(), rows_.end(), [&](std::size_t row) { return is_whole(cell(row, target)); });
    Columns best;
    int most = 0;
    int tried = 0;
    for (std::size_t count = 0; count < cells_.columns(); ++count)
      for (std::size_t measure = 0; measure < cells_.columns(); ++measure) {
        if (count == measure || count == target || measure == target || !is_count(count)) continue;
        for (const bool is_time : {false, true}) {
          const Columns columns{count, measure, is_time};
          ++tried;
          const int held = held_by(target, columns);
          if (held > most) most = held, best = columns;
        }
      }
    if (most < static_cast<int>(kFewestRows) - 1 || digits_held(target, best) < kNeededDigits + std::log10(tried))
      return;
    state(target, best, out);
  }

  /// Whole numbers, each row another.
  [[nodiscard]] bool is_count(std::size_t column) const {
    std::vector<double> seen;
    for (const std::size_t row : rows_) {
      const Part& part = cell(row, column);
      if (!part.is_read || !part.figure.is_integer || is_percent(part.figure.unit)) return false;
      const double number = part.figure.nominal(Prefixes::decimal);
      if (number <= 0 || std::find(seen.begin(), seen.end(), number) != seen.end()) return false;
      seen.push_back(number);
    }
    return true;
  }

  [[nodiscard]] bool is_judged(std::size_t row, std::size_t target, const Columns& columns) const {
    return row != base_ && cell(row, target).is_read && cell(row, columns.measure).is_read &&
           cell(base_, columns.measure).is_read;
  }

  [[nodiscard]] std::optional<Interval> efficiency(std::size_t row, const Columns& columns) const {
    const auto used = [&](std::size_t at) -> std::optional<Interval> {
      const Interval count = width_of(cell(at, columns.count));
      const Interval measure = width_of(cell(at, columns.measure));
      return columns.is_time ? multiply(measure, count) : divide(measure, count);
    };
    const auto here = used(row);
    const auto there = used(base_);
    if (!here || !there) return std::nullopt;
    return columns.is_time ? divide(*there, *here) : divide(*here, *there);
  }

  [[nodiscard]] bool holds(std::size_t row, std::size_t target, const Columns& columns) const {
    const auto expected = efficiency(row, columns);
    return expected && agree(*expected, cell(row, target).figure.interval(Role::result, Prefixes::decimal));
  }

  /// How many rows bear it out; 0 where more than one of them, or a third, does not.
  [[nodiscard]] int held_by(std::size_t target, const Columns& columns) const {
    int held = 0;
    int judged = 0;
    for (const std::size_t row : rows_) {
      if (!is_judged(row, target, columns)) continue;
      ++judged;
      held += holds(row, target, columns) ? 1 : 0;
    }
    return judged - held > 1 || 2 * (judged - held) > held ? 0 : held;
  }

  [[nodiscard]] double digits_held(std::size_t target, const Columns& columns) const {
    double digits = 0;
    for (const std::size_t row : rows_)
      if (is_judged(row, target, columns) && holds(row, target, columns) && !is_whole(cell(row, target)))
        digits += std::min(cell(row, target).figure.significant_digits, 3);
    return digits;
  }

  void state(std::size_t target, const Columns& columns, std::vector<Sum>& out) const {
    for (const std::size_t row : rows_) {
      if (!is_judged(row, target, columns)) continue;
      const bool is_held = holds(row, target, columns);
      if (!is_held && !may_refute(row, target, columns)) continue;
      Sum sum = make_calculated(cell(row, target), calculation(row, columns), is_held, page_);
      sum.equation.note = "against the row of 100 %, as in the other rows";
      out.push_back(std::move(sum));
    }
  }

  [[nodiscard]] bool may_refute(std::size_t row, std::size_t target, const Columns& columns) const {
    for (const std::size_t column : {target, columns.count, columns.measure})
      if (!cell(row, column).is_plain || cell(row, column).figure.is_approximate()) return false;
    const auto expected = efficiency(row, columns);
    const double said = cell(row, target).figure.nominal(Prefixes::decimal);
    return expected && (said < expected->low * (1 - kSlack) || said > expected->high * (1 + kSlack));
  }

  /// "(73.4 ÷ 512) ÷ (10.2 ÷ 64)", and of times "(100 × 64) ÷ (14 × 512)".
  [[nodiscard]] Expr calculation(std::size_t row, const Columns& columns) const {
    const Operator op = columns.is_time ? Operator::multiply : Operator::divide;
    const auto used = [&](std::size_t at) {
      const Part& measure = cell(at, columns.measure);
      return join(op, operand_of(measure, page_, is_measured(measure.figure)),
                  operand_of(cell(at, columns.count), page_, false));
    };
    return columns.is_time ? join(Operator::divide, used(base_), used(row))
                           : join(Operator::divide, used(row), used(base_));
  }

  const Page& page_;
  const Table& table_;
  Cells cells_;
  std::vector<std::size_t> rows_;
  std::size_t base_ = 0;
};

}  // namespace

std::vector<Sum> find_table_scaling(const Page& page) {
  std::vector<Sum> out;
  for (const Table& table : page.doc.tables) {
    if (has_quantities_down(page, table))
      ScalingFinder(page, turned(table)).find(out);
    else
      ScalingFinder(page, table).find(out);
  }
  return out;
}

}  // namespace countercheck

// Pairs columns that hold calculations with columns of figures.
#include "extract/cell_calculations.h"

#include <algorithm>
#include <map>

#include "extract/cells.h"
#include "extract/equations.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr int kHoldingToRefute = 2;

class CalculationFinder {
 public:
  CalculationFinder(const Page& page, const Words& words, const Table& table)
      : page_(page), words_(words), table_(table), cells_(read_cells(page, table)) {
    rows_ = std::min(table.rows.size(), kMostRows);
  }

  void find(std::vector<Sum>& out) {
    if (cells_.columns() > kMostColumns) return;
    for (std::size_t from = 0; from < cells_.columns(); ++from) {
      read_column(from);
      if (calculations_.empty()) continue;
      std::optional<std::size_t> best;
      for (std::size_t to = 0; to < cells_.columns(); ++to)
        if (to != from && holding(to) > 0 && (!best || holding(to) > holding(*best))) best = to;
      if (best) state(from, *best, out);
    }
  }

 private:
  void read_column(std::size_t column) {
    calculations_.clear();
    for (std::size_t row = 1; row < rows_; ++row) {
      const int block = table_.rows[row][column];
      if (block < 0) continue;
      if (auto side = calculation_in(block)) calculations_.emplace(row, std::move(side->expr));
    }
  }

  /// The whole cell, or the parenthesis behind its words.
  [[nodiscard]] std::optional<Equation::Side> calculation_in(int block) const {
    const FlatText& flat = page_.block(block).text;
    const std::string_view text = flat.text;
    const std::vector<Written>& values = page_.values_of(block);
    if (values.size() < 2) return std::nullopt;
    Span inside{0, static_cast<std::uint32_t>(text.size())};
    if (const std::size_t open = text.find('('); open != std::string_view::npos && open < values.front().span.begin) {
      const std::size_t close = text.find_last_not_of(' ');
      if (close == std::string_view::npos || text[close] != ')') return std::nullopt;
      inside = {static_cast<std::uint32_t>(open + 1), static_cast<std::uint32_t>(close)};
    }
    auto side = read_lone_calculation(text.substr(inside.begin, inside.size()), words_);
    if (side) {
      place(side->expr, flat, inside.begin);
      side->expr.span = flat.to_source({inside.begin + side->span.begin, inside.begin + side->span.end});
    }
    return side;
  }

  [[nodiscard]] bool holds(const Expr& calculation, const Part& result) const {
    for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
      const Outcome outcome = evaluate(calculation, {}, prefixes);
      if (outcome.value && outcome.value->kind == Value::Kind::number &&
          outcome.value->dimension == result.figure.unit.dimension &&
          agree(outcome.value->number, result.figure.interval(Role::result, prefixes)))
        return true;
    }
    return false;
  }

  /// "70 × 2" beside "140" in a column of GB: the header gives its unit to both.
  [[nodiscard]] Part result_of(const Expr& calculation, std::size_t row, std::size_t column) const {
    Part result = cells_.at(row, column);
    const Outcome outcome = evaluate(calculation, {}, Prefixes::decimal);
    const std::vector<Written>& own = page_.values_of(result.block);
    const bool is_bare = own.size() == 1 && own.front().unit.is_bare();
    if (is_bare && outcome.value && outcome.value->dimension.is_one()) result.figure.unit = {};
    return result;
  }

  [[nodiscard]] bool is_result(std::size_t row, std::size_t column) const {
    return table_.rows[row][column] >= 0 && cells_.at(row, column).is_read;
  }

  [[nodiscard]] int holding(std::size_t column) const {
    return static_cast<int>(std::count_if(calculations_.begin(), calculations_.end(), [&](const auto& each) {
      return is_result(each.first, column) && holds(each.second, result_of(each.second, each.first, column));
    }));
  }

  void state(std::size_t from, std::size_t to, std::vector<Sum>& out) {
    const int header = table_.rows[0][from];
    const bool is_named =
        header >= 0 && page_.book.language.has_any("calculation_column", page_.block(header).text.text);
    const int holding_rows = holding(to);
    for (auto& [row, calculation] : calculations_) {
      if (!is_result(row, to)) continue;
      const Part result = result_of(calculation, row, to);
      const bool is_held = holds(calculation, result);
      const bool may_refute = result.is_plain && (is_named || holding_rows >= kHoldingToRefute);
      if (!is_held && !may_refute) continue;
      out.push_back(make_calculated(result, std::move(calculation), !may_refute, page_));
      out.back().equation.note = "by the calculation in its row";
    }
  }

  const Page& page_;
  const Words& words_;
  const Table& table_;
  const Cells cells_;
  std::size_t rows_ = 0;
  std::map<std::size_t, Expr> calculations_;  // of one column, by row
};

}  // namespace

std::vector<Sum> find_cell_calculations(const Page& page) {
  std::vector<Sum> out;
  const Words words(page.book.units, page.book.language, page.doc.limits);
  for (const Table& table : page.doc.tables) CalculationFinder(page, words, table).find(out);
  return out;
}

}  // namespace countercheck

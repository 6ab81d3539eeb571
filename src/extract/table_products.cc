// Tries each column as the product of others, and keeps what the rows bear out best.
#include "extract/table_products.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/formula_rows.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostColumns = 16;
/// Digits that must agree beyond those that chance explains among the candidates.
constexpr double kNeededDigits = 1.5;
constexpr double kDigitsToRefute = 3;

struct Column {
  std::size_t number = 0;
  Dimension measure;   ///< of its figures, time left out
  bool lasts = false;  ///< figures are spans of time
  std::string period;  ///< "hour" in "Price per hour"

  [[nodiscard]] bool counts() const { return measure.is_one() || lasts; }
};

struct Fit {
  std::vector<std::size_t> factors;  ///< columns
  double length = 1;                 ///< of one span in the other
  FormulaFit rows;
};

class ProductFinder {
 public:
  ProductFinder(const Page& page, const TimeSpans& spans, const CellsView& view)
      : page_(page), spans_(spans), view_(view), cells_(view.cells) {}

  std::vector<Sum> find() {
    if (cells_.rows.size() < 2 || cells_.rows.size() > kMostRows || cells_.columns() > kMostColumns) return {};
    for (std::size_t c = 0; c < cells_.columns(); ++c)
      if (std::optional<Column> column = read(c)) columns_.push_back(std::move(*column));
    for (const Column& target : columns_)
      if (!target.counts()) explain(target);
    return std::move(out_);
  }

 private:
  /// A column whose figures have one dimension.
  [[nodiscard]] std::optional<Column> read(std::size_t c) const {
    Column column;
    column.number = c;
    bool is_read = false;
    for (std::size_t r = 1; r < cells_.rows.size(); ++r) {
      if (!cells_.at(r, c).is_read) continue;
      const Unit& unit = cells_.at(r, c).figure.unit;
      if (is_percent(unit) || (is_read && !(unit.dimension == column.measure))) return std::nullopt;
      column.measure = unit.dimension;
      is_read = true;
    }
    if (!is_read) return std::nullopt;
    const int time = page_.book.units.dimension("time");
    if (time < 0) return std::nullopt;
    std::int8_t& exponent = column.measure.exponents[static_cast<std::size_t>(time)];
    column.lasts = exponent == 1;
    exponent = 0;
    if (!column.lasts) column.period = spans_.period_of(cells_.headers[c]);
    return column;
  }

  void explain(const Column& target) {
    std::vector<Fit> fits;
    std::size_t candidates = 0;
    for (const Column& carrier : columns_) {
      if (carrier.number == target.number || !(carrier.measure == target.measure) || carrier.lasts) continue;
      for (const double length : lengths(carrier, target))
        try_factors(target, {{carrier.number}, length, {}}, fits, candidates);
    }
    const double by_chance = std::log10(static_cast<double>(std::max<std::size_t>(candidates, 1)));
    const Fit* best = nullptr;
    for (const Fit& fit : fits)
      if (is_believed(fit.rows, by_chance) && (!best || fit.rows.holding > best->rows.holding)) best = &fit;
    if (best) state(*best, fits, by_chance);
  }

  /// What a span of the carrier is in one of the target: the 730 hours of a month.
  [[nodiscard]] std::vector<double> lengths(const Column& carrier, const Column& target) const {
    if (carrier.period.empty() || target.period.empty()) return {1};
    return spans_.ratios(carrier.period, target.period);
  }

  /// The carrier alone, with one other column, with two.
  void try_factors(const Column& target, const Fit& alone, std::vector<Fit>& fits, std::size_t& candidates) const {
    if (alone.length != 1) consider(target, alone, fits, candidates);
    for (const Column& first : columns_) {
      if (!may_multiply(first, target, alone)) continue;
      Fit two = alone;
      two.factors.push_back(first.number);
      if (alone.length != 1) consider(target, two, fits, candidates);
      for (const Column& second : columns_) {
        if (second.number <= first.number || !may_multiply(second, target, alone) || (first.lasts && second.lasts))
          continue;
        Fit three = two;
        three.factors.push_back(second.number);
        consider(target, three, fits, candidates);
      }
    }
  }

  /// Where headers say the spans, no column does.
  static bool may_multiply(const Column& column, const Column& target, const Fit& fit) {
    return column.counts() && column.number != target.number && (!column.lasts || fit.length == 1);
  }

  void consider(const Column& target, Fit fit, std::vector<Fit>& fits, std::size_t& candidates) const {
    ++candidates;
    if (!may_hold(target, fit)) return;
    const FormulaText formula = product(fit);
    std::vector<Supply> supplies;
    for (const std::size_t column : fit.factors) supplies.push_back({static_cast<int>(column), nullptr, true});
    fit.rows = FormulaRows(page_, formula, cells_).fit(target.number, supplies);
    if (fit.rows.holding > 0) fits.push_back(std::move(fit));
  }

  /// Whether so many rows come near, with their units or without, as a belief takes; most products do not, and to
  /// calculate each takes long.
  [[nodiscard]] bool may_hold(const Column& target, const Fit& fit) const {
    const auto plain = [](const Written& figure) { return figure.mantissa * figure.suffix; };
    const auto full = [](const Written& figure) { return figure.nominal(Prefixes::decimal); };
    std::size_t near = 0;
    std::size_t read = 0;
    for (std::size_t r = 1; r < cells_.rows.size(); ++r) {
      const auto is_read = [&](std::size_t column) { return cells_.at(r, column).is_read; };
      if (!is_read(target.number) || !std::all_of(fit.factors.begin(), fit.factors.end(), is_read)) continue;
      ++read;
      double without_units = fit.length;
      double with_units = fit.length;
      for (const std::size_t column : fit.factors) {
        without_units *= plain(cells_.at(r, column).figure);
        with_units *= full(cells_.at(r, column).figure);
      }
      const Written& result = cells_.at(r, target.number).figure;
      if (is_near(without_units, plain(result)) || is_near(with_units, full(result))) ++near;
    }
    return near > 0 && 3 * near >= 2 * read;
  }

  /// So near that digits, and prefixes that are powers of 1024, may make them one.
  static bool is_near(double a, double b) {
    return a == b || std::abs(a - b) <= 0.2 * std::max(std::abs(a), std::abs(b));
  }

  static FormulaText product(const Fit& fit) {
    FormulaText formula;
    for (std::size_t i = 0; i < fit.factors.size(); ++i) {
      Expr name;
      name.op = Operator::name;
      name.span.begin = static_cast<std::uint32_t>(i);
      formula.expr = i == 0 ? std::move(name) : join(Operator::multiply, std::move(formula.expr), std::move(name));
    }
    const double length = fit.length >= 1 ? fit.length : 1 / fit.length;
    if (length != 1)
      formula.expr = join(fit.length >= 1 ? Operator::multiply : Operator::divide, std::move(formula.expr),
                          literal_of(length, print_number(length, 10)));
    return formula;
  }

  static bool is_believed(const FormulaFit& fit, double by_chance) {
    return fit.digits >= by_chance + kNeededDigits &&
           (fit.failing == 0 || (fit.holding >= 2 && fit.holding >= 2 * fit.failing));
  }

  void state(const Fit& fit, const std::vector<Fit>& others, double by_chance) {
    const FormulaText formula = product(fit);
    const FormulaRows rows(page_, formula, cells_);
    for (const int row : fit.rows.held) keep(rows.state(fit.rows, row, true), fit.rows.holding - 1);
    // What is for a shorter span is rather what the other was computed from.
    if (fit.rows.digits < by_chance + kDigitsToRefute || fit.length < 1) return;
    for (const int row : fit.rows.missed) {
      const bool is_explained = std::any_of(others.begin(), others.end(), [&](const Fit& other) {
        const std::vector<int>& held = other.rows.held;
        return other.rows.holding > 1 && std::find(held.begin(), held.end(), row) != held.end();
      });
      if (!is_explained && is_plain(fit, row) && !rows.is_near_miss(fit.rows, row))
        keep(rows.state(fit.rows, row, false), fit.rows.holding);
    }
  }

  [[nodiscard]] bool is_plain(const Fit& fit, int row) const {
    std::vector<std::size_t> columns = fit.factors;
    columns.push_back(fit.rows.target);
    return std::all_of(columns.begin(), columns.end(), [&](std::size_t column) {
      const Part& part = cells_.at(static_cast<std::size_t>(row), column);
      return part.is_plain && !part.figure.is_approximate();
    });
  }

  void keep(Sum sum, int others) {
    if (others > 0)
      sum.equation.note =
          "as in " + std::to_string(others) + " other " + std::string(view_.row) + (others > 1 ? "s" : "");
    out_.push_back(std::move(sum));
  }

  const Page& page_;
  const TimeSpans& spans_;
  const CellsView& view_;
  const Cells& cells_;
  std::vector<Column> columns_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_table_products(const Page& page, const TimeSpans& spans, const CellsView& view) {
  return ProductFinder(page, spans, view).find();
}

}  // namespace countercheck

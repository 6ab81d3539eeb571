// Puts the cells of a row in the place of names.
#include "extract/formula_rows.h"

#include <cmath>

#include "extract/calculation_parser.h"
#include "units/interval.h"

namespace countercheck {
namespace {

Written without_unit(Written figure) {
  const bool is_percentage = is_percent(figure.unit);
  if (!is_percentage) figure.unit = Unit{};
  figure.suffix = figure.binary_suffix = 1;
  return figure;
}

std::optional<Interval> value_of(const Expr& expr, Prefixes prefixes, const Dimension& wanted) {
  const Outcome outcome = evaluate(expr, {}, prefixes);
  if (!outcome.value || outcome.value->kind != Value::Kind::number || !(outcome.value->dimension == wanted))
    return std::nullopt;
  if (!std::isfinite(outcome.value->number.low) || !std::isfinite(outcome.value->number.high)) return std::nullopt;
  return outcome.value->number;
}

}  // namespace

namespace {

/// Half a count more is another count: 0.5 is not 1.
bool is_half_off(const Written& figure, Interval value) {
  return figure.is_integer && figure.unit.dimension.is_one() && value.is_exact() &&
         std::abs(std::abs(value.low - figure.nominal(Prefixes::decimal)) - figure.step / 2) < 1e-9;
}

}  // namespace

bool gives(const Expr& exact, const Expr& wide, const Written& figure) {
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
    const Interval wanted = figure.interval(Role::result, prefixes);
    for (const Expr* calculation : {&exact, &wide})
      if (const auto value = value_of(*calculation, prefixes, figure.unit.dimension);
          value && agree(*value, wanted) && !is_half_off(figure, *value))
        return true;
  }
  return false;
}

FormulaFit FormulaRows::fit(std::size_t target, const std::vector<Supply>& supplies) const {
  FormulaFit best = fit_as(target, supplies, FormulaFit::Units::written);
  for (const FormulaFit::Units units : {FormulaFit::Units::none, FormulaFit::Units::base})
    if (FormulaFit other = fit_as(target, supplies, units); other.holding > best.holding) best = std::move(other);
  return best;
}

FormulaFit FormulaRows::fit_as(std::size_t target, const std::vector<Supply>& supplies, FormulaFit::Units units) const {
  FormulaFit fit;
  fit.supplies = supplies;
  fit.target = target;
  fit.units = units;
  const int rows = static_cast<int>(std::min(cells_.rows.size(), kMostRows));
  for (int row = 1; row < rows; ++row) {
    const Part figure = result(fit, row);
    if (!figure.is_read) continue;
    const std::optional<Expr> exact = fill(formula_.expr, fit, row, false);
    const std::optional<Expr> wide = fill(formula_.expr, fit, row, true);
    if (!exact || !wide || !value_of(*exact, Prefixes::decimal, figure.figure.unit.dimension)) continue;
    const bool is_held = gives(*exact, *wide, figure.figure);
    (is_held ? fit.held : fit.missed).push_back(row);
    ++(is_held ? fit.holding : fit.failing);
    if (is_held && figure.figure.mantissa != 0 && figure.figure.mantissa != 1)
      fit.digits += std::min(figure.figure.significant_digits, 4);
  }
  return fit;
}

std::optional<Expr> FormulaRows::fill(const Expr& expr, const FormulaFit& fit, int row, bool is_wide) const {
  if (expr.op == Operator::name) {
    const Supply& supply = fit.supplies[expr.span.begin];
    Part part = supply.figure ? *supply.figure
                              : cells_.at(static_cast<std::size_t>(row), static_cast<std::size_t>(supply.column));
    if (!part.is_read) return std::nullopt;
    Expr leaf = operand_of(part, page_, is_wide && is_measured(part.figure));
    if (fit.is_bare()) leaf.written = without_unit(*leaf.written);
    return leaf;
  }
  Expr out = expr;
  // Numbers of the formula stand in another block; only the cells are cited.
  out.span = {};
  for (Expr& child : out.children) {
    std::optional<Expr> filled = fill(child, fit, row, is_wide);
    if (!filled) return std::nullopt;
    child = std::move(*filled);
  }
  if (out.op == Operator::written) {
    out.op = Operator::literal;
    const Interval exact{out.written->nominal(Prefixes::decimal), out.written->nominal(Prefixes::decimal)};
    out.literal = Value::of(exact, out.written->unit.dimension);
    out.written.reset();
  }
  return out;
}

/// Bytes and FLOPs are counted one by one where nothing else is said.
bool FormulaRows::is_counted(const Unit& unit) const {
  for (const std::string& name : page_.book.language.group("counted_in_base_units")) {
    Dimension listed;
    const int index = page_.book.units.dimension(name);
    if (index < 0) continue;
    listed.exponents[static_cast<std::size_t>(index)] = 1;
    if (listed == unit.dimension) return true;
  }
  return false;
}

Part FormulaRows::result(const FormulaFit& fit, int row) const {
  Part part = cells_.at(static_cast<std::size_t>(row), fit.target);
  if (fit.is_bare() && part.is_read) part.figure = without_unit(part.figure);
  if (fit.units == FormulaFit::Units::base) {
    part.is_read = part.is_read && is_counted(part.figure.unit);
    part.figure.unit.dimension = Dimension{};
  }
  return part;
}

bool FormulaRows::is_near_miss(const FormulaFit& fit, int row) const {
  Part figure = result(fit, row);
  if (figure.figure.is_integer) return false;
  figure.figure.plus_minus = 2 * figure.figure.step;
  const std::optional<Expr> exact = fill(formula_.expr, fit, row, false);
  const std::optional<Expr> wide = fill(formula_.expr, fit, row, true);
  return !exact || !wide || gives(*exact, *wide, figure.figure);
}

Sum FormulaRows::state(const FormulaFit& fit, int row, bool is_open) const {
  const Part figure = result(fit, row);
  std::optional<Expr> calculation = fill(formula_.expr, fit, row, false);
  const std::optional<Expr> wide = fill(formula_.expr, fit, row, true);
  const bool is_exact = gives(*calculation, *calculation, figure.figure);
  if (!is_exact) calculation = wide;
  calculation->span = figure.block < 0 ? Span{} : page_.block(figure.block).text.to_source(figure.figure.span);
  Part written = figure;
  if (fit.units == FormulaFit::Units::base) written = cells_.at(static_cast<std::size_t>(row), fit.target);
  Sum sum = make_calculated(written, std::move(*calculation), is_open, page_);
  if (formula_.block < 0) return sum;
  const std::uint32_t at = page_.block(formula_.block).text.to_source(formula_.span).begin;
  sum.equation.note = "by the formula in line " + std::to_string(page_.doc.source->position(at).line);
  return sum;
}

}  // namespace countercheck

// Written calculations through the algebra of expressions.
#include "evaluate/calculation.h"

#include <cmath>

namespace countercheck {
namespace {

void collect(const Expr& expr, std::vector<const Expr*>& out) {
  if (expr.op == Operator::written) out.push_back(&expr);
  for (const Expr& child : expr.children) collect(child, out);
}

template <typename Change>
Expr with_operands(Expr expr, Change change) {
  if (expr.written) change(expr.written.change());
  for (Expr& child : expr.children) child = with_operands(std::move(child), change);
  return expr;
}

}  // namespace

std::vector<const Expr*> operands_of(const Expr& calculation) {
  std::vector<const Expr*> out;
  collect(calculation, out);
  return out;
}

Expr without_width(Expr calculation) {
  return with_operands(std::move(calculation), [](Written& written) {
    written.step = 0;
    written.plus_minus = 0;
    written.relation = Relation::equal;
  });
}

Expr without_units(Expr calculation) {
  return with_operands(std::move(calculation), [](Written& written) { written.unit = Unit{}; });
}

std::optional<Interval> value_of(const Expr& calculation, Prefixes prefixes) {
  const Outcome outcome = evaluate(calculation, {}, prefixes);
  if (!outcome.value || outcome.value->kind != Value::Kind::number) return std::nullopt;
  const Interval number = outcome.value->number;
  if (!std::isfinite(number.low) || !std::isfinite(number.high)) return std::nullopt;
  return number;
}

DimensionOf dimension_of(const Expr& calculation, const Units& units) {
  const auto checked = check_types(calculation, NameTable{[](std::string_view) { return nullptr; }, {}, {}}, units);
  if (const auto* error = std::get_if<ExprError>(&checked)) return {std::nullopt, error->message};
  return {std::get<ExprType>(checked).dimension, {}};
}

std::string text_of(const Expr& calculation) {
  return substitute(calculation, [](std::string_view name) { return std::string(name); });
}

DerivationPtr derive(const Expr& calculation, const std::string& value, const Document& doc) {
  Derivation out;
  out.value = value;
  out.calculation = out.formula = text_of(calculation);
  for (const Expr* operand : operands_of(calculation)) {
    Derivation leaf;
    leaf.name = leaf.value = operand->literal_text;
    leaf.place = {doc.source, operand->span};
    out.operands.push_back(std::make_shared<const Derivation>(std::move(leaf)));
  }
  return std::make_shared<const Derivation>(std::move(out));
}

}  // namespace countercheck

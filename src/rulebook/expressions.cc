// Reads expressions out of TOML: parsed, with names that exist and types that fit, and each mistake at its own bytes.
#include <algorithm>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

/// The parts of a dotted name: "baseline.memory_per_gpu" may be another alternative's quantity, "precision.experts" the
/// quantity of one component.
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

void report(const Toml& text, const ExprError& error, const Loader& loader) {
  loader.problem(text.part_place(error.span), error.message, error.hint);
}

/// Looks up the names of one expression.
std::vector<Reference> references(const std::vector<std::string>& names, const Rulebook& book) {
  std::vector<Reference> out;
  for (const std::string& name : names) {
    Reference& it = out.emplace_back();
    it.name = name;
    it.quantity = book.find(name);
    if (it.quantity != kNoQuantity) continue;
    const auto [first, rest] = split_name(name);
    it.owner = first == "hardware" ? Owner::hardware : first == "model" ? Owner::model : Owner::document;
    if (it.owner != Owner::document) it.quantity = book.find(rest);
  }
  for (Reference& it : out) {
    it.has_rival = it.owner == Owner::document && it.quantity != kNoQuantity &&
                   std::any_of(out.begin(), out.end(), [&](const Reference& other) {
                     return other.owner != Owner::document && other.quantity == it.quantity;
                   });
  }
  return out;
}

}  // namespace

NameType name_type_of(const Quantity& quantity) {
  return {quantity.kind, quantity.unit.dimension, quantity.constant ? quantity.constant->keys : quantity.choices};
}

const NameType* type_of_name(std::string_view name, const Loader& loader) {
  const auto find = [&](std::string_view part) -> const NameType* {
    const auto it = loader.types.find(std::string(part));
    return it == loader.types.end() ? nullptr : &it->second;
  };
  if (const NameType* whole = find(name)) return whole;
  const auto [first, rest] = split_name(name);
  if (rest.empty()) return nullptr;
  const NameType* quantity = find(first);
  return quantity != nullptr ? quantity : find(rest);
}

bool Loader::is_broken(std::string_view name) const {
  if (broken.empty()) return false;
  const auto [first, rest] = split_name(name);
  return broken.contains(std::string(name)) || broken.contains(std::string(first)) ||
         broken.contains(std::string(rest));
}

std::optional<CheckedExpr> read_expression(const Toml& text, Loader& loader) {
  ParsedExpr parsed = parse_expression(text.text, loader.book.units);
  if (const auto* error = std::get_if<ExprError>(&parsed)) {
    if (loader.has_all_units) report(text, *error, loader);
    return std::nullopt;
  }
  CheckedExpr out{std::get<Expr>(std::move(parsed)), {}, {}};
  out.names = references(names_in(out.expr), loader.book);
  // What is broken was reported where it is defined.
  if (std::any_of(out.names.begin(), out.names.end(), [&](const Reference& it) { return loader.is_broken(it.name); })) {
    return std::nullopt;
  }
  const auto checked = check_types(out.expr, loader.names, loader.book.units);
  if (const auto* error = std::get_if<ExprError>(&checked)) {
    report(text, *error, loader);
    return std::nullopt;
  }
  out.type = std::get<ExprType>(checked);
  return out;
}

std::optional<CheckedExpr> read_truth(const Toml& text, std::string_view what, Loader& loader) {
  std::optional<CheckedExpr> out = read_expression(text, loader);
  if (!out || out->type.kind == Value::Kind::truth) return out;
  loader.problem(text.part_place(out->expr.span), std::string(what) + " is not a truth value",
                 "compare it with something");
  return std::nullopt;
}

}  // namespace countercheck

// Loads the formulas of quantities: `formula` beside the other keys, or [[name.reading]].
#include <algorithm>
#include <functional>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

/// A formula may be laid out over several lines in TOML; it is shown in one.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_blank && (out.empty() || out.back() == ' ')) continue;
    out += is_blank ? ' ' : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class FormulaLoader {
 public:
  FormulaLoader(const PendingFormula& pending, Loader& loader)
      : pending_(pending),
        loader_(loader),
        quantity_(loader.book[pending.quantity]),
        table_(*pending.table, kRulebookRule, loader.sink) {}

  /// Nothing if anything about it is wrong: half a formula would judge documents wrongly.
  std::optional<Formula> load() {
    Formula formula;
    formula.place = pending_.table->place;
    const Toml* text = table_.required_text("formula");
    const int strength = table_.choice("strength", {"identity", "lower_bound", "upper_bound", "estimate"});
    if (strength >= 0) formula.strength = static_cast<Strength>(strength);
    if (const Toml* fallback = table_.truth("fallback")) formula.is_fallback = fallback->truth;
    if (const Toml* variant = table_.truth("variant")) formula.is_variant = variant->truth;
    const Toml* when = table_.text("when");
    if (const Toml* source = table_.text("source")) formula.source = source->text;
    if (!pending_.is_shorthand) read_reading(formula);
    if (text == nullptr || table_.has_failed()) return std::nullopt;
    if (!read_formula(*text, formula)) return std::nullopt;
    if (when != nullptr && !read_when(*when, formula)) return std::nullopt;
    return formula;
  }

 private:
  void read_reading(Formula& formula) {
    if (const Toml* name = table_.text("name")) formula.reading = name->text;
    for (const Toml* word : table_.texts("wording")) formula.wording.push_back(word->text);
    if (const Toml* per = table_.text("per")) {
      formula.per = per->text;
      if (std::find(quantity_.per.begin(), quantity_.per.end(), per->text) == quantity_.per.end()) {
        table_.problem(
            per->place, "`" + quantity_.name + "` is not stated per `" + per->text + "`",
            quantity_.per.empty() ? "give it `per = [\"" + per->text + "\"]`" : did_you_mean(per->text, quantity_.per));
      }
    }
    table_.finish();
  }

  bool read_formula(const Toml& text, Formula& formula) {
    std::optional<CheckedExpr> checked = read_expression(text, loader_);
    if (!checked || !fits(text, *checked)) return false;
    if (std::any_of(checked->names.begin(), checked->names.end(),
                    [&](const Reference& it) { return it.name == quantity_.name; })) {
      table_.problem(text.part_place(find_name(checked->expr, quantity_.name)),
                     "`" + quantity_.name + "` is computed from itself");
      return false;
    }
    formula.place = text.place;
    formula.origin = said(text.place);
    formula.text = one_line(text.text);
    formula.expr = std::move(checked->expr);
    formula.names = std::move(checked->names);
    return true;
  }

  static Span find_name(const Expr& expr, std::string_view name) {
    if (expr.op == Operator::name && expr.name == name) return expr.span;
    for (const Expr& child : expr.children) {
      if (const Span found = find_name(child, name); !found.is_empty()) return found;
    }
    return {};
  }

  /// Whether the result is what the quantity is.
  bool fits(const Toml& text, const CheckedExpr& checked) {
    const Place place = text.part_place(checked.expr.span);
    if (quantity_.kind == Value::Kind::table) {
      table_.problem(place, "a formula for a table", "give it `entries`");
      return false;
    }
    if (checked.type.kind != quantity_.kind) {
      table_.problem(place, "the formula gives " + kind_of(checked.type.kind) + ", and `" + quantity_.name + "` is " +
                                kind_of(quantity_.kind));
      return false;
    }
    if (quantity_.kind == Value::Kind::choice) return has_known_choices(text, checked.expr);
    const Dimension& own = quantity_.unit.dimension;
    if (quantity_.kind != Value::Kind::number || checked.type.any_dimension || checked.type.dimension == own)
      return true;
    const Units& units = loader_.book.units;
    const auto said = [&](const Dimension& it) {
      return it.is_one() ? std::string("a bare number") : units.describe(it);
    };
    table_.problem(
        place, "the formula gives " + said(checked.type.dimension) + ", and `" + quantity_.name + "` is " + said(own),
        quantity_.unit.is_bare() ? std::string() : "its unit is `" + quantity_.unit.symbol + "`");
    return false;
  }

  static std::string kind_of(Value::Kind kind) {
    switch (kind) {
      case Value::Kind::number:
        return "a number";
      case Value::Kind::choice:
        return "a choice";
      case Value::Kind::truth:
        return "a truth value";
      case Value::Kind::list:
        return "a list";
      case Value::Kind::table:
        return "a table";
    }
    return {};
  }

  bool has_known_choices(const Toml& text, const Expr& expr) {
    if (expr.op == Operator::conditional) {
      return has_known_choices(text, expr.children[1]) && has_known_choices(text, expr.children[2]);
    }
    const auto& choices = quantity_.choices;
    if (expr.op != Operator::text || std::find(choices.begin(), choices.end(), expr.name) != choices.end()) return true;
    table_.problem(text.part_place(expr.span), "unknown choice '" + expr.name + "'", did_you_mean(expr.name, choices));
    return false;
  }

  bool read_when(const Toml& text, Formula& formula) {
    std::optional<CheckedExpr> checked = read_truth(text, "the condition", loader_);
    if (!checked) return false;
    formula.when_text = text.text;
    formula.when = std::move(checked->expr);
    formula.when_names = std::move(checked->names);
    return true;
  }

  const PendingFormula& pending_;
  Loader& loader_;
  const Quantity& quantity_;
  TableReader table_;
};

/// Whether it still has the type that is wanted; a mistake is reported over the whole of its text.
bool is_sound(const Expr& expr, Value::Kind kind, const std::optional<Dimension>& dimension, const Place& place,
              Loader& loader) {
  const auto checked = check_types(expr, loader.names, loader.book.units);
  if (const auto* error = std::get_if<ExprError>(&checked)) {
    loader.problem(place, error->message, error->hint);
    return false;
  }
  const ExprType& type = std::get<ExprType>(checked);
  if (type.kind == kind && (!dimension || type.any_dimension || type.dimension == *dimension)) return true;
  loader.problem(place, "a quantity that is replaced makes something else of this");
  return false;
}

}  // namespace

void drop_unsound(Loader& loader) {
  if (!loader.has_replaced) return;
  const auto is_true_or_false = [&](const std::optional<Expr>& when, const Place& place) {
    return !when || is_sound(*when, Value::Kind::truth, std::nullopt, place, loader);
  };
  for (Quantity& quantity : loader.book.quantities) {
    const std::optional<Dimension> own =
        quantity.kind == Value::Kind::number ? std::optional(quantity.unit.dimension) : std::nullopt;
    std::erase_if(quantity.formulas, [&](const Formula& it) {
      return !is_sound(it.expr, quantity.kind, own, it.place, loader) || !is_true_or_false(it.when, it.place);
    });
  }
  std::erase_if(loader.book.rules, [&](const Rule& it) {
    return !is_sound(it.assertion, Value::Kind::truth, std::nullopt, it.place, loader) ||
           !is_true_or_false(it.when, it.place);
  });
}

void load_formulas(Loader& loader) {
  for (const PendingFormula& pending : loader.formulas) {
    std::optional<Formula> formula = FormulaLoader(pending, loader).load();
    if (!formula) continue;
    loader.book.quantities[static_cast<std::size_t>(pending.quantity)].formulas.push_back(*std::move(formula));
  }
}

}  // namespace countercheck

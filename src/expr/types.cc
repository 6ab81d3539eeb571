// Checks that an expression makes sense before any document is read: names, kinds and dimensions.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "expr/expr.h"
#include "expr/functions.h"
#include "expr/tree.h"
#include "text/sink.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

/// What is known of one node.
struct Typed {
  ExprType type;
  ExprType element;                                   ///< of a list
  const std::vector<std::string>* choices = nullptr;  ///< of a choice that a name stands for, and of a table its keys
};

std::string_view article_of(Kind kind) {
  switch (kind) {
    case Kind::number:
      return "a number";
    case Kind::choice:
      return "a choice";
    case Kind::truth:
      return "a truth value";
    case Kind::list:
      return "a list";
    case Kind::table:
      return "a table";
  }
  return "";
}

Typed number(Dimension dimension = {}, bool any = false) {
  return {{Kind::number, dimension, any}, {}, nullptr};
}
Typed truth() {
  return {{Kind::truth, {}, false}, {}, nullptr};
}

class Checker {
 public:
  Checker(const NameTable& names, const Units& units) : names_(names), units_(units) {}

  std::optional<ExprError> error;

  Typed check(const Expr& expr) {
    if (error) return {};
    switch (expr.op) {
      case Operator::literal:
        return literal(expr);
      case Operator::written:
        return written(expr);
      case Operator::name:
        return name(expr);
      case Operator::text:
        return {{Kind::choice, {}, false}, {}, nullptr};
      case Operator::list:
        return list(expr);
      case Operator::add:
      case Operator::subtract:
      case Operator::modulo:
        return sum(expr);
      case Operator::multiply:
      case Operator::divide:
        return product(expr);
      case Operator::power:
        return power(expr);
      case Operator::negate:
        return check_number(expr.children[0]);
      case Operator::equal:
      case Operator::not_equal:
      case Operator::less:
      case Operator::at_most:
      case Operator::greater:
      case Operator::at_least:
        return comparison(expr);
      case Operator::in:
        return membership(expr);
      case Operator::logical_and:
      case Operator::logical_or:
      case Operator::logical_not:
        for (const Expr& child : expr.children) check_truth(child);
        return truth();
      case Operator::conditional:
        return conditional(expr);
      case Operator::call:
        return call(expr);
      case Operator::index:
        return index(expr);
      case Operator::over:
        return over(expr);
    }
    return {};
  }

 private:
  void fail(const Expr& expr, std::string message, std::string hint = {}) {
    if (!error) error = ExprError{expr.span, std::move(message), std::move(hint)};
  }
  [[nodiscard]] std::string said(const Dimension& dimension) const {
    return dimension.is_one() ? "a bare number" : units_.describe(dimension);
  }
  static std::string shown(const Expr& expr) {
    if (expr.op == Operator::name) return "`" + expr.name + "`";
    if (expr.op == Operator::text) return "'" + expr.name + "'";
    return expr.literal_text.empty() ? "this" : "`" + expr.literal_text + "`";
  }

  static Typed literal(const Expr& expr) {
    const Value& value = *expr.literal;
    if (value.kind == Kind::truth) return truth();
    return number(value.dimension, value.number == Interval{} && value.dimension.is_one());
  }

  static Typed written(const Expr& expr) { return number(expr.written ? expr.written->unit.dimension : Dimension{}); }

  Typed name(const Expr& expr) {
    const NameType* type = names_.type_of(expr.name);
    if (type == nullptr) {
      fail(expr, "unknown quantity `" + expr.name + "`", did_you_mean(expr.name, names_.names));
      return {};
    }
    return {{type->kind, type->dimension, false}, {}, &type->choices};
  }

  Typed check_number(const Expr& expr) {
    Typed typed = check(expr);
    if (error || typed.type.kind == Kind::number) return typed;
    const bool is_table = typed.type.kind == Kind::table;
    fail(expr, shown(expr) + " is " + std::string(article_of(typed.type.kind)) + ", not a number",
         is_table ? "choose an entry: `" + expr.name + "[...]`" : std::string());
    return typed;
  }

  void check_truth(const Expr& expr) {
    const Typed typed = check(expr);
    if (error || typed.type.kind == Kind::truth) return;
    fail(expr, shown(expr) + " is " + std::string(article_of(typed.type.kind)) + ", not a truth value");
  }

  Typed list(const Expr& expr) {
    Typed out;
    out.type = {Kind::list, {}, expr.children.empty()};
    out.element.any_dimension = true;
    for (const Expr& child : expr.children) {
      const Typed item = check(child);
      if (error) return out;
      const bool is_first = &child == &expr.children[0];
      if (!is_first && item.type.kind != out.element.kind) {
        fail(child, "a list of " + std::string(article_of(out.element.kind)).substr(2) + "s holds " +
                        std::string(article_of(item.type.kind)));
        return out;
      }
      out.element = is_first ? item.type : unite(child, out.element, item.type, "a list holds both");
    }
    out.type.dimension = out.element.dimension;
    return out;
  }

  /// The type of both; a mistake if their dimensions differ.
  ExprType unite(const Expr& expr, const ExprType& a, const ExprType& b, std::string_view what) {
    if (a.any_dimension) return b;
    if (b.any_dimension || a.dimension == b.dimension) return a;
    fail(expr, std::string(what) + " " + said(a.dimension) + " and " + said(b.dimension));
    return a;
  }

  Typed sum(const Expr& expr) {
    const Typed a = check_number(expr.children[0]);
    const Typed b = check_number(expr.children[1]);
    if (error) return {};
    const std::string_view what = expr.op == Operator::add        ? "cannot add"
                                  : expr.op == Operator::subtract ? "cannot subtract"
                                                                  : "no remainder between";
    Typed out;
    out.type = unite(expr, a.type, b.type, what);
    return out;
  }

  Typed product(const Expr& expr) {
    const Typed a = check_number(expr.children[0]);
    const Typed b = check_number(expr.children[1]);
    if (error) return {};
    if (expr.op == Operator::divide && b.type.any_dimension) {
      fail(expr.children[1], "division by zero");
      return {};
    }
    const bool is_zero =
        expr.op == Operator::multiply ? a.type.any_dimension || b.type.any_dimension : a.type.any_dimension;
    return number(expr.op == Operator::multiply ? multiply(a.type.dimension, b.type.dimension)
                                                : divide(a.type.dimension, b.type.dimension),
                  is_zero);
  }

  Typed power(const Expr& expr) {
    const Typed base = check_number(expr.children[0]);
    const Typed exponent = check_number(expr.children[1]);
    if (error) return {};
    if (!exponent.type.dimension.is_one()) {
      fail(expr.children[1], "the exponent is " + said(exponent.type.dimension) + ", not a bare number");
      return {};
    }
    if (base.type.dimension.is_one()) return number({}, base.type.any_dimension);
    const Outcome constant = evaluate(expr.children[1], {}, Prefixes::decimal);
    if (!constant.value || !constant.value->number.is_exact()) {
      fail(expr.children[1], "the exponent of " + said(base.type.dimension) + " is not a fixed number");
      return {};
    }
    return raise(expr, base.type.dimension, constant.value->number.low);
  }

  Typed raise(const Expr& expr, const Dimension& dimension, double exponent) {
    const std::optional<Dimension> raised = countercheck::power(dimension, exponent);
    if (!raised) fail(expr, "there is no such power of " + said(dimension));
    return number(raised.value_or(Dimension{}));
  }

  Typed comparison(const Expr& expr) {
    const Expr& left = expr.children[0];
    const Expr& right = expr.children[1];
    if (is_unquoted_choice(left, right) || is_unquoted_choice(right, left)) return truth();
    const Typed a = check(left);
    const Typed b = check(right);
    if (error) return truth();
    if (a.type.kind != b.type.kind) {
      fail(expr, "compares " + std::string(article_of(a.type.kind)) + " with " + std::string(article_of(b.type.kind)));
      return truth();
    }
    const bool is_order = expr.op != Operator::equal && expr.op != Operator::not_equal;
    const bool has_order = a.type.kind == Kind::number;
    if (a.type.kind == Kind::list || a.type.kind == Kind::table || (is_order && !has_order)) {
      fail(expr, "`" + std::string(sign_of(expr.op)) + "` does not compare " +
                     std::string(article_of(a.type.kind)).substr(2) + "s");
      return truth();
    }
    if (has_order) unite(expr, a.type, b.type, "cannot compare");
    check_choice(left, b);
    check_choice(right, a);
    return truth();
  }

  /// `precision == fp8`: a choice has to be quoted, because a bare word is a quantity.
  bool is_unquoted_choice(const Expr& word, const Expr& other) {
    if (word.op != Operator::name || names_.type_of(word.name) != nullptr || other.op != Operator::name) return false;
    const NameType* type = names_.type_of(other.name);
    if (type == nullptr || std::find(type->choices.begin(), type->choices.end(), word.name) == type->choices.end()) {
      return false;
    }
    fail(word, "unknown quantity `" + word.name + "`", "write '" + word.name + "' if the choice is meant");
    return true;
  }

  void check_choice(const Expr& expr, const Typed& other) {
    if (error || expr.op != Operator::text || other.choices == nullptr || other.choices->empty()) return;
    if (std::find(other.choices->begin(), other.choices->end(), expr.name) != other.choices->end()) return;
    fail(expr, "unknown choice '" + expr.name + "'", did_you_mean(expr.name, *other.choices));
  }

  Typed membership(const Expr& expr) {
    const Typed a = check(expr.children[0]);
    const Typed b = check(expr.children[1]);
    if (error) return truth();
    if (b.type.kind != Kind::list) {
      fail(expr.children[1], shown(expr.children[1]) + " is " + std::string(article_of(b.type.kind)) + ", not a list");
      return truth();
    }
    if (b.type.any_dimension) return truth();
    if (a.type.kind != b.element.kind) {
      fail(expr, "looks for " + std::string(article_of(a.type.kind)) + " in a list of " +
                     std::string(article_of(b.element.kind)).substr(2) + "s");
      return truth();
    }
    unite(expr, a.type, b.element, "cannot compare");
    for (const Expr& item : expr.children[1].children) check_choice(item, a);
    return truth();
  }

  Typed conditional(const Expr& expr) {
    check_truth(expr.children[0]);
    const Typed yes = check(expr.children[1]);
    const Typed no = check(expr.children[2]);
    if (error) return {};
    if (yes.type.kind != no.type.kind) {
      fail(expr, "gives " + std::string(article_of(yes.type.kind)) + " or " + std::string(article_of(no.type.kind)));
      return {};
    }
    Typed out = yes;
    if (yes.type.kind == Kind::number) out.type = unite(expr, yes.type, no.type, "gives both");
    return out;
  }

  Typed call(const Expr& expr) {
    const Function* function = find_function(expr.name);
    ExprType out{Kind::number, {}, true};
    for (const Expr& child : expr.children) {
      Typed argument = check(child);
      if (error) return {};
      const bool is_list = argument.type.kind == Kind::list && function->takes_many;
      if (is_list) argument.type = argument.element;
      if (argument.type.kind != Kind::number) {
        fail(child, shown(child) + " is " + std::string(article_of(argument.type.kind)) + ", not a number");
        return {};
      }
      out = unite(expr, out, argument.type, "`" + expr.name + "` of");
    }
    if (function->is_pure && !out.dimension.is_one()) {
      fail(expr.children[0], "`" + expr.name + "` of " + said(out.dimension) + ", not of a bare number");
    }
    Typed typed{out, {}, nullptr};
    // The one function that changes the dimension.
    if (!error && expr.name == "sqrt" && !out.dimension.is_one()) return raise(expr, out.dimension, 0.5);
    return typed;
  }

  Typed index(const Expr& expr) {
    const Expr& table = expr.children[0];
    const Expr& key = expr.children[1];
    const Typed a = check(table);
    if (error) return {};
    if (a.type.kind != Kind::table) {
      fail(table, shown(table) + " is " + std::string(article_of(a.type.kind)) + ", not a table");
      return {};
    }
    if (is_unquoted_choice(key, table)) return {};
    const Typed b = check(key);
    if (error) return {};
    if (b.type.kind != Kind::choice) {
      fail(key, "a table's key is a choice, not " + std::string(article_of(b.type.kind)));
      return {};
    }
    check_choice(key, a);
    return number(a.type.dimension);
  }

  Typed over(const Expr& expr) {
    const Typed item = check_number(expr.children[0]);
    if (!error && !names_.axes.empty() &&
        std::find(names_.axes.begin(), names_.axes.end(), expr.name) == names_.axes.end()) {
      fail(expr, "unknown axis `" + expr.name + "`", did_you_mean(expr.name, names_.axes));
    }
    Typed out;
    out.type = {Kind::list, item.type.dimension, item.type.any_dimension};
    out.element = item.type;
    return out;
  }

  const NameTable& names_;
  const Units& units_;
};

}  // namespace

std::variant<ExprType, ExprError> check_types(const Expr& expr, const NameTable& names, const Units& units) {
  if (is_deeper_than(expr, kMaxTreeDepth)) return ExprError{expr.span, "the expression nests too deep", {}};
  Checker checker(names, units);
  const Typed typed = checker.check(expr);
  if (checker.error) return *std::move(checker.error);
  return typed.type;
}

}  // namespace countercheck

// Prints an expression as people write calculations: "1024 × 16 ÷ 128".
#include <string>

#include "expr/expr.h"
#include "expr/tree.h"
#include "units/print.h"

namespace countercheck {
namespace {

enum Precedence { kConditional, kOr, kAnd, kNot, kCompare, kSum, kProduct, kNegate, kPower, kAtom };

Precedence precedence_of(Operator op) {
  switch (op) {
    case Operator::conditional:
      return kConditional;
    case Operator::logical_or:
      return kOr;
    case Operator::logical_and:
      return kAnd;
    case Operator::logical_not:
      return kNot;
    case Operator::equal:
    case Operator::not_equal:
    case Operator::less:
    case Operator::at_most:
    case Operator::greater:
    case Operator::at_least:
    case Operator::in:
      return kCompare;
    case Operator::add:
    case Operator::subtract:
      return kSum;
    case Operator::multiply:
    case Operator::divide:
    case Operator::modulo:
      return kProduct;
    case Operator::negate:
      return kNegate;
    case Operator::power:
      return kPower;
    default:
      return kAtom;
  }
}

std::string printed_sign(Operator op) {
  switch (op) {
    case Operator::multiply:
      return "×";
    case Operator::divide:
      return "÷";
    case Operator::equal:
      return "=";
    case Operator::not_equal:
      return "≠";
    case Operator::at_most:
      return "≤";
    case Operator::at_least:
      return "≥";
    default:
      return std::string(sign_of(op));
  }
}

class Printer {
 public:
  explicit Printer(const std::function<std::string(std::string_view)>& shown) : shown_(shown) {}

  std::string print(const Expr& expr) {
    switch (expr.op) {
      case Operator::literal:
        return expr.literal_text;
      case Operator::written:
        return written(expr);
      case Operator::name:
        return shown_(expr.name);
      case Operator::text:
        return expr.name;
      case Operator::list:
        return "[" + join(expr) + "]";
      case Operator::call:
        return expr.name + "(" + join(expr) + ")";
      case Operator::over:
        return print(expr.children[0]) + " over " + expr.name;
      case Operator::index:
        return expr.children[0].name + "[" + print(expr.children[1]) + "]";
      case Operator::negate:
        return "-" + operand(expr.children[0], kPower);
      case Operator::logical_not:
        return "not " + operand(expr.children[0], kCompare);
      case Operator::conditional:
        return "if " + print(expr.children[0]) + " then " + print(expr.children[1]) + " else " +
               print(expr.children[2]);
      case Operator::power:
        return operand(expr.children[0], kAtom) + "^" + operand(expr.children[1], kNegate);
      default:
        return binary(expr);
    }
  }

 private:
  static std::string written(const Expr& expr) {
    if (!expr.literal_text.empty() || !expr.written) return expr.literal_text;
    const Written& it = *expr.written;
    const std::string number = print_number(it.mantissa * it.suffix, 15);
    return it.unit.is_bare() ? number : number + " " + it.unit.symbol;
  }

  std::string join(const Expr& expr) {
    std::string out;
    for (const Expr& child : expr.children) out += (out.empty() ? "" : ", ") + print(child);
    return out;
  }

  /// In parentheses if it binds more loosely than `least`. A negative value is no atom: (-2)^2.
  std::string operand(const Expr& expr, Precedence least) {
    std::string text = print(expr);
    const bool is_negative = !text.empty() && text[0] == '-' && least >= kNegate;
    return precedence_of(expr.op) < least || is_negative ? "(" + text + ")" : text;
  }

  std::string binary(const Expr& expr) {
    const Precedence own = precedence_of(expr.op);
    const auto tighter = static_cast<Precedence>(own + 1);
    const std::string left = operand(expr.children[0], own == kCompare ? kSum : own);
    std::string right = operand(expr.children[1], is_free_on_the_right(expr) ? own : tighter);
    if (right[0] == '-' && own >= kSum) right = "(" + right + ")";
    return left + " " + printed_sign(expr.op) + " " + right;
  }

  /// a + (b - c) and a × (b ÷ c) mean the same without parentheses.
  static bool is_free_on_the_right(const Expr& expr) {
    const Operator right = expr.children[1].op;
    if (expr.op == Operator::add) return right == Operator::add || right == Operator::subtract;
    if (expr.op == Operator::multiply) return right == Operator::multiply || right == Operator::divide;
    return expr.op == Operator::logical_and || expr.op == Operator::logical_or;
  }

  const std::function<std::string(std::string_view)>& shown_;
};

}  // namespace

std::string substitute(const Expr& expr, const std::function<std::string(std::string_view)>& shown) {
  if (is_deeper_than(expr, kMaxTreeDepth)) return "…";
  return Printer(shown).print(expr);
}

}  // namespace countercheck

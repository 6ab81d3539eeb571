// Joins operands.
#include "expr/build.h"

#include <utility>

namespace countercheck {

Expr join(Operator op, Expr left, Expr right) {
  Expr expr;
  expr.op = op;
  expr.span = left.span.is_empty() ? right.span : left.span;
  expr.children.push_back(std::move(left));
  expr.children.push_back(std::move(right));
  return expr;
}

Expr literal_of(double number, std::string text) {
  Expr expr;
  expr.op = Operator::literal;
  expr.literal = Value::of({number, number});
  expr.literal_text = std::move(text);
  return expr;
}

Expr call_of(std::string function, Expr argument) {
  Expr expr;
  expr.op = Operator::call;
  expr.name = std::move(function);
  expr.span = argument.span;
  expr.children.push_back(std::move(argument));
  return expr;
}

}  // namespace countercheck

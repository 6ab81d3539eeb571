// Walks over a tree: the names in it, its depth, its dump.
#include "expr/tree.h"

#include <algorithm>

namespace countercheck {
namespace {

struct Spelling {
  Operator op;
  std::string_view sign;
};

constexpr Spelling kSpellings[] = {
    {Operator::add, "+"},         {Operator::subtract, "-"},      {Operator::multiply, "*"},
    {Operator::divide, "/"},      {Operator::modulo, "%"},        {Operator::power, "^"},
    {Operator::negate, "-"},      {Operator::equal, "=="},        {Operator::not_equal, "!="},
    {Operator::less, "<"},        {Operator::at_most, "<="},      {Operator::greater, ">"},
    {Operator::at_least, ">="},   {Operator::in, "in"},           {Operator::logical_and, "and"},
    {Operator::logical_or, "or"}, {Operator::logical_not, "not"}, {Operator::conditional, "if"},
    {Operator::index, "index"},   {Operator::over, "over"},       {Operator::list, "list"},
};

void gather_names(const Expr& expr, std::vector<std::string>& names) {
  if (expr.op == Operator::name && std::find(names.begin(), names.end(), expr.name) == names.end()) {
    names.push_back(expr.name);
  }
  for (const Expr& child : expr.children) gather_names(child, names);
}

std::string dump_node(const Expr& expr) {
  switch (expr.op) {
    case Operator::literal:
      return expr.literal_text;
    case Operator::written:
      return "{" + expr.literal_text + "}";
    case Operator::name:
      return expr.name;
    case Operator::text:
      return "'" + expr.name + "'";
    default:
      break;
  }
  std::string out = "(" + (expr.op == Operator::call ? expr.name : std::string(sign_of(expr.op)));
  for (const Expr& child : expr.children) out += " " + dump_node(child);
  if (expr.op == Operator::over) out += " " + expr.name;
  return out + ")";
}

}  // namespace

std::string_view sign_of(Operator op) {
  for (const Spelling& spelling : kSpellings) {
    if (spelling.op == op) return spelling.sign;
  }
  return {};
}

bool is_comparison(Operator op) {
  return op >= Operator::equal && op <= Operator::at_least;
}

bool is_logical(Operator op) {
  return is_comparison(op) || op == Operator::logical_and || op == Operator::logical_or || op == Operator::logical_not;
}

bool is_deeper_than(const Expr& expr, int limit) {
  if (limit <= 0) return true;
  return std::any_of(expr.children.begin(), expr.children.end(),
                     [limit](const Expr& child) { return is_deeper_than(child, limit - 1); });
}

std::vector<std::string> names_in(const Expr& expr) {
  std::vector<std::string> names;
  if (!is_deeper_than(expr, kMaxTreeDepth)) gather_names(expr, names);
  return names;
}

std::string dump(const Expr& expr) {
  return is_deeper_than(expr, kMaxTreeDepth) ? "too deep" : dump_node(expr);
}

}  // namespace countercheck

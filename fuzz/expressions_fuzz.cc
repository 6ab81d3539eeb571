// Expressions of rules and formulas: what parses can be checked, evaluated and printed, and mistakes have their place.
//
// Seeds: rules *.toml quoted
#include "expr/expr.h"

#include "fuzz.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

NameTable names() {
  static const NameType number;
  return {
      [](std::string_view name) { return book().find(name) == kNoQuantity ? nullptr : &number; }, book().names(), {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const ParsedExpr parsed = parse_expression(text, book().units);
  if (const ExprError* error = std::get_if<ExprError>(&parsed)) {
    require(error->span.begin <= error->span.end && error->span.end <= size, "a mistake stands in the text");
    require(!error->message.empty(), "a mistake is told");
    return 0;
  }
  const Expr& expr = std::get<Expr>(parsed);
  static const NameTable table = names();
  check_types(expr, table, book().units);
  static const Value two = Value::of({2, 2});
  std::vector<Binding> bindings;
  const std::vector<std::string> used = names_in(expr);
  for (const std::string& name : used) bindings.push_back({name, &two});
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
    evaluate(expr, {}, prefixes);
    const Outcome outcome = evaluate(expr, bindings, prefixes);
    if (outcome.value && outcome.value->kind == Value::Kind::number)
      require(outcome.value->number.low <= outcome.value->number.high, "an interval has its ends in order", text);
  }
  const std::string shown = substitute(expr, [](std::string_view name) { return std::string(name); });
  require(!shown.empty(), "an expression can be shown");
  require(!dump(expr).empty(), "a tree can be shown");
  return 0;
}

// Calculations as documents write them, in prose and in code: spans are inside, and what a side comes to is an
// interval.
//
// Seeds: fixtures *.md lines
#include "expr/expr.h"
#include "extract/equations.h"
#include "fuzz.h"

using namespace countercheck;
using namespace countercheck::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  for (const bool is_code : {false, true}) {
    for (const Equation& equation : find_equations(text, book().units, book().language, is_code)) {
      require(equation.span.begin <= equation.span.end && equation.span.end <= size, "an equation stands in the text");
      require(!dump(equation).empty(), "an equation can be shown");
      for (const Equation::Side& side : equation.sides) {
        require(side.span.begin <= side.span.end && side.span.end <= size, "a side stands in the text");
        const Outcome outcome = evaluate(side.expr, {}, Prefixes::decimal);
        if (outcome.value && outcome.value->kind == Value::Kind::number)
          require(outcome.value->number.low <= outcome.value->number.high, "an interval has its ends in order", text);
      }
    }
  }
  read_lone_calculation(text, Words(book().units, book().language));
  return 0;
}

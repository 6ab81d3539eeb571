// Written values: spans are in order and inside, an interval has its ends in order, and a number reads again as itself.
//
// Seeds: fixtures *.md lines
#include "fuzz.h"
#include "units/written.h"

using namespace countercheck;
using namespace countercheck::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const ValueWords words = book().language.value_words();
  std::uint32_t end = 0;
  for (const Written& value : find_values(text, book().units, words)) {
    require(end <= value.span.begin && value.span.begin < value.span.end && value.span.end <= size,
            "values stand one after the other inside the text");
    require(value.span.contains(value.number), "the number stands inside its value");
    end = value.span.end;
    for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
      for (const Role role : {Role::operand, Role::result}) {
        const Interval interval = value.interval(role, prefixes);
        require(interval.low <= interval.high, "an interval has its ends in order");
        const Interval region = value.region(role, prefixes);
        require(region.low <= region.high, "a region has its ends in order");
      }
    }
    const std::string_view number = text.substr(value.number.begin, value.number.size());
    if (number.find(' ') != std::string_view::npos) continue;  // "9m 0s" ends in a unit, which cannot be left out
    const auto again = read_value(number, 0, book().units, words);
    require(again.has_value() && again->mantissa == value.mantissa, "a number reads again as itself", number);
  }
  return 0;
}

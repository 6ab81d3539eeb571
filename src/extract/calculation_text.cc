// Puts a text's tokens together.
#include "extract/calculation_text.h"

namespace countercheck {
namespace {

std::vector<Written> values_in(const MathText& math, const Words& words) {
  return find_values(math.text, words.units, words.values);
}

}  // namespace

CalculationText::CalculationText(std::string_view text, const Words& words, bool code)
    : math(read_math(text)), tokens(read_tokens(math.text, values_in(math, words), words, code)), is_code(code) {}

CalculationText::CalculationText(std::string_view text, const std::vector<Written>& values, const Words& words,
                                 bool code)
    : math(read_math(text)),
      tokens(read_tokens(math.text, math.is_rewritten() ? values_in(math, words) : values, words, code)),
      is_code(code) {}

}  // namespace countercheck

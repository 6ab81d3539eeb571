// Formulas that a document states in words or symbols: "GBS = GAS * MBS * DP", "TFLOPs: `2 * size * seq / time`".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/calculation_text.h"
#include "markdown/document.h"

namespace countercheck {

/// An expression over names. Each leaf that is a name has the index into `names` in its `span.begin`.
struct FormulaText {
  struct Name {
    std::string text;    ///< "total drives"
    std::string symbol;  ///< "N" in "total drives (N)"; else the text, if it is one word
    Span span;
  };
  Expr expr;
  std::vector<Name> names;
  std::string left;  ///< the words that say what it gives, before or behind it
  Span span;         ///< in the text
  int block = -1;    ///< of the text, where the caller knows it
};

/// The formulas of one flat text, at most 20. There is a name and an operator in each; a slash between two words of
/// prose is one too, so that a caller must find the names before it believes any of them.
std::vector<FormulaText> read_formulas(const FlatText& flat, const CalculationText& text, const Words& words);

/// One line, for tests: "gbs <- gas × mbs × dp".
std::string dump(const FormulaText& formula);

}  // namespace countercheck

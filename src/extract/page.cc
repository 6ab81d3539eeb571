// Reads the values, the calculations and the stated formulas of every block, each text once.
#include "extract/page.h"

#include <algorithm>

#include "extract/agreements.h"
#include "extract/equations.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

bool is_literal(BlockKind kind) {
  return kind == BlockKind::fence || kind == BlockKind::front_matter;
}

/// `$1` is an argument of a script, not a dollar.
bool is_argument(const Written& value) {
  return value.notation.sign == "$" && value.is_integer && value.significant_digits == 1 && value.suffix == 1;
}

bool has_argument(const Expr& expr) {
  return (expr.written && is_argument(*expr.written)) ||
         std::any_of(expr.children.begin(), expr.children.end(), has_argument);
}

void drop_arguments(std::vector<Written>& values, std::vector<Equation>& equations) {
  std::erase_if(values, is_argument);
  std::erase_if(equations, [](const Equation& equation) {
    return std::any_of(equation.sides.begin(), equation.sides.end(),
                       [](const Equation::Side& side) { return has_argument(side.expr); });
  });
}

constexpr std::size_t kMostFormulas = 60;

bool may_state_formulas(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::item || kind == BlockKind::fence;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// Equations that a word about two counts makes, between those that were calculated.
void add_agreements(const Block& block, const std::vector<Written>& values, const Language& language,
                    std::vector<Equation>& equations) {
  std::vector<Equation> agreements = find_agreements(block.text.text, values, language);
  const auto middle = equations.insert(equations.end(), std::make_move_iterator(agreements.begin()),
                                       std::make_move_iterator(agreements.end()));
  std::inplace_merge(equations.begin(), middle, equations.end(),
                     [](const Equation& a, const Equation& b) { return a.span.begin < b.span.begin; });
}

class PageReader {
 public:
  PageReader(const Document& doc, const Rulebook& book)
      : words_(book.units, book.language, doc.limits),
        page_{doc, book, ScopeMap(doc, book), PhraseIndex(book), {}, {}, {}, {}, {}, {}} {
    page_.values.resize(doc.blocks.size());
    page_.equations.resize(doc.blocks.size());
  }

  Page read() {
    for (std::size_t i = 0; i < page_.doc.blocks.size() && !is_full_; ++i)
      if (is_read(page_.doc.blocks[i])) read(i);
    return std::move(page_);
  }

 private:
  void read(std::size_t number) {
    const Block& block = page_.doc.blocks[number];
    std::vector<Written>& values = page_.values[number];
    std::vector<Equation>& equations = page_.equations[number];
    values = find_values(block.text.text, words_.units, words_.values);
    count(block, values);
    const bool may_calculate = has_digit(block.text.text);
    const bool may_state = may_state_formulas(block.kind) && page_.formulas.size() < kMostFormulas;
    if (may_calculate || may_state) {
      const CalculationText text(block.text.text, values, words_, is_literal(block.kind));
      note_cut(block, text);
      if (may_state) state(number, read_formulas(block.text, text, words_));
      if (may_calculate) equations = find_equations(text, words_);
    }
    if (block.kind == BlockKind::fence && words_.language.has("shell", block.info)) drop_arguments(values, equations);
    if (values.size() > 1) add_agreements(block, values, words_.language, equations);
  }

  /// Leaves out the values that are too many.
  void count(const Block& block, std::vector<Written>& values) {
    const std::size_t left = static_cast<std::size_t>(page_.doc.limits.figures) - figures_;
    figures_ += std::min(values.size(), left);
    if (values.size() <= left) return;
    is_full_ = true;
    page_.unread.push_back({"more than " + std::to_string(figures_) + " figures: from here on none was checked",
                            "figures", block.text.to_source(values[left].span)});
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(left), values.end());
  }

  void note_cut(const Block& block, const CalculationText& text) {
    if (!text.tokens.cut || is_cut_) return;
    is_cut_ = true;
    page_.unread.push_back(
        {"parentheses nested deeper than " + std::to_string(words_.parentheses) + " are not calculated, here and below",
         "parentheses", block.span});
  }

  void state(std::size_t number, std::vector<FormulaText> formulas) {
    for (FormulaText& formula : formulas) {
      formula.block = static_cast<int>(number);
      page_.formulas.push_back(std::move(formula));
    }
  }

  const Words words_;
  Page page_;
  std::size_t figures_ = 0;
  bool is_full_ = false;  ///< there are more
  bool is_cut_ = false;
};

}  // namespace

bool is_read(const Block& block) {
  return block.kind != BlockKind::comment && block.kind != BlockKind::html;
}

Page read_page(const Document& doc, const Rulebook& book) {
  return PageReader(doc, book).read();
}

}  // namespace countercheck

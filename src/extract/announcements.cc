// Looks at each paragraph that ends in a colon and at the one calculation that the next block is.
#include "extract/announcements.h"

#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// What may stand around a calculation in its block: "That is", a full stop.
constexpr std::size_t kMostAround = 12;

void place(Expr& expr, const FlatText& text) {
  expr.span = text.to_source(expr.span);
  for (Expr& child : expr.children) place(child, text);
}

bool ends_in_colon(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \n*_");
  return last != std::string_view::npos && text[last] == ':';
}

/// "200 * 500 bytes = 100 KB/s", and nothing else.
const Equation* lone_equation(const Page& page, int block) {
  const std::vector<Equation>& equations = page.equations_of(block);
  if (equations.size() != 1 || equations[0].form != Equation::Form::equality || equations[0].sides.size() != 2)
    return nullptr;
  const Equation& equation = equations[0];
  const bool is_result =
      equation.sides[0].expr.op != Operator::written && equation.sides[1].expr.op == Operator::written;
  const std::size_t around = page.block(block).text.text.size() - equation.span.size();
  return is_result && around <= kMostAround ? &equation : nullptr;
}

}  // namespace

std::vector<Sum> find_announcements(const Page& page) {
  std::vector<Sum> out;
  for (std::size_t i = 0; i + 1 < page.doc.blocks.size(); ++i) {
    const int block = static_cast<int>(i);
    const Block& above = page.doc.blocks[i];
    const Block& below = page.doc.blocks[i + 1];
    if (above.kind != BlockKind::paragraph || (below.kind != BlockKind::paragraph && below.kind != BlockKind::fence) ||
        !ends_in_colon(above.text.text) || page.values_of(block).empty())
      continue;
    const Equation* equation = lone_equation(page, block + 1);
    if (equation == nullptr) continue;
    const Written& result = *equation->sides[1].expr.written;
    Written figure = page.values_of(block).back();
    const Unit rate = rate_behind(above.text.text, figure, page.book.units);
    if (!rate.is_bare() && !(figure.unit.dimension == result.unit.dimension)) {
      figure.unit.scale *= rate.scale;
      figure.unit.binary_scale *= rate.scale;
      figure.unit.dimension = multiply(figure.unit.dimension, rate.dimension);
    }
    const bool is_bare = figure.unit.is_bare() && figure.suffix == 1;
    if (figure.is_range() || is_bare || !(figure.unit.dimension == result.unit.dimension)) continue;
    Expr calculation = equation->sides[0].expr;
    place(calculation, below.text);
    Sum sum = make_calculated(part_of(block, figure), std::move(calculation), false, page);
    sum.numbers.front().written = page.values_of(block).back();  // the claim is what stands there
    sum.equation.note = "by the calculation below it";
    out.push_back(std::move(sum));
  }
  return out;
}

}  // namespace countercheck

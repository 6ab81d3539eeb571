// Looks above each stated total for the list that makes it.
#include "extract/staged_totals.h"

#include <algorithm>
#include <optional>
#include <string>

#include "expr/build.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostItems = 64;

/// The one figure of a block with that noun; nullptr if there is none or another.
const Written* only_count(const Page& page, int block, const std::string& noun) {
  const Written* found = nullptr;
  for (const Written& value : page.values_of(block)) {
    if (value.unit.noun != noun) continue;
    if (found != nullptr || !value.is_integer || value.is_range() || !value.unit.per.empty()) return nullptr;
    found = &value;
  }
  return found;
}

/// The counts of the list that ends directly above a block; empty if an item has none.
std::vector<Part> counts_above(const Page& page, int block, const std::string& noun) {
  std::vector<Part> counts;
  const int list = block > 0 ? page.block(block - 1).list : -1;
  for (int above = block - 1; list >= 0 && above >= 0 && page.block(above).list == list; --above) {
    const Written* count = only_count(page, above, noun);
    if (count == nullptr || counts.size() == kMostItems) return {};
    counts.push_back(part_of(above, *count));
  }
  std::reverse(counts.begin(), counts.end());
  return counts;
}

}  // namespace

std::vector<Sum> find_staged_totals(const Page& page, const std::vector<Statement>& statements) {
  std::vector<Sum> out;
  for (const Statement& statement : statements) {
    if (statement.quantity == kNoQuantity || !statement.choice.empty() || statement.is_former) continue;
    const Unit& unit = page.book[statement.quantity].unit;
    const Written& total = statement.written;
    if (unit.noun.empty() || !unit.per.empty() || !total.is_integer || total.is_range()) continue;
    const std::string_view before = std::string_view(page.block(statement.block).text.text).substr(0, total.span.begin);
    if (!page.book.language.has_any("total", before)) continue;
    const std::vector<Part> counts = counts_above(page, statement.block, unit.noun);
    if (counts.size() < 2) continue;
    double sum = 0;
    std::optional<Expr> calculation;
    for (const Part& count : counts) {
      sum += count.figure.nominal(Prefixes::decimal);
      Expr operand = operand_of(count, page, false);
      calculation = calculation ? join(Operator::add, *std::move(calculation), std::move(operand)) : std::move(operand);
    }
    if (sum != total.nominal(Prefixes::decimal)) continue;
    Sum found = make_calculated(part_of(statement.block, total), *std::move(calculation), false, page);
    found.equation.note = "the list above it";
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace countercheck

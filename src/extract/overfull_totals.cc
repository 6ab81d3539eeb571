// Compares a total with the largest of its computed parts.
#include "extract/overfull_totals.h"

#include <algorithm>

#include "text/words.h"

namespace countercheck {
namespace {

/// "Memory per GPU", "Per-GPU memory".
bool names_axis(std::string_view heading, const std::string& axis, const Language& language) {
  const std::vector<Word> words = words_of(heading);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (language.has("per", words[i].text) && words[i + 1].text == axis) return true;
  return false;
}

bool is_for_the_same(const Part& part, const Part& total, const Page& page) {
  if (part.per == total.per) return true;
  const int heading = page.doc.sections[static_cast<std::size_t>(page.block(total.block).section)].heading;
  return part.per.empty() && heading >= 0 && std::all_of(total.per.begin(), total.per.end(), [&](const auto& axis) {
           return names_axis(page.block(heading).text.text, axis, page.book.language);
         });
}

/// "60 GB × 3 = 180 GB": the total may as well be of what is multiplied.
bool is_only_of_its_kind(const Part& part, const Page& page) {
  const std::string_view text = page.block(part.block).text.text;
  const auto line_of = [&](const Written& value) {
    return std::count(text.begin(), text.begin() + value.span.begin, '\n');
  };
  const std::vector<Written>& values = page.values_of(part.block);
  return std::none_of(values.begin(), values.end(), [&](const Written& value) {
    return value.number != part.figure.number && value.unit.dimension == part.figure.unit.dimension &&
           line_of(value) == line_of(part.figure);
  });
}

bool is_above(const Part& part, const Part& total) {
  const auto lies_above = [&](Prefixes prefixes) {
    return part.figure.interval(Role::result, prefixes).low > total.figure.interval(Role::result, prefixes).high;
  };
  return lies_above(Prefixes::decimal) && lies_above(Prefixes::binary);
}

}  // namespace

std::optional<Sum> total_below_a_part(const Part& total, const std::vector<Part>& parts, const Page& page) {
  if (!total.is_read || !total.is_plain || total.figure.unit.dimension.is_one() || parts.size() < 2)
    return std::nullopt;
  const Part* largest = nullptr;
  for (const Part& part : parts) {
    const bool is_part = part.is_read && part.is_result && part.figure.unit.dimension == total.figure.unit.dimension &&
                         is_above(part, total) && is_for_the_same(part, total, page) && is_only_of_its_kind(part, page);
    const auto size = [](const Part& it) { return it.figure.nominal(Prefixes::decimal); };
    if (is_part && (largest == nullptr || size(part) > size(*largest))) largest = &part;
  }
  if (largest == nullptr) return std::nullopt;
  Sum sum;
  sum.equation.form = Equation::Form::comparison;
  sum.equation.relation = Operator::at_least;
  sum.equation.block = total.block;
  sum.equation.note = "a total is at least each of its parts";
  for (const Part* part : {&total, largest}) {
    Expr operand = operand_of(*part, page, false);
    const Span span = operand.span;
    sum.equation.sides.push_back({std::move(operand), span, false});
    sum.numbers.push_back({part->block, part->figure});
  }
  sum.equation.span = {sum.equation.sides[1].span.begin, sum.equation.sides[0].span.end};
  return sum;
}

}  // namespace countercheck

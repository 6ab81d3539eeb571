// Forms on numbers for the search, and as calculations for what is found.
#include "extract/column_forms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Form = ColumnForm;

/// Groups of the language, and the forms that they name.
constexpr std::array<std::pair<std::string_view, Form>, 6> kNamed = {{
    {"ratio_column", Form::ratio},
    {"change_column", Form::rise},
    {"change_column", Form::fall},
    {"change_column", Form::ratio},
    {"difference_column", Form::difference},
    {"product_column", Form::product},
}};

std::optional<Interval> value(Form form, Interval a, Interval b) {
  switch (form) {
    case Form::ratio:
    case Form::quotient:
      return divide(a, b);
    case Form::difference:
      return subtract(a, b);
    case Form::rise:
      return divide(subtract(a, b), b);
    case Form::fall:
      return divide(subtract(a, b), a);
    case Form::product:
      return multiply(a, b);
  }
  return std::nullopt;
}

Interval wide(const Written& figure, Prefixes prefixes) {
  return figure.interval(is_measured(figure) ? Role::result : Role::operand, prefixes);
}

Interval exact(const Written& figure, Prefixes prefixes) {
  const double number = figure.nominal(prefixes);
  return {number, number};
}

}  // namespace

std::vector<Form> forms_named(std::string_view header, const Rulebook& book) {
  std::vector<Form> forms;
  const std::vector<Word> words = words_of(header);
  for (const auto& [group, form] : kNamed) {
    const bool is_named = std::any_of(words.begin(), words.end(),
                                      [&, g = group](const Word& word) { return book.language.has(g, word.text); });
    if (is_named && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
  }
  if (header.find('%') != std::string_view::npos) forms.push_back(Form::ratio);
  return forms;
}

bool is_per(std::string_view header, std::string_view of, const Rulebook& book) {
  const std::vector<Word> words = words_of(header);
  const std::vector<Word> counted = words_of(of);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const char before = header[words[i].span.begin - 1];
    if (before != '/' && !book.language.has("per", words[i - 1].text)) continue;
    if (std::any_of(counted.begin(), counted.end(), [&](const Word& word) { return word.text == words[i].text; }))
      return true;
  }
  return false;
}

bool is_possible(Form form, const Part& result, const Part& a, const Part& b, bool is_named) {
  const Unit& to = result.figure.unit;
  const Unit& first = a.figure.unit;
  const Unit& second = b.figure.unit;
  const bool is_alike = first.dimension == second.dimension && is_percent(first) == is_percent(second);
  const bool is_physical = !first.dimension.is_one() && !second.dimension.is_one();
  // So many rows of so many bytes.
  const bool is_scaled =
      first.dimension.is_one() != second.dimension.is_one() && !is_percent(first) && !is_percent(second);
  // So many samples in so many seconds.
  const bool is_rate = first.dimension.is_one() && !is_percent(first) && !second.dimension.is_one();
  switch (form) {
    case Form::ratio:
      return is_named && is_alike && to.dimension.is_one();
    case Form::rise:
    case Form::fall:
      return is_named && is_alike && is_percent(to);
    case Form::difference:
      return is_named && is_alike && to.dimension == first.dimension && is_percent(to) == is_percent(first);
    case Form::product:
      return (is_named || is_physical || is_scaled) && to.dimension == multiply(first.dimension, second.dimension) &&
             !is_percent(to) && (is_physical || !is_percent(first) || !is_percent(second));
    case Form::quotient:
      return to.dimension == divide(first.dimension, second.dimension) && !is_percent(to) && !is_percent(second) &&
             (is_named || (is_physical && !is_alike) || is_rate);
  }
  return false;
}

Agreement agreement(Form form, const Part& result, const Part& a, const Part& b) {
  bool is_wide = false;
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
    const Interval wanted = result.figure.interval(Role::result, prefixes);
    const auto plain = value(form, exact(a.figure, prefixes), exact(b.figure, prefixes));
    if (!plain || !std::isfinite(plain->low) || !std::isfinite(plain->high)) continue;
    if (agree(*plain, wanted)) return Agreement::exact;
    const auto widened = value(form, wide(a.figure, prefixes), wide(b.figure, prefixes));
    is_wide = is_wide || (widened && agree(*widened, wanted));
  }
  return is_wide ? Agreement::wide : Agreement::none;
}

Expr calculation_of(Form form, const Part& a, const Part& b, bool is_wide, const Page& page) {
  Expr first = operand_of(a, page, is_wide && is_measured(a.figure));
  Expr second = operand_of(b, page, is_wide && is_measured(b.figure));
  switch (form) {
    case Form::ratio:
    case Form::quotient:
      return join(Operator::divide, std::move(first), std::move(second));
    case Form::product:
      return join(Operator::multiply, std::move(first), std::move(second));
    case Form::difference:
      return join(Operator::subtract, std::move(first), std::move(second));
    case Form::rise:
      return join(Operator::divide, join(Operator::subtract, std::move(first), second), second);
    case Form::fall:
      return join(Operator::divide, join(Operator::subtract, first, std::move(second)), first);
  }
  return first;
}

}  // namespace countercheck

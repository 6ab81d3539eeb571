// Finds the amount of a change and its ends, on either side of an opening parenthesis.
#include "extract/changes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "expr/build.h"
#include "text/words.h"
#include "units/bytes.h"
#include "units/print.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;
using Join = Chain::Join;

constexpr int kWordsBefore = 10;
constexpr int kWordsBehind = 4;

/// Groups of the language, and what they multiply by.
constexpr std::array<std::pair<std::string_view, double>, 4> kMultiples = {
    {{"halved", 0.5}, {"doubled", 2}, {"tripled", 3}, {"quadrupled", 4}}};

struct Ends {
  Equation::Side from;
  Equation::Side to;
};

/// The last two numbers that an arrow or "vs" joins.
std::optional<Ends> ends_of(const Chain& chain) {
  for (std::size_t i = chain.links.size(); i-- > 1;) {
    const CalculationSide& from = chain.links[i - 1].side;
    const CalculationSide& to = chain.links[i].side;
    if (chain.links[i].join != Join::arrow && chain.links[i].join != Join::versus) continue;
    if (!from.is_number() || !to.is_number()) continue;
    Ends ends{{from.expr, from.span, from.is_soft}, {to.expr, to.span, to.is_soft}};
    // "0.078 → 0.065 ms": the unit is written once.
    Written& first = ends.from.expr.written.change();
    const Written& last = *ends.to.expr.written;
    if (first.unit.is_bare() && !last.unit.dimension.is_one()) first.unit = last.unit;
    return ends;
  }
  return std::nullopt;
}

/// "10.7x", "8×", "2 times".
bool is_factor(const Neighbourhood& near, const CalculationSide& side) {
  const std::string_view rest = near.tokens.text.substr(side.expr.written->number.end);
  if (starts_at(rest, 0, "×")) return true;
  if ((byte_at(rest, 0) == 'x' || byte_at(rest, 0) == 'X') && !is_word_at(rest, 1)) return true;
  return starts_at(rest, 0, " times ");
}

bool is_amount(const Neighbourhood& near, const CalculationSide& side) {
  return side.is_number() && (is_percent(side.expr.written->unit) || is_factor(near, side));
}

class Direction {
 public:
  explicit Direction(const Neighbourhood& near) : near_(near) {}

  void search(int first, int end) {
    for (int i = first; i < end && word_.empty(); ++i) {
      const Token& token = near_.token(i);
      if (token.kind != Kind::word) continue;
      const std::string word = lower(near_.tokens.text_of(token));
      if (near_.words.has("decrease", word) || near_.words.has("increase", word)) word_ = word;
    }
  }

  /// Back to the beginning of the line.
  void search_before(int at) {
    int first = at;
    while (first > 0 && at - first < kWordsBefore && near_.tokens.text_of(near_.token(first - 1)) != "\n") --first;
    search(first, at);
  }

  /// "+20%" goes up without a word.
  void take_sign(const CalculationSide& amount) {
    const Written& written = *amount.expr.written;
    if (!word_.empty()) return;
    if (written.mantissa < 0) word_ = "decrease";
    const std::uint32_t at = written.span.begin;
    if (byte_at(near_.tokens.text, at) == '+' || (at > 0 && byte_at(near_.tokens.text, at - 1) == '+'))
      word_ = "increase";
  }

  [[nodiscard]] std::string take() { return std::move(word_); }

 private:
  const Neighbourhood& near_;
  std::string word_;
};

Equation change(const CalculationSide& amount, Ends ends, std::string word) {
  Equation equation;
  equation.form = Equation::Form::change;
  equation.note = std::move(word);
  const bool is_soft = amount.is_soft || equation.note.empty();
  equation.span = {std::min(amount.span.begin, ends.from.span.begin), std::max(amount.span.end, ends.to.span.end)};
  equation.sides = {{amount.expr, amount.span, is_soft}, std::move(ends.from), std::move(ends.to)};
  return equation;
}

}  // namespace

std::vector<Equation> read_changes(const Neighbourhood& near, const Chain::Link& link, const Parenthesis& parenthesis) {
  const int close = near.token(parenthesis.open).match;
  Direction direction(near);
  // "128 → 64 (50% reduction)"
  if (&link == &near.here().links.back() && !parenthesis.inside.chains.empty()) {
    const Chain& inside = parenthesis.inside.chains.front();
    const CalculationSide& amount = inside.links.front().side;
    const std::optional<Ends> ends = ends_of(near.here());
    if (ends && inside.first == parenthesis.open + 1 && is_amount(near, amount)) {
      direction.search(inside.next, close);
      direction.search_before(near.here().first);
      direction.take_sign(amount);
      return {change(amount, *ends, direction.take())};
    }
  }
  // "50% fewer groups (4 vs 8)"
  if (!is_amount(near, link.side)) return {};
  for (const Chain& inside : parenthesis.inside.chains) {
    std::optional<Ends> ends = ends_of(inside);
    if (!ends) continue;
    direction.search(link.side.next, std::min(parenthesis.open, link.side.next + kWordsBehind));
    direction.search(inside.next, close);
    direction.search_before(near.here().first);
    return {change(link.side, *ends, direction.take())};
  }
  return {};
}

std::vector<Equation> read_change_behind(const Neighbourhood& near) {
  constexpr int kWordsBetween = 3;
  if (near.chain + 1 >= near.passage.chains.size()) return {};
  const Chain& next = near.passage.chains[near.chain + 1];
  const CalculationSide& amount = next.links.front().side;
  const int begin = near.here().next;
  if (next.first <= begin || next.first - begin > kWordsBetween + 1 || !is_amount(near, amount)) return {};
  std::optional<Ends> ends = ends_of(near.here());
  if (!ends || near.here().links.back().join != Join::arrow || !near.here().links.back().parentheses.empty()) return {};
  if (near.token(begin).kind != Kind::comma) return {};
  for (int i = begin + 1; i < next.first; ++i)
    if (near.token(i).kind != Kind::word) return {};
  Direction direction(near);
  direction.search(amount.next, amount.next + 1);
  const bool is_told = near.is_word(next.first - 1, "article");
  Equation equation = change(amount, std::move(*ends), direction.take());
  if (equation.note.empty()) return {};
  // "from 140 GB to 70 GB" is no range.
  if (near.is_word(near.here().first - 1, "former")) equation.sides[1].is_open = equation.sides[2].is_open = false;
  equation.sides.front().is_open = equation.sides.front().is_open || !is_told;
  return {std::move(equation)};
}

std::vector<Equation> read_multiple(const Neighbourhood& near) {
  constexpr int kWordsBetween = 5;
  constexpr double kLoose = 0.05;  // "doubles" from 1,200 to 2,380
  constexpr double kFarOff = 0.3;
  std::optional<Ends> ends = ends_of(near.here());
  if (!ends || near.here().links.size() != 2 || near.here().links.back().join != Join::arrow) return {};
  int at = near.here().first - 1;
  double factor = 0;
  for (; at >= 0 && near.here().first - at <= kWordsBetween + 1 && near.token(at).kind == Kind::word; --at) {
    for (const auto& [group, times] : kMultiples)
      if (near.is_word(at, group)) factor = times;
    if (factor != 0) break;
    if (near.is_word(at, "increase") || near.is_word(at, "decrease")) return {};
  }
  if (factor == 0) return {};
  // "nearly doubles", "when the batch doubles": something else may go from one end to the other.
  bool may_refute = true;
  for (--at; at >= 0 && near.token(at).kind == Kind::word; --at)
    may_refute =
        may_refute && !near.is_word(at, "clause") && !near.is_word(at, "hypothetical") && !near.is_word(at, "about");
  Written& last = ends->to.expr.written.change();
  const double ratio = last.nominal(Prefixes::decimal) / (factor * ends->from.expr.written->nominal(Prefixes::decimal));
  const bool is_near = std::abs(ratio - 1) <= kLoose;
  if (!is_near && (!may_refute || !(std::abs(std::log(ratio)) > kFarOff))) return {};
  if (is_near && last.relation == Relation::equal) last.relation = Relation::about;
  const Span span{near.token(std::max(at, 0)).span.begin, ends->to.span.end};
  Equation equation;
  equation.form = Equation::Form::value_of;
  equation.span = span;
  const Span from = ends->from.span;
  Expr calculation =
      factor < 1
          ? join(Operator::divide, std::move(ends->from.expr), literal_of(1 / factor, print_number(1 / factor, 3)))
          : join(Operator::multiply, std::move(ends->from.expr), literal_of(factor, print_number(factor, 3)));
  equation.sides = {{std::move(ends->to.expr), ends->to.span, is_near || ends->to.is_open},
                    {std::move(calculation), from, false}};
  return {std::move(equation)};
}

}  // namespace countercheck

// Finds the amount of a change and its ends, on either side of an opening parenthesis.
#include "extract/changes.h"

#include <optional>

#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;
using Join = Chain::Join;

constexpr int kWordsBefore = 10;
constexpr int kWordsBehind = 4;

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
    Written& first = *ends.from.expr.written;
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

}  // namespace countercheck

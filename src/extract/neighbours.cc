// Tries all pairs of near figures. How surprising an agreement is, is counted in digits: a result known to one part in
// a thousand has three, and a search through a hundred pairs uses up two of them.
#include "extract/neighbours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// So many figures before a result are tried.
constexpr std::size_t kMostNear = 12;
/// Digits that must agree beyond those that chance explains among the pairs.
constexpr double kNeededDigits = 2;
constexpr std::size_t kLongestPassage = 2000;

/// The operators that join two figures to a third. A sum or a difference keeps what is counted.
constexpr std::array kOperators = {Operator::multiply, Operator::divide, Operator::add, Operator::subtract};

std::optional<Interval> value(Operator op, Interval a, Interval b) {
  switch (op) {
    case Operator::multiply:
      return multiply(a, b);
    case Operator::divide:
      return divide(a, b);
    case Operator::add:
      return add(a, b);
    default:
      return subtract(a, b);
  }
}

bool is_power_of_two(double x) {
  int exponent = 0;
  return std::frexp(x, &exponent) == 0.5;
}

/// Round figures, small counts and powers of two come about in many ways.
bool is_telling(const Written& figure) {
  if (figure.is_range() || figure.relation != Relation::equal || figure.mantissa <= 0) return false;
  return figure.significant_digits >= 2 && !is_power_of_two(figure.mantissa);
}

bool is_operand(const Written& figure) {
  return !figure.is_range() && !figure.is_approximate() && figure.mantissa > 1;
}

/// Whether a figure of `a op b` can be one of `result`, by what they measure and count.
bool is_possible(Operator op, const Unit& a, const Unit& b, const Unit& result) {
  const bool is_sum = op == Operator::add || op == Operator::subtract;
  if (is_sum) {
    const auto is_same = [&](const Unit& unit) {
      return unit.dimension == result.dimension && unit.noun == result.noun && is_percent(unit) == is_percent(result);
    };
    return !result.is_bare() && is_same(a) && is_same(b);
  }
  const Dimension dimension =
      op == Operator::multiply ? multiply(a.dimension, b.dimension) : divide(a.dimension, b.dimension);
  if (!(dimension == result.dimension)) return false;
  if (is_percent(a) && is_percent(b)) return false;
  // A share is one of two figures of a kind; any other quotient or product carries no percent sign.
  if (is_percent(result))
    return op == Operator::divide && a.dimension == b.dimension && !is_percent(a) && !is_percent(b);
  return op == Operator::multiply || !is_percent(b);
}

/// By how many digits the agreement of two intervals says more than nothing.
double digits_of(Interval found, Interval written) {
  const double width = (found.high - found.low) + (written.high - written.low);
  return std::log10(std::abs(written.middle()) / std::max(width, 1e-9 * std::abs(written.middle())));
}

struct Explanation {
  Operator op = Operator::multiply;
  std::size_t a = 0;
  std::size_t b = 0;
  double digits = 0;
};

class Passage {
 public:
  explicit Passage(const Page& page) : page_(page) {}

  void forget() { near_.clear(); }

  /// The figures of a block come after those of the blocks before it.
  void read(int block, std::vector<Sum>& out) {
    const std::size_t length = page_.block(block).text.text.size();
    for (const Written& figure : page_.values_of(block)) {
      Part part{block, figure, true, true, false, {}};
      if (length <= kLongestPassage && is_telling(figure)) explain(part, out);
      if (is_operand(figure)) near_.push_back(std::move(part));
      if (near_.size() > kMostNear) near_.erase(near_.begin());
    }
  }

 private:
  void explain(const Part& result, std::vector<Sum>& out) const {
    std::size_t tried = 0;
    std::optional<Explanation> best;
    for (std::size_t a = 0; a < near_.size(); ++a) {
      for (std::size_t b = 0; b < near_.size(); ++b) {
        if (a == b) continue;
        for (const Operator op : kOperators) {
          const bool is_symmetric = op == Operator::multiply || op == Operator::add;
          if ((is_symmetric && b < a) || !is_possible(op, unit(a), unit(b), result.figure.unit)) continue;
          ++tried;
          const std::optional<double> digits = agreement(op, near_[a].figure, near_[b].figure, result.figure);
          if (digits && (!best || *digits > best->digits)) best = {op, a, b, *digits};
        }
      }
    }
    if (!best || best->digits < kNeededDigits + std::log10(static_cast<double>(tried))) return;
    out.push_back(told(*best, result));
  }

  [[nodiscard]] const Unit& unit(std::size_t number) const { return near_[number].figure.unit; }

  /// The digits in which `a op b` and the result agree, under one reading of prefixes.
  static std::optional<double> agreement(Operator op, const Written& a, const Written& b, const Written& result) {
    std::optional<double> best;
    for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
      const Interval wanted = result.interval(Role::result, prefixes);
      const Interval first = a.interval(Role::operand, prefixes);
      const Interval second = b.interval(Role::operand, prefixes);
      if (agree(first, wanted) || agree(second, wanted)) continue;  // said again, with something small beside it
      const std::optional<Interval> found = value(op, first, second);
      if (!found || !agree(*found, wanted)) continue;
      best = std::max(best.value_or(0), digits_of(*found, wanted));
    }
    return best;
  }

  [[nodiscard]] Sum told(const Explanation& how, const Part& result) const {
    Expr calculation;
    calculation.op = how.op;
    calculation.children = {operand_of(near_[how.a], page_, false), operand_of(near_[how.b], page_, false)};
    calculation.span = calculation.children[0].span;
    Sum sum = make_calculated(result, std::move(calculation), true, page_);
    sum.equation.note = "from figures beside it";
    return sum;
  }

  const Page& page_;
  std::vector<Part> near_;
};

}  // namespace

std::vector<Sum> find_neighbours(const Page& page) {
  std::vector<Sum> out;
  Passage passage(page);
  const Block* before = nullptr;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const Block& block = page.doc.blocks[i];
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) continue;
    const bool goes_on =
        before && before->kind == BlockKind::item && block.kind == BlockKind::item && before->section == block.section;
    if (!goes_on) passage.forget();
    passage.read(static_cast<int>(i), out);
    before = &block;
  }
  return out;
}

}  // namespace countercheck

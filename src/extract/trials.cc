// Computes what each form gives, and counts the digits that speak for it.
#include "extract/trials.h"

#include <algorithm>
#include <cmath>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// Three figures at once are tried only of the nearest.
constexpr std::size_t kMostOfThree = 6;

/// Digits that must agree beyond those that chance explains among the calculations.
constexpr double kNeeded = 1.5;
/// A rate or an amount of another kind than its operands: few calculations have its dimension.
constexpr double kNeededOfOtherKind = 1;
/// Requests that would be cards by shares, and numbers of nothing: only digits speak for them.
constexpr double kNeededOfAnything = 3;

/// Digits without the zeros at the end: 7,200 has two. Powers of two come about in many ways. Of what counts nothing
/// more is asked for, and the zeros together are worth little less than other digits.
double telling_digits(const Written& figure) {
  if (is_count(figure.unit) && is_power_of_two(figure.mantissa)) return 1;
  if (figure.unit.is_bare())
    return std::min(figure.significant_digits, 5) - (std::fmod(figure.mantissa / figure.step, 10) == 0 ? 1 : 0);
  double mantissa = std::round(figure.mantissa / figure.step);
  int digits = figure.significant_digits;
  for (; digits > 1 && std::fmod(mantissa, 10) == 0; --digits) mantissa = std::round(mantissa / 10);
  return std::min(digits, 4);
}

void add_nouns(const Unit& unit, std::vector<std::string_view>& nouns) {
  const auto add = [&](const std::string& noun) {
    if (!noun.empty() && std::find(nouns.begin(), nouns.end(), noun) == nouns.end()) nouns.emplace_back(noun);
  };
  add(unit.noun);
  for (const std::string& below : unit.per) add(below);
}

std::vector<int> counts_of(const Unit& unit, const std::vector<std::string_view>& nouns) {
  std::vector<int> counts(nouns.size());
  for (std::size_t i = 0; i < nouns.size(); ++i) {
    if (unit.noun == nouns[i]) ++counts[i];
    counts[i] -= static_cast<int>(std::count(unit.per.begin(), unit.per.end(), nouns[i]));
  }
  return counts;
}

Expr one() {
  return literal_of(1, "1");
}

}  // namespace

bool is_count(const Unit& unit) {
  return unit.dimension.is_one() && !is_percent(unit);
}

Trials::Trials(const Page& page, const Written& result, bool is_operand)
    : page_(page),
      result_(result),
      result_ranges_{result.interval(Role::result, Prefixes::decimal), result.interval(Role::result, Prefixes::binary)},
      is_operand_(is_operand) {}

bool Trials::may_be_believed(const Written& result, double bonus) {
  const double least = result.unit.is_bare()            ? kNeededOfAnything
                       : result.unit.dimension.is_one() ? kNeeded
                                                        : kNeededOfOtherKind;
  return telling_digits(result) + bonus >= least;
}

void Trials::run(const std::vector<FigureIn>& near) {
  is_of_other_kind_ = !result_.unit.dimension.is_one();
  add_nouns(result_.unit, nouns_);
  for (const FigureIn& figure : near) {
    if (is_wanted(figure.written->unit.dimension)) is_of_other_kind_ = false;
    add_nouns(figure.written->unit, nouns_);
  }
  result_counts_ = counts_of(result_.unit, nouns_);
  operands_.reserve(near.size());
  for (const FigureIn& figure : near) operands_.push_back(operand_of(figure));
  for (std::size_t a = 0; a < near.size(); ++a) {
    alone(operands_[a]);
    for (std::size_t b = a + 1; b < near.size(); ++b) {
      two(operands_[b], operands_[a]);
      for (std::size_t c = b + 1; c < near.size() && c < kMostOfThree; ++c)
        three(operands_[c], operands_[b], operands_[a]);
    }
  }
}

Trials::Operand Trials::operand_of(const FigureIn& figure) const {
  const auto range = [&](Prefixes prefixes) {
    if (!figure.written->is_approximate()) return figure.written->interval(Role::operand, prefixes);
    Written plain = *figure.written;
    plain.relation = Relation::equal;
    return plain.interval(Role::operand, prefixes);
  };
  return {figure, {range(Prefixes::decimal), range(Prefixes::binary)}, counts_of(figure.written->unit, nouns_)};
}

/// The same in another unit; and what takes 20 ms is done 50 times a second.
void Trials::alone(const Operand& a) {
  if (result_.unit.dimension.is_one()) return;
  const Dimension& dimension = a.unit().dimension;
  if (a.unit().scale != result_.unit.scale && is_wanted(dimension)) offer(Form::same, {&a});
  if (is_wanted(divide(Dimension{}, dimension))) offer(Form::inverse, {&a});
}

void Trials::two(const Operand& a, const Operand& b) {
  const Unit& unit = a.unit();
  const Unit& other = b.unit();
  const bool is_one_kind = unit.dimension == other.dimension && unit.noun == other.noun;
  if (is_percent(result_.unit)) {
    // A percentage is that of two figures of one kind.
    if (!is_one_kind || unit.is_bare() || is_percent(unit)) return;
    offer(Form::quotient, {&a, &b});
    offer(Form::quotient, {&b, &a});
    return;
  }
  if (is_wanted(multiply(unit.dimension, other.dimension))) offer(Form::product, {&a, &b});
  if (!is_percent(other) && is_wanted(divide(unit.dimension, other.dimension))) offer(Form::quotient, {&a, &b});
  if (!is_percent(unit) && is_wanted(divide(other.dimension, unit.dimension))) offer(Form::quotient, {&b, &a});
  if (is_percent(unit) && is_wanted(other.dimension)) offer(Form::rest, {&a, &b});
  if (is_percent(other) && is_wanted(unit.dimension)) offer(Form::rest, {&b, &a});
  if (is_one_kind && !unit.is_bare() && unit.noun == result_.unit.noun && is_wanted(unit.dimension)) {
    offer(Form::sum, {&a, &b});
    offer(Form::difference, {&a, &b});
    offer(Form::difference, {&b, &a});
  }
}

void Trials::three(const Operand& a, const Operand& b, const Operand& c) {
  if (is_percent(result_.unit)) return;
  const auto offer_divided = [&](const Operand& first, const Operand& second, const Operand& below) {
    const Dimension above = multiply(first.unit().dimension, second.unit().dimension);
    if (is_wanted(divide(above, below.unit().dimension))) offer(Form::product_by_third, {&first, &second, &below});
  };
  const Dimension product = multiply(a.unit().dimension, b.unit().dimension);
  if (is_wanted(multiply(product, c.unit().dimension))) offer(Form::product_of_three, {&a, &b, &c});
  if (!is_of_other_kind_) return;
  offer_divided(a, b, c);
  offer_divided(a, c, b);
  offer_divided(b, c, a);
}

std::optional<Interval> Trials::value_of(const Trial& trial, Prefixes prefixes) {
  constexpr Interval kOne{1, 1};
  const auto at = [&](std::size_t i) { return trial.operands[i]->ranges.with(prefixes); };
  switch (trial.form) {
    case Form::same:
      return at(0);
    case Form::inverse:
      return divide(kOne, at(0));
    case Form::product:
      return multiply(at(0), at(1));
    case Form::quotient:
      return divide(at(0), at(1));
    case Form::rest:
      return multiply(subtract(kOne, at(0)), at(1));
    case Form::sum:
      return add(at(0), at(1));
    case Form::difference:
      return subtract(at(0), at(1));
    case Form::product_of_three:
      return multiply(multiply(at(0), at(1)), at(2));
    case Form::product_by_third:
      return divide(multiply(at(0), at(1)), at(2));
  }
  return std::nullopt;
}

Expr Trials::expression_of(const Trial& trial) const {
  const auto leaf = [&](std::size_t i) {
    const FigureIn& figure = trial.operands[i]->figure;
    Part part = part_of(figure.block, *figure.written);
    part.figure.relation = Relation::equal;
    return countercheck::operand_of(part, page_, false);
  };
  switch (trial.form) {
    case Form::same:
      return leaf(0);
    case Form::inverse:
      return join(Operator::divide, one(), leaf(0));
    case Form::product:
      return join(Operator::multiply, leaf(0), leaf(1));
    case Form::quotient:
      return join(Operator::divide, leaf(0), leaf(1));
    case Form::rest:
      return join(Operator::multiply, join(Operator::subtract, one(), leaf(0)), leaf(1));
    case Form::sum:
      return join(Operator::add, leaf(0), leaf(1));
    case Form::difference:
      return join(Operator::subtract, leaf(0), leaf(1));
    case Form::product_of_three:
      return join(Operator::multiply, join(Operator::multiply, leaf(0), leaf(1)), leaf(2));
    case Form::product_by_third:
      return join(Operator::divide, join(Operator::multiply, leaf(0), leaf(1)), leaf(2));
  }
  return {};
}

bool Trials::are_coherent(const Trial& trial) const {
  const auto weighed = [&](std::size_t noun) {
    const auto at = [&](std::size_t i) { return trial.operands[i]->counts[noun]; };
    switch (trial.form) {
      case Form::same:
        return at(0);
      case Form::inverse:
        return -at(0);
      case Form::product:
      case Form::rest:
        return at(0) + at(1);
      case Form::quotient:
        return at(0) - at(1);
      case Form::sum:
      case Form::difference:
        return at(1);
      case Form::product_of_three:
        return at(0) + at(1) + at(2);
      case Form::product_by_third:
        return at(0) + at(1) - at(2);
    }
    return 0;
  };
  const bool may_be_each =
      trial.form == Form::product || trial.form == Form::rest || trial.form == Form::product_of_three;
  int left_over = 0;
  for (std::size_t noun = 0; noun < nouns_.size(); ++noun) {
    const int count = weighed(noun) - result_counts_[noun];
    if (count < 0 && result_.unit.dimension.is_one()) return false;  // "400 TFLOPS per GPU × 60%" is written 240 TFLOPS
    left_over += std::max(count, 0);
  }
  return left_over <= (may_be_each ? 1 : 0);
}

void Trials::offer(Form form, const Operands& operands) {
  const bool divides = form == Form::inverse || form == Form::quotient || form == Form::product_by_third;
  if (is_operand_ && divides) return;
  Trial trial{form, operands};
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
    const std::optional<Interval> value = value_of(trial, prefixes);
    if (!value) return;
    trial.holds = trial.holds || agree(*value, result_ranges_.with(prefixes));
  }
  trial.is_coherent = are_coherent(trial);
  if (trial.is_coherent || trial.size() < 3) trials_.push_back(trial);
}

double Trials::needed(const Trial& trial) const {
  if (result_.unit.is_bare() || !trial.is_coherent) return kNeededOfAnything;
  return is_of_other_kind_ ? kNeededOfOtherKind : kNeeded;
}

std::optional<Expr> Trials::believed(double bonus) const {
  const double digits = telling_digits(result_) + bonus - std::log10(static_cast<double>(trials_.size()));
  for (const Trial& trial : trials_)
    if (trial.holds && digits >= needed(trial)) return expression_of(trial);
  return std::nullopt;
}

bool Trials::is_any_held() const {
  return std::any_of(trials_.begin(), trials_.end(), [](const Trial& it) { return it.holds; });
}

std::optional<Expr> Trials::only_one_of(std::size_t count) const {
  const Trial* found = nullptr;
  if (!is_of_other_kind_ || count < 2) return std::nullopt;
  for (const Trial& trial : trials_) {
    if (trial.size() != count || !trial.is_coherent) continue;
    if (found != nullptr) return std::nullopt;
    found = &trial;
  }
  return found == nullptr ? std::nullopt : std::optional(expression_of(*found));
}

}  // namespace countercheck

// The readings of a calculation, in order of preference.
#include "evaluate/readings.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evaluate/conversions.h"
#include "extract/calculation_parser.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Outcome = Reading::Outcome;

constexpr double kRounding = 1e-9;

Interval scaled(Interval x, double factor) {
  return multiply(x, Interval{factor, factor});
}

bool is_close(double a, double b) {
  return std::abs(a - b) <= kRounding * std::max(std::abs(a), std::abs(b));
}

/// One way in which a value of the calculation's dimension may be the number: `factor` times its base units.
struct Interpretation {
  double factor = 1;
  bool is_stripped = false;   ///< of the calculation without units
  bool is_doubtful = false;   ///< neither passes nor lets fail
  std::string licence;        ///< empty: needs none
  bool is_lenient = false;    ///< may confirm, and refutes nothing
  bool is_only_unit = false;  ///< the unit that bare operands must have: their digits may need their width too
};

/// 2K may be 2048; 300B tokens are never powers of 1024.
Expr with_plain_suffixes(Expr expr) {
  if (expr.written && expr.written->suffix != 1e3 && expr.written->is_ambiguous())
    expr.written.change().binary_suffix = expr.written->suffix;
  for (Expr& child : expr.children) child = with_plain_suffixes(std::move(child));
  return expr;
}

class Reader {
 public:
  Reader(const Expr& calculation, const Written& number, const ReadingRules& rules)
      : wide_(with_plain_suffixes(calculation)),
        exact_(without_width(wide_)),
        number_(number),
        rules_(rules),
        operands_(operands_of(wide_)) {}

  Reading read() {
    const DimensionOf dimension = dimension_of(wide_, rules_.units);
    if (!dimension.dimension) return undecided(dimension.problem);
    dimension_ = *dimension.dimension;
    const Prefixes first = rules_.prefixes.value_or(Prefixes::decimal);
    interpret(first);
    if (interpretations_.empty()) return undecided(contradiction());
    if (!value_of(exact_, first)) return undecided("the calculation has no value");
    if (is_range()) return range(first);

    for (const Interpretation& it : interpretations_)
      if (it.licence.empty() && holds(exact_, it, first)) return held(it, first, {});
    // From here on a licence is needed, and one must do.
    if (std::optional<Reading> licensed = with_licence(first)) return std::move(*licensed);
    if (is_doubtful(first)) return undecided("only two readings that are not the plain ones make it hold");
    const bool may_refute = std::any_of(interpretations_.begin(), interpretations_.end(),
                                        [](const Interpretation& it) { return !it.is_lenient && !it.is_doubtful; });
    return may_refute ? failed(first) : undecided(contradiction());
  }

 private:
  [[nodiscard]] std::optional<Reading> with_licence(Prefixes first) {
    if (!rules_.prefixes && is_ambiguous()) {
      interpret(Prefixes::binary);
      for (const Interpretation& it : interpretations_)
        if (it.licence.empty() && holds(exact_, it, Prefixes::binary))
          return held(it, Prefixes::binary, "prefixes read as powers of 1024");
      interpret(first);
    }
    for (const Interpretation& it : interpretations_) {
      if (!it.licence.empty()) continue;
      if (is_truncated(it, first)) return held(it, first, "cut off, not rounded");
      if (is_rounded_up(it, first)) return held(it, first, "rounded up");
      if (holds(wide_, it, first)) return held(it, first, "holds within the digits of its operands");
    }
    for (const Interpretation& it : interpretations_)
      if (!it.licence.empty() && !it.is_doubtful && holds(it.is_only_unit ? wide_ : exact_, it, first))
        return held(it, first, it.licence);
    if (const Expr rounded = with_rounded_operands(); is_any_rounded_)
      for (const Interpretation& it : interpretations_)
        if (it.licence.empty() && holds(rounded, it, first))
          return held(it, first, "holds within the digits of its operands");
    return std::nullopt;
  }

  /// Two licences do not make a pass; but a number that they give to four digits is no accident either.
  [[nodiscard]] bool is_doubtful(Prefixes first) {
    bool found = false;
    for (const Prefixes prefixes : {first, rules_.prefixes.value_or(Prefixes::binary)}) {
      interpret(prefixes);
      for (const Interpretation& it : interpretations_) {
        const bool is_precise = number_.significant_digits >= 4 || it.is_doubtful;
        found = found || (is_precise && (holds(exact_, it, prefixes) || is_truncated(it, prefixes)));
      }
    }
    interpret(first);
    return found;
  }

  /// What the value may be, from the dimensions of both sides.
  void interpret(Prefixes prefixes) {
    interpretations_.clear();
    const Dimension& wanted = number_.unit.dimension;
    const bool is_naked = std::all_of(operands_.begin(), operands_.end(),
                                      [](const Expr* operand) { return operand->written->unit.dimension.is_one(); });
    if (dimension_ == wanted) {
      add(1);
      for (const double factor : written_conversions(operands_, number_)) add(1 / factor), add(factor);
      for (const double factor : counted_spans(operands_, number_, rules_.units)) add(factor);
      if (is_percent(number_.unit) && is_difference_of_shares()) add(0.01, "operands are in %");
    } else if (is_naked && dimension_.is_one()) {
      naked(wanted, prefixes);
    } else if (number_.unit.is_bare()) {
      unit_left_out();
    }
    rates(wanted);
  }

  void naked(const Dimension& wanted, Prefixes prefixes) {
    const double own = number_.unit.factor(prefixes);
    const bool is_counted = is_listed("counted_in_base_units", wanted);
    if (is_counted) add(1);
    for (const double factor : written_conversions(operands_, number_)) {
      const bool is_own =
          is_close(factor, number_.unit.scale) || is_close(factor, number_.unit.binary_scale) || !is_counted;
      if (is_own) add(own);
    }
    add(own, "operands are in " + number_.unit.symbol);
    // Bare operands of a time or a rate can be in no other unit, and are no less wide for that.
    interpretations_.back().is_only_unit = !is_counted;
    // "240T / 20B = 12 tokens/ms": suffixes count single FLOPs, so the quotient counts per second.
    const bool has_suffix = std::any_of(operands_.begin(), operands_.end(),
                                        [](const Expr* operand) { return operand->written->suffix != 1; });
    if (!is_counted && has_suffix) add(1, "operands are in base units");
  }

  /// "80 GB × 0.85 = 68".
  void unit_left_out() {
    if (is_listed("counted_in_base_units", dimension_)) add(1);
    interpretations_.push_back({1, true, false, "the unit is left out", false});
  }

  /// FLOPS and FLOPs are written for one another; a price per hour times hours without a unit is a price.
  void rates(const Dimension& wanted) {
    Dimension time;
    const int index = rules_.units.dimension("time");
    if (index < 0) return;
    time.exponents[static_cast<std::size_t>(index)] = 1;
    const bool is_above = divide(dimension_, wanted) == time;
    const bool is_below = divide(wanted, dimension_) == time;
    if (is_above || is_below) {
      if (has_listed("written_for_rate")) add(1, "an amount and a rate stand for one another");
      const bool has_bare = std::any_of(operands_.begin(), operands_.end(),
                                        [](const Expr* operand) { return operand->written->unit.is_bare(); });
      // "$2.50/h × 730 h = $1,825/month" is what one month costs.
      for (const double factor : units_below({}, number_, rules_.units))
        if (is_above) add(1 / factor, "what is computed is for one span of the unit");
      // "10 million/hour × 24 hours × 7 days": 24 hours of each day.
      if (is_above) spans_without_unit(time);
      for (const double factor : units_below(operands_, Written{}, rules_.units))
        interpretations_.push_back(
            {is_below ? factor : 1 / factor, false, !has_bare, "operands without a unit are spans of time", false});
    }
    if (divide(dimension_, wanted) == multiply(time, time)) prices_without_span(time);
    // `2×128×1024 = 4.3 TFLOPS` counts FLOPs.
    const Dimension amount = multiply(wanted, time);
    if (dimension_.is_one() && is_listed("written_for_rate", amount))
      add(1, "an amount and a rate stand for one another");
  }

  /// "5000 samples × 34128000 seconds", where the samples are those of a second; "3 nodes × 730 h × $0.768", where the
  /// price is that of an hour. Several spans of time may be spans of each other.
  void spans_without_unit(const Dimension& time) {
    const std::vector<const Expr*> spans = operands_in(time);
    const auto may_be = [&](double factor) {
      interpretations_.push_back({factor, false, false, "a span of time counts without its unit", spans.size() != 1});
    };
    for (const Expr* operand : spans) {
      const double factor = 1 / operand->written->unit.scale;
      may_be(factor);
      // "÷ 2^30 = 397 GB": the quotient counts gigabytes.
      for (const double written : written_conversions(operands_, number_))
        if (is_close(written, number_.unit.scale) || is_close(written, number_.unit.binary_scale))
          may_be(factor * number_.unit.scale);
      if (operand->written->unit.scale != 1) may_be(1);
    }
  }

  /// "730 h × $0.768 = $561/month": the price is for one of the hours, and the result for one month.
  void prices_without_span(const Dimension& time) {
    const std::vector<const Expr*> spans = operands_in(time);
    if (spans.size() != 1) return;
    for (const double factor : units_below({}, number_, rules_.units))
      add(1 / (factor * spans.front()->written->unit.scale), "an amount is for one span of time");
  }

  [[nodiscard]] std::vector<const Expr*> operands_in(const Dimension& dimension) const {
    std::vector<const Expr*> found;
    for (const Expr* operand : operands_)
      if (operand->written->unit.dimension == dimension) found.push_back(operand);
    return found;
  }

  void add(double factor, std::string licence = {}) {
    interpretations_.push_back({factor, false, false, std::move(licence), false});
  }

  [[nodiscard]] bool is_listed(std::string_view group, const Dimension& dimension) const {
    for (const std::string& name : rules_.language.group(group)) {
      Dimension listed;
      const int index = rules_.units.dimension(name);
      if (index < 0) continue;
      listed.exponents[static_cast<std::size_t>(index)] = 1;
      if (listed == dimension) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_listed(std::string_view group) const {
    for (const std::string& name : rules_.language.group(group)) {
      const int index = rules_.units.dimension(name);
      if (index < 0) continue;
      const auto has = [&](const Unit& unit) { return unit.dimension.exponents[static_cast<std::size_t>(index)] != 0; };
      if (has(number_.unit)) return true;
      for (const Expr* operand : operands_)
        if (has(operand->written->unit)) return true;
    }
    return false;
  }

  /// "100 - 80 = 20%": numbers that are percentages already.
  [[nodiscard]] bool is_difference_of_shares() const {
    if (exact_.op != Operator::add && exact_.op != Operator::subtract) return false;
    return std::all_of(operands_.begin(), operands_.end(), [](const Expr* operand) {
      return operand->written->unit.is_bare() && operand->written->mantissa >= 1;
    });
  }

  [[nodiscard]] std::optional<Interval> value(const Expr& calculation, const Interpretation& it,
                                              Prefixes prefixes) const {
    const std::optional<Interval> found = value_of(it.is_stripped ? without_units(calculation) : calculation, prefixes);
    if (!found) return std::nullopt;
    return scaled(*found, it.factor);
  }

  [[nodiscard]] bool holds(const Expr& calculation, const Interpretation& it, Prefixes prefixes) const {
    const std::optional<Interval> found = value(calculation, it, prefixes);
    return found && agree(*found, region_of(number_, prefixes));
  }

  /// 545.9 written 545. One digit alone is too coarse to tell.
  [[nodiscard]] bool is_truncated(const Interpretation& it, Prefixes prefixes) const {
    if (number_.relation != Relation::equal || number_.significant_digits < 2 || number_.mantissa <= 0) return false;
    const std::optional<Interval> found = value(exact_, it, prefixes);
    if (!found) return false;
    const double unit = number_.nominal(prefixes) / number_.mantissa;
    const double written = found->middle() / unit;
    return written > number_.mantissa && written < number_.mantissa + number_.step;
  }

  /// 2.4 nodes are 3.
  [[nodiscard]] bool is_rounded_up(const Interpretation& it, Prefixes prefixes) const {
    const bool is_count = number_.is_integer && number_.suffix == 1 && number_.unit.dimension.is_one() &&
                          !is_percent(number_.unit) && number_.unit.symbol != "×";
    if (!is_count || exact_.op != Operator::divide) return false;
    const std::optional<Interval> found = value(exact_, it, prefixes);
    return found && std::ceil(found->middle()) == number_.mantissa;
  }

  [[nodiscard]] bool is_ambiguous() const {
    return number_.is_ambiguous() || std::any_of(operands_.begin(), operands_.end(),
                                                 [](const Expr* operand) { return operand->written->is_ambiguous(); });
  }

  [[nodiscard]] bool is_range() const {
    return number_.is_range() || std::any_of(operands_.begin(), operands_.end(),
                                             [](const Expr* operand) { return operand->written->is_range(); });
  }

  /// Ranges only say that the result lies in them, or may.
  Reading range(Prefixes first) {
    for (const Interpretation& it : interpretations_)
      if (it.licence.empty() && holds(exact_, it, first)) return held(it, first, "a range");
    return undecided("a range");
  }

  Expr with_rounded_operands() {
    Expr out = exact_;
    round_operands(out, wide_);
    return out;
  }
  void round_operands(Expr& out, const Expr& original) {
    if (original.written && rules_.is_rounded(*original.written)) {
      out.written.change().plus_minus = original.written->step / 2;
      is_any_rounded_ = true;
    }
    for (std::size_t i = 0; i < out.children.size(); ++i) round_operands(out.children[i], original.children[i]);
  }

  [[nodiscard]] std::string contradiction() const {
    return "`" + text_of(wide_) + "` is " + said(dimension_) + ", `" + number_.unit.symbol + "` is " +
           said(number_.unit.dimension);
  }
  [[nodiscard]] std::string said(const Dimension& dimension) const {
    return dimension.is_one() ? "a bare number" : rules_.units.describe(dimension);
  }

  [[nodiscard]] Reading held(const Interpretation& it, Prefixes prefixes, std::string note) const {
    return {Outcome::holds, value(exact_, it, prefixes).value_or(Interval{}), prefixes, std::move(note)};
  }

  static Reading undecided(std::string why) { return {Outcome::undecided, {}, Prefixes::decimal, std::move(why)}; }

  /// The value that comes nearest to what is written is the one to show.
  [[nodiscard]] Reading failed(Prefixes prefixes) const {
    Reading out{Outcome::fails, {}, prefixes, {}};
    double nearest = std::numeric_limits<double>::infinity();
    const double written = number_.nominal(prefixes);
    for (const Interpretation& it : interpretations_) {
      const std::optional<Interval> found = value(exact_, it, prefixes);
      if (!found) continue;
      const double distance = std::abs(std::log(std::abs(found->middle() / written)));
      // The first interpretation is the plain one: another must be much nearer to be the meant one.
      if (&it != &interpretations_.front() && !(distance < nearest / 2)) continue;
      nearest = distance;
      out.value = *found;
    }
    return out;
  }

  Expr wide_;
  Expr exact_;
  const Written& number_;
  const ReadingRules& rules_;
  std::vector<const Expr*> operands_;
  Dimension dimension_;
  std::vector<Interpretation> interpretations_;
  bool is_any_rounded_ = false;
};

}  // namespace

Interval region_of(const Written& number, Prefixes prefixes) {
  Interval region = number.region(Role::result, prefixes);  // "< 1%" holds for 0.11%
  if (!number.is_approximate()) return region;
  // The sign never makes a number narrower than its digits.
  Written plain = number;
  plain.relation = Relation::equal;
  const Interval digits = plain.interval(Role::result, prefixes);
  return {std::min(region.low, digits.low), std::max(region.high, digits.high)};
}

Reading read_as(const Expr& calculation, const Written& number, const ReadingRules& rules) {
  return Reader(calculation, number, rules).read();
}

}  // namespace countercheck

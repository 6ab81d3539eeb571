// Tries every slip that reproduces the number to its digits; the nearest is named.
#include "evaluate/slips.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "evaluate/compare.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostOperands = 32;
/// Each claim that fails looks at them all.
constexpr std::size_t kMostFacts = 1000;
/// What is off by less may have something on top that is not written there.
constexpr double kSmallestSlip = 7.5;

/// The calculation with its `skipped`-th operand put to 1 of its unit.
Expr without_operand(Expr expr, std::size_t skipped, std::size_t& seen) {
  if (expr.written && seen++ == skipped) {
    Written& operand = expr.written.change();
    operand.mantissa = operand.suffix = operand.binary_suffix = 1;
  }
  for (Expr& child : expr.children) child = without_operand(std::move(child), skipped, seen);
  return expr;
}

/// The slip whose number comes nearest to the one that is written.
class Nearest {
 public:
  Nearest(Interval region, double written) : region_(region), written_(written) {}

  void offer(double slipped, std::string text) {
    if (!agree(region_, {slipped, slipped}) || slipped == 0) return;
    const double distance = std::abs(std::log(std::abs(slipped / written_)));
    if (!(distance < distance_)) return;
    distance_ = distance;
    text_ = std::move(text);
  }
  [[nodiscard]] bool is_found() const { return !text_.empty(); }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Interval region_;
  double written_ = 0;
  double distance_ = std::numeric_limits<double>::infinity();
  std::string text_;
};

void offer_operands(Nearest& nearest, const Expr& calculation, const Reading& right) {
  const std::vector<const Expr*> operands = operands_of(calculation);
  if (operands.size() < 2 || operands.size() > kMostOperands) return;
  const std::optional<Interval> whole = value_of(without_width(calculation), right.prefixes);
  if (!whole || whole->middle() == 0) return;
  const double scale = right.value.middle() / whole->middle();
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Written& operand = *operands[i]->written;
    if (operand.mantissa == 1 && operand.suffix == 1) continue;
    std::size_t seen = 0;
    const std::optional<Interval> less = value_of(without_width(without_operand(calculation, i, seen)), right.prefixes);
    if (!less || less->middle() == 0) continue;
    const double left_out = less->middle() * scale;
    const std::string name = "`" + operands[i]->literal_text + "`";
    nearest.offer(left_out, "it would be right without " + name);
    if (operand.unit.dimension.is_one())
      nearest.offer(right.value.middle() * right.value.middle() / left_out,
                    "it would be right with " + name + " taken twice");
  }
}

bool is_sign(Operator op) {
  return op == Operator::add || op == Operator::subtract || op == Operator::multiply || op == Operator::divide;
}

bool is_quotient(const Expr& calculation) {
  return calculation.op == Operator::divide && calculation.children.size() == 2;
}

/// One sign for another between the two halves of a calculation, and a quotient upside down.
void offer_signs(Nearest& nearest, const Expr& calculation, const Reading& right) {
  const std::optional<Interval> whole = value_of(without_width(calculation), right.prefixes);
  if (!whole || whole->middle() == 0 || calculation.children.size() != 2) return;
  const double scale = right.value.middle() / whole->middle();
  if (is_quotient(calculation) && calculation.children[1].op != Operator::literal)
    nearest.offer(scale / whole->middle(), "it would be right the other way round");
  const std::pair<Operator, const char*> signs[] = {
      {Operator::add, "+"}, {Operator::subtract, "-"}, {Operator::multiply, "×"}, {Operator::divide, "÷"}};
  for (const auto& [op, sign] : signs) {
    Expr changed = calculation;
    if (op == changed.op || !is_sign(changed.op)) continue;
    changed.op = op;
    const std::optional<Interval> value = value_of(without_width(changed), right.prefixes);
    if (value)
      nearest.offer(value->middle() * scale, std::string("it would be right with ") + sign + " between " + "`" +
                                                 text_of(calculation.children[0]) + "` and `" +
                                                 text_of(calculation.children[1]) + "`");
  }
}

/// "61 %" where 39 % is right.
void offer_rest(Nearest& nearest, const Written& number, Interval right) {
  if (number.unit.scale == 0.01 && number.unit.dimension.is_one())
    nearest.offer(1 - right.middle(), "it is the rest of the whole");
}

/// 1042 for 1024.
bool are_digits_swapped(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto [first, other] = std::mismatch(a.begin(), a.end(), b.begin());
  if (a.end() - first < 2 || *first != other[1] || first[1] != *other) return false;
  return std::equal(first + 2, a.end(), other + 2) && *first != first[1];
}

void offer_swapped(Nearest& nearest, const Written& number, const Reading& right) {
  const std::string is = print_like(right.value, number, right.prefixes);
  const double written = number.nominal(right.prefixes);
  const std::string said = print_like({written, written}, number, right.prefixes);
  if (number.significant_digits >= 3 && are_digits_swapped(is, said)) nearest.offer(written, "two digits are swapped");
}

/// One line of the language's slips: "1000: one prefix too high", "100 %: ...", "8 information: ...".
struct Slip {
  double factor = 0;
  std::string_view kind;  ///< a unit or a dimension that the number must have; empty: any unit
  std::string_view text;
};

Slip parse_slip(std::string_view line) {
  Slip slip;
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return slip;
  const auto [end, error] = std::from_chars(line.data(), line.data() + colon, slip.factor);
  if (error != std::errc{}) return {};
  const std::size_t after = static_cast<std::size_t>(end - line.data());
  if (after + 1 < colon) slip.kind = line.substr(after + 1, colon - after - 1);
  slip.text = line.substr(colon + 2);
  return slip;
}

bool is_of_kind(const Written& number, std::string_view kind, const Units& units) {
  if (kind.empty()) return number.suffix != 1 || !number.unit.dimension.is_one();
  const int dimension = units.dimension(kind);
  if (dimension < 0) return number.unit.symbol == kind;
  return number.unit.dimension.exponents[static_cast<std::size_t>(dimension)] != 0;
}

void offer_factors(Nearest& nearest, const Written& number, Interval right, const Language& language,
                   const Units& units) {
  for (const std::string& line : language.group("slips")) {
    const Slip slip = parse_slip(line);
    if (slip.factor != 0 && is_of_kind(number, slip.kind, units))
      nearest.offer(right.middle() * slip.factor, std::string(slip.text));
  }
}

bool is_used(const Derivation& calculation, const std::string& quantity) {
  return calculation.name == quantity ||
         std::any_of(calculation.operands.begin(), calculation.operands.end(),
                     [&](const DerivationPtr& part) { return is_used(*part, quantity); });
}

/// Any number is a product of some figures of a long document; only those of this calculation, and what axes count,
/// explain anything.
void offer_figures(Nearest& nearest, const Claim& claim, Interval right, const Derivation& calculation,
                   const Case& it) {
  for (std::size_t i = 0; i < std::min(it.facts.facts.size(), kMostFacts); ++i) {
    const Fact& fact = it.facts.facts[i];
    if (!fact.is_written || !fact.written.is_integer || fact.written.is_range() ||
        !fact.written.unit.dimension.is_one())
      continue;
    const Quantity& quantity = it.book[fact.quantity];
    const bool is_counted = std::any_of(it.book.axes.begin(), it.book.axes.end(),
                                        [&](const Axis& axis) { return axis.count == fact.quantity; });
    if (fact.quantity == claim.quantity || fact.scope != claim.scope ||
        (!is_counted && !is_used(calculation, quantity.name)))
      continue;
    const double factor = fact.written.nominal(Prefixes::decimal);
    if (factor < 2) continue;
    const std::string text = "off by exactly the " + quantity.said + " (" + print_number(factor) + ")";
    nearest.offer(right.middle() * factor, text);
    nearest.offer(right.middle() / factor, text);
  }
}

}  // namespace

std::string find_slip(const Expr& calculation, const Written& number, const Reading& right, const ReadingRules& rules) {
  if (right.value.middle() == 0 || number.mantissa == 0) return {};
  Nearest nearest(region_of(number, right.prefixes), number.nominal(right.prefixes));
  offer_factors(nearest, number, right.value, rules.language, rules.units);
  offer_operands(nearest, calculation, right);
  if (nearest.is_found()) return nearest.take();
  offer_signs(nearest, calculation, right);
  offer_rest(nearest, number, right.value);
  offer_swapped(nearest, number, right);
  return nearest.take();
}

bool is_usual_slip(const Written& number, Interval right, const Rulebook& book) {
  const double written = number.nominal(Prefixes::decimal);
  if (std::abs(std::log(std::abs(written / right.middle()))) < std::log(kSmallestSlip)) return false;
  Nearest nearest(region_of(number, Prefixes::decimal), written);
  offer_factors(nearest, number, right, book.language, book.units);
  return nearest.is_found();
}

std::string find_claim_slip(const Claim& claim, Interval right, const Derivation& calculation, Prefixes prefixes,
                            const Case& it) {
  if (right.middle() == 0 || claim.written.mantissa == 0) return {};
  const Interval region = claimed_region(claim.written, it.book[claim.quantity], prefixes);
  Nearest nearest(region, claim.written.nominal(prefixes));
  offer_factors(nearest, claim.written, right, it.book.language, it.book.units);
  offer_figures(nearest, claim, right, calculation, it);
  return nearest.take();
}

}  // namespace countercheck

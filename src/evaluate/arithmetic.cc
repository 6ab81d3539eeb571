// Judges the calculations that a document writes, each on the figures that it writes.
//
// In `a = b = c` each pair of neighbours is judged, and the verdict stands on the side that is a number. Two
// calculations side by side, `30B ÷ 512 = 58.6MB × 2`, are a running chain: the number that begins the second is the
// result of the first, if it fits, and is never refuted.
#include <algorithm>

#include "evaluate/changes.h"
#include "evaluate/verdicts.h"
#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "units/interval.h"

namespace countercheck {
namespace {

using Form = Equation::Form;
using Side = Equation::Side;

constexpr std::size_t kMostEquations = 5000;

class Judge {
 public:
  Judge(const Equation& equation, const Case& it) : equation_(equation), it_(it) {}

  std::vector<Finding> judge() {
    switch (equation_.form) {
      case Form::equality:
        for (std::size_t i = 0; i + 1 < equation_.sides.size(); ++i) pair(i, i + 1);
        break;
      case Form::value_of:
        explained();
        break;
      case Form::share:
        share();
        break;
      case Form::change:
        out_ = judge_change(equation_, it_);
        break;
      case Form::comparison:
        comparison();
        break;
      case Form::sum:
        sum();
        break;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Side& side(std::size_t i) const { return equation_.sides[i]; }
  [[nodiscard]] bool is_number(std::size_t i) const { return side(i).expr.op == Operator::written; }
  [[nodiscard]] bool may_fail(std::size_t a, std::size_t b) const { return !side(a).is_open && !side(b).is_open; }
  [[nodiscard]] Judged judged(std::size_t i) const {
    return {side(i).expr, side(i).span, i < equation_.claims.size() ? equation_.claims[i] : -1};
  }

  void add(std::optional<Finding> finding) {
    if (finding) out_.push_back(std::move(*finding));
  }

  void number_of(std::size_t number, const Expr& calculation, Verdicts how) {
    std::optional<Finding> found = verdict_on(judged(number), calculation, how, it_);
    // "99.9% of 30 days = 43.2 min" of downtime.
    if (found && found->verdict == Verdict::fail && is_part_of(calculation) && calculation.children.size() == 2) {
      Expr rest = calculation;
      rest.children[0] = rest_of(calculation.children[0]);
      if (std::optional<Finding> complement = verdict_on(judged(number), rest, {how.rule, false}, it_)) {
        complement->notes.insert(complement->notes.begin(), "the rest of the whole");
        found = std::move(complement);
      }
    }
    add(std::move(found));
  }

  static Expr rest_of(const Expr& share) { return join(Operator::subtract, literal_of(1, "1"), share); }

  void pair(std::size_t left, std::size_t right) {
    if (is_number(left) && is_number(right)) return restatement(left, right);
    if (is_number(right)) return number_of(right, side(left).expr, {"arithmetic", may_fail(left, right)});
    if (is_number(left)) return number_of(left, side(right).expr, {"arithmetic", may_fail(left, right)});
    running(left, right);
  }

  /// What may not be refuted is not silently dropped: the reader hears that it was seen.
  void explained() {
    number_of(0, side(1).expr, {"arithmetic", may_fail(0, 1)});
    if (!out_.empty() && out_.front().verdict == Verdict::fail && explains_operand()) return out_.clear();
    if (!equation_.note.empty())
      for (Finding& finding : out_) finding.notes.push_back(equation_.note);
    if (!out_.empty() || is_number(1) || may_fail(0, 1) || is_part_of(side(1).expr)) return;
    Finding finding = finding_on(judged(0), "arithmetic", it_);
    finding.verdict = Verdict::unverifiable;
    finding.message = "`" + text_of(side(1).expr) + "` does not give `" + side(0).expr.literal_text + "`";
    finding.notes.push_back("it may speak of another figure");
    out_.push_back(std::move(finding));
  }

  /// "405B × 14 bytes = 5.67 TB (2 weights + 4 master + 8 moments)": the parenthesis is about the 14.
  [[nodiscard]] bool explains_operand() const {
    const std::optional<Interval> value = value_of(without_width(side(1).expr), Prefixes::decimal);
    const int claim = equation_.claims.empty() ? -1 : equation_.claims.front();
    if (!value || claim < 0) return false;
    std::size_t seen = 0;
    for (const Equation& other : it_.claims.equations) {
      if (++seen > kMostEquations) return false;
      if (other.block != equation_.block || other.form != Form::equality) continue;
      for (std::size_t i = 1; i < other.sides.size(); ++i)
        if (other.claims[i] == claim && has_operand(other.sides[i - 1].expr, value->middle())) return true;
    }
    return false;
  }

  static bool has_operand(const Expr& calculation, double number) {
    const std::vector<const Expr*> operands = operands_of(calculation);
    return operands.size() > 1 && std::any_of(operands.begin(), operands.end(), [&](const Expr* operand) {
             return operand->written->mantissa == number;
           });
  }

  /// "85% of 80GB": judged as a share.
  static bool is_part_of(const Expr& expr) {
    return expr.op == Operator::multiply && expr.children[0].written && is_percent(expr.children[0].written->unit);
  }

  /// `1 GB = 1000 MB` may be refuted; `8 GPUs = 1 node` is a definition, and months have no one length.
  void restatement(std::size_t left, std::size_t right) {
    const Unit& a = side(left).expr.written->unit;
    const Unit& b = side(right).expr.written->unit;
    const int time = it_.book.units.dimension("time");
    const bool is_plain = a.dimension == b.dimension && !a.dimension.is_one() &&
                          (time < 0 || a.dimension.exponents[static_cast<std::size_t>(time)] == 0);
    if (!(a.dimension == b.dimension)) return;
    number_of(right, side(left).expr, {"arithmetic", is_plain && may_fail(left, right)});
  }

  void running(std::size_t left, std::size_t right) {
    const std::vector<const Expr*> terms = terms_of(side(right).expr);
    const std::vector<const Expr*> sums = terms_of(side(left).expr);
    // (4.3/2) + (0.5 × 16) = 2.15 + 8: term by term.
    if (terms.size() > 1 && terms.size() == sums.size()) {
      for (std::size_t i = 0; i < terms.size(); ++i)
        if (terms[i]->op == Operator::written && sums[i]->op != Operator::written) confirm(*terms[i], *sums[i]);
      return;
    }
    const std::vector<const Expr*> operands = operands_of(side(right).expr);
    if (!operands.empty()) confirm(*operands.front(), side(left).expr);
  }

  void confirm(const Expr& number, const Expr& calculation) {
    add(verdict_on({number, number.span, -1}, calculation, {"arithmetic", false}, it_));
  }

  static std::vector<const Expr*> terms_of(const Expr& expr) {
    std::vector<const Expr*> terms;
    const Expr* rest = &expr;
    while (rest->op == Operator::add) {
      terms.push_back(&rest->children[1]);
      rest = &rest->children[0];
    }
    terms.push_back(rest);
    std::reverse(terms.begin(), terms.end());
    return terms;
  }

  /// "3 of 128 (98% waste)": the rest may be meant.
  void share() {
    const Verdicts how{"arithmetic", may_fail(0, 1)};
    std::optional<Finding> found = verdict_on(judged(0), side(1).expr, how, it_);
    if (!found || found->verdict == Verdict::fail) {
      std::optional<Finding> complement = verdict_on(judged(0), rest_of(side(1).expr), {"arithmetic", false}, it_);
      if (complement) {
        complement->notes.insert(complement->notes.begin(), "the rest of the whole");
        found = std::move(complement);
      }
    }
    add(std::move(found));
  }

  void comparison() {
    const std::size_t number = is_number(0) ? 0 : 1;
    if (!is_number(number)) return;
    Finding finding = finding_on(judged(number), "arithmetic", it_);
    const std::string text = text_of(side(0).expr) + " " + sign() + " " + text_of(side(1).expr);
    const DimensionOf left = dimension_of(side(0).expr, it_.book.units);
    const DimensionOf right = dimension_of(side(1).expr, it_.book.units);
    if (!left.dimension || !right.dimension || !(*left.dimension == *right.dimension)) return;
    const bool is_settled = it_.target.prefixes.has_value();
    const Prefixes first = it_.target.prefixes.value_or(Prefixes::decimal);
    const bool is_plain = holds(exact(side(0).expr, first), exact(side(1).expr, first));
    const bool may_hold =
        is_plain || holds(wide(side(0).expr, first), wide(side(1).expr, first)) ||
        (!is_settled && holds(wide(side(0).expr, Prefixes::binary), wide(side(1).expr, Prefixes::binary)));
    finding.derivation = derive(comparison_of(), may_hold ? "yes" : "no", it_.doc);
    if (may_hold) {
      finding.verdict = Verdict::pass;
      finding.message = text;
      if (!is_plain) finding.notes.push_back("holds within the digits of its operands");
    } else {
      if (!may_fail(0, 1) || is_marked_wrong(equation_.span, it_)) return;
      finding.verdict = Verdict::fail;
      finding.severity = Severity::error;
      finding.message = (equation_.note.empty() ? "" : equation_.note + ": ") + "`" + text + "` does not hold";
    }
    out_.push_back(std::move(finding));
  }

  [[nodiscard]] Expr comparison_of() const {
    Expr expr;
    expr.op = equation_.relation;
    expr.children = {side(0).expr, side(1).expr};
    return expr;
  }

  [[nodiscard]] std::string sign() const {
    switch (equation_.relation) {
      case Operator::less:
        return "<";
      case Operator::at_most:
        return "≤";
      case Operator::greater:
        return ">";
      default:
        return "≥";
    }
  }

  static std::optional<Interval> exact(const Expr& expr, Prefixes prefixes) {
    return value_of(without_width(expr), prefixes);
  }
  /// A number alone has the width of its last digit.
  static std::optional<Interval> wide(const Expr& expr, Prefixes prefixes) {
    return expr.op == Operator::written ? region_of(*expr.written, prefixes) : value_of(expr, prefixes);
  }

  /// Whether some value of the left and some of the right stand in the relation.
  [[nodiscard]] bool holds(std::optional<Interval> a, std::optional<Interval> b) const {
    if (!a || !b) return true;
    switch (equation_.relation) {
      case Operator::less:
        return a->low < b->high;
      case Operator::at_most:
        return a->low <= b->high || agree(*a, *b);
      case Operator::greater:
        return a->high > b->low;
      default:
        return a->high >= b->low || agree(*a, *b);
    }
  }

  void sum() {
    if (equation_.sides.size() < 2 || !is_number(0)) return;
    std::vector<Expr> parts;
    bool may_fail = !side(0).is_open;
    for (std::size_t i = 1; i < equation_.sides.size(); ++i) {
      parts.push_back(side(i).expr);
      may_fail = may_fail && !side(i).is_open;
    }
    number_of(0, total_of(parts, 0, parts.size()), {"sum", may_fail});
  }

  /// A balanced tree: long tables must not make deep ones.
  static Expr total_of(const std::vector<Expr>& parts, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return parts[begin];
    const std::size_t middle = begin + (end - begin + 1) / 2;
    return join(Operator::add, total_of(parts, begin, middle), total_of(parts, middle, end));
  }

  const Equation& equation_;
  const Case& it_;
  std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> judge(const Equation& equation, const Case& it) {
  return Judge(equation, it).judge();
}

}  // namespace countercheck

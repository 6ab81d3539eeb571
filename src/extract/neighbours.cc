// Tries products, quotients, shares, sums and differences of near figures. How surprising an agreement is, is counted
// in digits: a search through a hundred calculations uses up two of them.
#include "extract/neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// So many figures before a result are tried; three at once only of the nearest.
constexpr std::size_t kMostNear = 12;
constexpr std::size_t kMostOfThree = 6;
constexpr std::uint32_t kReach = 260;
constexpr std::uint32_t kLongestLead = 40;
constexpr std::size_t kLongestPassage = 2000;
constexpr int kMostItems = 6;

/// Digits that must agree beyond those that chance explains among the calculations.
constexpr double kNeeded = 1.5;
/// A rate or an amount of another kind than its operands: few calculations have its dimension.
constexpr double kNeededOfOtherKind = 1;
/// Requests that would be cards by shares, and numbers of nothing: only digits speak for them.
constexpr double kNeededOfAnything = 3;
/// And for each step away, from the sentence to the paragraph and from there to the list.
constexpr double kFurther = 0.25;
/// What a word of consequence is worth.
constexpr double kTold = 1;

bool is_count(const Unit& unit) {
  return unit.dimension.is_one() && !is_percent(unit);
}

bool is_operand(const Written& figure) {
  const bool is_plain = figure.relation == Relation::equal || figure.relation == Relation::about;
  return is_plain && !figure.is_range() && figure.mantissa > 0;
}

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

Expr one() {
  return literal_of(1, "1");
}

/// What a calculation counts: "20 pods × 15 connections" is pod · connection, "128 experts ÷ 8 experts per layer"
/// layer.
using Nouns = std::map<std::string, int>;

Nouns nouns_of(const Unit& unit) {
  Nouns nouns;
  if (!unit.noun.empty()) ++nouns[unit.noun];
  for (const std::string& below : unit.per) --nouns[below];
  return nouns;
}

Nouns nouns_of(const Expr& expr) {
  if (expr.written) return nouns_of(expr.written->unit);
  if (expr.op != Operator::multiply && expr.op != Operator::divide)
    return expr.children.empty() ? Nouns{} : nouns_of(expr.children.back());
  Nouns nouns = nouns_of(expr.children[0]);
  for (const auto& [noun, count] : nouns_of(expr.children[1]))
    nouns[noun] += expr.op == Operator::multiply ? count : -count;
  return nouns;
}

/// Whether what is counted may be what the result counts. One count beside it may stand for "each": 12 disks of 4 TB.
bool are_coherent(const Unit& result, const Expr& calculation) {
  Nouns nouns = nouns_of(calculation);
  for (const auto& [noun, count] : nouns_of(result)) nouns[noun] -= count;
  int left_over = 0;
  for (const auto& [noun, count] : nouns) {
    if (count < 0 && result.dimension.is_one()) return false;  // "400 TFLOPS per GPU × 60%" is written 240 TFLOPS
    left_over += std::max(count, 0);
  }
  return left_over <= (calculation.op == Operator::multiply ? 1 : 0);
}

/// The calculations on some figures that may give one result.
class Search {
 public:
  /// `is_operand`: of a written product, which must not be divided again.
  Search(const Page& page, const Written& result, bool is_operand)
      : page_(page), result_(result), is_operand_(is_operand) {}

  void run(const std::vector<Part>& near) {
    is_of_other_kind_ = !result_.unit.dimension.is_one();
    for (const Part& part : near)
      if (part.figure.unit.dimension == result_.unit.dimension) is_of_other_kind_ = false;
    for (std::size_t a = 0; a < near.size(); ++a) {
      alone(near[a]);
      for (std::size_t b = a + 1; b < near.size(); ++b) {
        two(near[b], near[a]);
        for (std::size_t c = b + 1; c < near.size() && c < kMostOfThree; ++c) three(near[c], near[b], near[a]);
      }
    }
  }

  /// The first calculation that agrees in enough digits; `bonus` digits speak for it besides.
  [[nodiscard]] std::optional<Expr> believed(double bonus) const {
    for (const Candidate& candidate : candidates_) {
      if (!candidate.holds) continue;
      const double digits = telling_digits(result_) + bonus - std::log10(static_cast<double>(candidates_.size()));
      if (digits >= needed(candidate)) return candidate.calculation;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_any_held() const {
    return std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& it) { return it.holds; });
  }

  /// The one calculation that takes all of `count` figures, where there is just one and the result is of another kind.
  [[nodiscard]] std::optional<Expr> only_one_of(std::size_t count) const {
    std::optional<Expr> found;
    if (!is_of_other_kind_ || count < 2) return found;
    for (const Candidate& candidate : candidates_) {
      if (candidate.operands != count || !candidate.is_coherent) continue;
      if (found) return std::nullopt;
      found = candidate.calculation;
    }
    return found;
  }

 private:
  struct Candidate {
    Expr calculation;
    std::size_t operands = 0;
    bool is_coherent = false;
    bool holds = false;
  };

  [[nodiscard]] double needed(const Candidate& candidate) const {
    if (result_.unit.is_bare() || !candidate.is_coherent) return kNeededOfAnything;
    return is_of_other_kind_ ? kNeededOfOtherKind : kNeeded;
  }

  [[nodiscard]] Expr leaf(const Part& part) const { return operand_of(part, page_, false); }

  /// The same in another unit; and what takes 20 ms is done 50 times a second.
  void alone(const Part& part) {
    if (result_.unit.dimension.is_one()) return;
    if (part.figure.unit.scale != result_.unit.scale) offer(leaf(part), 1);
    offer(join(Operator::divide, one(), leaf(part)), 1);
  }

  void two(const Part& first, const Part& second) {
    const Expr a = leaf(first);
    const Expr b = leaf(second);
    const Unit& unit = first.figure.unit;
    const bool is_one_kind = unit.dimension == second.figure.unit.dimension && unit.noun == second.figure.unit.noun;
    if (is_percent(result_.unit)) {
      // A percentage is that of two figures of one kind.
      if (!is_one_kind || unit.is_bare() || is_percent(unit)) return;
      offer(join(Operator::divide, a, b), 2);
      offer(join(Operator::divide, b, a), 2);
      return;
    }
    const Dimension& other = second.figure.unit.dimension;
    if (is_wanted(multiply(unit.dimension, other))) offer(join(Operator::multiply, a, b), 2);
    if (!is_percent(second.figure.unit) && is_wanted(divide(unit.dimension, other)))
      offer(join(Operator::divide, a, b), 2);
    if (!is_percent(unit) && is_wanted(divide(other, unit.dimension))) offer(join(Operator::divide, b, a), 2);
    for (const auto& [share, whole] : {std::pair(&first, &b), std::pair(&second, &a)})
      if (is_percent(share->figure.unit))
        offer(join(Operator::multiply, join(Operator::subtract, one(), leaf(*share)), *whole), 2);
    if (is_one_kind && !unit.is_bare() && unit.noun == result_.unit.noun) {
      offer(join(Operator::add, a, b), 2);
      offer(join(Operator::subtract, a, b), 2);
      offer(join(Operator::subtract, b, a), 2);
    }
  }

  void three(const Part& first, const Part& second, const Part& third) {
    if (is_percent(result_.unit)) return;
    const Dimension product = multiply(first.figure.unit.dimension, second.figure.unit.dimension);
    if (!is_of_other_kind_ && !is_wanted(multiply(product, third.figure.unit.dimension))) return;
    const Expr a = leaf(first);
    const Expr b = leaf(second);
    const Expr c = leaf(third);
    offer(join(Operator::multiply, join(Operator::multiply, a, b), c), 3);
    if (!is_of_other_kind_) return;
    offer(join(Operator::divide, join(Operator::multiply, a, b), c), 3);
    offer(join(Operator::divide, join(Operator::multiply, a, c), b), 3);
    offer(join(Operator::divide, join(Operator::multiply, b, c), a), 3);
  }

  /// Asked before a calculation is built: most pairs and triples of a list measure something else.
  [[nodiscard]] bool is_wanted(const Dimension& dimension) const { return dimension == result_.unit.dimension; }

  void offer(Expr calculation, std::size_t operands) {
    if (is_operand_ && calculation.op == Operator::divide) return;
    Candidate candidate;
    for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
      const Outcome outcome = evaluate(calculation, {}, prefixes);
      if (!outcome.value || outcome.value->kind != Value::Kind::number ||
          !(outcome.value->dimension == result_.unit.dimension))
        return;
      candidate.holds = candidate.holds || agree(outcome.value->number, result_.interval(Role::result, prefixes));
    }
    candidate.operands = operands;
    candidate.is_coherent = are_coherent(result_.unit, calculation);
    if (!candidate.is_coherent && operands > 2) return;
    candidate.calculation = std::move(calculation);
    candidates_.push_back(std::move(candidate));
  }

  const Page& page_;
  const Written& result_;
  bool is_operand_ = false;
  bool is_of_other_kind_ = false;
  std::vector<Candidate> candidates_;
};

class NeighbourFinder {
 public:
  explicit NeighbourFinder(const Page& page) : page_(page) {}

  std::vector<Sum> find() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const Block& block = page_.doc.blocks[i];
      const bool is_text = block.kind == BlockKind::paragraph || block.kind == BlockKind::item;
      if (!is_text || block.text.text.size() > kLongestPassage) continue;
      block_ = static_cast<int>(i);
      text_ = block.text.text;
      for (std::size_t at = 0; at < page_.values_of(block_).size(); ++at) explain(at);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Written& value(std::size_t at) const { return page_.values_of(block_)[at]; }

  void explain(std::size_t at) {
    const Written& result = value(at);
    if (!is_operand(result) || is_explained(result)) return;
    const bool is_told = is_consequence(at);
    const bool is_inside = is_in_equation(result, [](const Equation&) { return true; });
    if (is_told && is_rounded_up(at))
      return state(result, call_of("ceil", operand_of(part_of(block_, value(at - 1)), page_, false)), true);
    std::optional<Expr> wanted;
    std::size_t known = 0;
    double bonus = is_told ? kTold : 0;
    for (const auto read :
         {&NeighbourFinder::read_sentence, &NeighbourFinder::read_paragraph, &NeighbourFinder::read_list}) {
      near_.clear();
      (this->*read)(at);
      if (near_.size() > known) {
        Search search(page_, result, is_inside);
        search.run(near_);
        if (std::optional<Expr> found = search.believed(bonus)) return state(result, std::move(*found), true);
        if (search.is_any_held()) return;
        if (known == 0 && is_told && are_all_plain_ && !is_inside) wanted = search.only_one_of(near_.size());
      }
      known = std::max(known, near_.size());
      bonus -= kFurther;
    }
    if (wanted) state(result, std::move(*wanted), false);
  }

  void state(const Written& result, Expr calculation, bool is_open) {
    out_.push_back(make_calculated(part_of(block_, result), std::move(calculation), is_open, page_));
    out_.back().equation.note = "from figures beside it";
  }

  /// "15 * 3 / 4 = 11.25, so 12 ingesters"
  [[nodiscard]] bool is_rounded_up(std::size_t at) const {
    if (at == 0) return false;
    const Written& whole = value(at);
    const Written& before = value(at - 1);
    return is_operand(before) && !before.is_integer && before.unit.is_bare() && before.suffix == 1 &&
           whole.span.begin - before.span.end <= kLongestLead && whole.is_integer && is_count(whole.unit) &&
           whole.suffix == 1 && whole.mantissa == std::ceil(before.mantissa);
  }

  /// In "7.25 GB (116 GB ÷ 16)" 116 GB is no result of 7.25 GB × 16.
  [[nodiscard]] bool is_explained(const Written& figure) const {
    return is_in_equation(figure, [](const Equation& it) { return it.form != Equation::Form::equality; });
  }

  template <class Which>
  [[nodiscard]] bool is_in_equation(const Written& figure, Which which) const {
    const auto& equations = page_.equations_of(block_);
    return std::any_of(equations.begin(), equations.end(), [&](const Equation& equation) {
      return equation.span.begin <= figure.span.begin && figure.span.begin < equation.span.end && which(equation);
    });
  }

  /// The figures before it in its sentence, the nearest first.
  void read_sentence(std::size_t at) {
    are_all_plain_ = true;
    read_back(at, true);
  }
  /// And those of the sentences before.
  void read_paragraph(std::size_t at) { read_back(at, false); }

  void read_back(std::size_t at, bool is_one_sentence) {
    const Written& result = value(at);
    for (std::size_t i = at; i-- > 0;) {
      const Written& figure = value(i);
      if (result.span.begin - figure.span.end > kReach) break;
      const std::string_view between = text_.substr(figure.span.end, result.span.begin - figure.span.end);
      if (is_one_sentence && between.find(". ") != std::string_view::npos) break;
      const bool is_taken = take(block_, figure, result);
      if (is_one_sentence) are_all_plain_ = are_all_plain_ && is_taken && figure.relation == Relation::equal;
    }
  }

  /// And those of the items before it.
  void read_list(std::size_t at) {
    read_back(at, false);
    const Block& own = page_.block(block_);
    int items = 0;
    for (int i = block_; i-- > 0 && items < kMostItems && own.kind == BlockKind::item; ++items) {
      const Block& other = page_.block(i);
      if (other.kind != BlockKind::item || other.section != own.section) break;
      const std::vector<Written>& values = page_.values_of(i);
      for (auto figure = values.rbegin(); figure != values.rend(); ++figure) take(i, *figure, value(at));
    }
  }

  static bool is_said_again(const Written& a, const Written& b) {
    return a.unit.dimension == b.unit.dimension && a.nominal(Prefixes::decimal) == b.nominal(Prefixes::decimal);
  }

  /// A figure that the result only says again explains nothing, and one that stands there twice explains it once.
  bool take(int block, const Written& figure, const Written& result) {
    const bool is_copy = is_said_again(figure, result) && figure.unit.scale == result.unit.scale;
    const bool is_known =
        std::any_of(near_.begin(), near_.end(), [&](const Part& part) { return is_said_again(part.figure, figure); });
    if (is_known || near_.size() >= kMostNear || !is_operand(figure) || is_copy ||
        figure.nominal(Prefixes::decimal) == 1)
      return false;
    near_.push_back(part_of(block, figure));
    // "~2 GB × 4" is near many figures; it has to be the one that it says.
    near_.back().figure.relation = Relation::equal;
    return true;
  }

  /// A word or a parenthesis between the last figure and this one says that it follows.
  [[nodiscard]] bool is_consequence(std::size_t at) const {
    const std::uint32_t end = value(at).span.begin;
    const std::uint32_t begin = std::max(at == 0 ? 0 : value(at - 1).span.end, end - std::min(end, kLongestLead));
    const std::string_view lead = text_.substr(begin, end - std::min(begin, end));
    return lead.ends_with('(') || is_in_other_words(lead) || page_.book.language.has_any("consequence", lead);
  }

  /// "that is", "i.e.", "which is": the last words before it.
  [[nodiscard]] bool is_in_other_words(std::string_view lead) const {
    const std::string said = normal_form(lead);
    const auto& links = page_.book.language.group("in_other_words");
    return std::any_of(links.begin(), links.end(), [&](const std::string& link) {
      const std::string words = normal_form(link);
      return !words.empty() && (said == words || said.ends_with(" " + words));
    });
  }

  const Page& page_;
  int block_ = -1;
  std::string_view text_;
  bool are_all_plain_ = true;  ///< of the sentence
  std::vector<Part> near_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_neighbours(const Page& page) {
  return NeighbourFinder(page).find();
}

}  // namespace countercheck

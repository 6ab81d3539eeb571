// Tries the figures of the sentence, then of the paragraph, then of the list.
#include "extract/neighbours.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "extract/trials.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So many figures before a result are tried.
constexpr std::size_t kMostNear = 12;
constexpr std::uint32_t kReach = 260;
constexpr std::uint32_t kLongestLead = 40;
constexpr std::size_t kLongestPassage = 2000;
constexpr int kMostItems = 6;

/// Digits that each step away costs, from the sentence to the paragraph and from there to the list.
constexpr double kFurther = 0.25;
/// Digits that a word of consequence is worth.
constexpr double kTold = 1;

bool is_operand(const Written& figure) {
  const bool is_plain = figure.relation == Relation::equal || figure.relation == Relation::about;
  return is_plain && !figure.is_range() && figure.mantissa > 0;
}

class NeighbourFinder {
 public:
  explicit NeighbourFinder(const Page& page) : page_(page) {
    for (const std::string& link : page.book.language.group("in_other_words")) links_.push_back(normal_form(link));
    std::erase(links_, "");
  }

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
    if (!Trials::may_be_believed(result, kTold) && !is_rounded_up(at)) return;
    const bool is_told = is_consequence(at);
    const bool is_inside = is_in_equation(result, [](const Equation&) { return true; });
    if (is_told && is_rounded_up(at))
      return state(result, call_of("ceil", operand_of(part_of(block_, value(at - 1)), page_, false)), true);
    double bonus = is_told ? kTold : 0;
    if (!Trials::may_be_believed(result, bonus)) return;
    std::optional<Expr> wanted;
    std::size_t known = 0;
    for (const auto read :
         {&NeighbourFinder::read_sentence, &NeighbourFinder::read_paragraph, &NeighbourFinder::read_list}) {
      near_.clear();
      (this->*read)(at);
      if (near_.size() > known) {
        Trials trials(page_, result, is_inside);
        trials.run(near_);
        if (std::optional<Expr> found = trials.believed(bonus)) return state(result, std::move(*found), true);
        if (trials.is_any_held()) return;
        if (known == 0 && is_told && are_all_plain_ && !is_inside) wanted = trials.only_one_of(near_.size());
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
    const bool is_known = std::any_of(near_.begin(), near_.end(),
                                      [&](const FigureIn& other) { return is_said_again(*other.written, figure); });
    if (is_known || near_.size() >= kMostNear || !is_operand(figure) || is_copy ||
        figure.nominal(Prefixes::decimal) == 1)
      return false;
    near_.push_back({block, &figure});
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
    return std::any_of(links_.begin(), links_.end(), [&](const std::string& link) {
      return said.ends_with(link) && (said.size() == link.size() || said[said.size() - link.size() - 1] == ' ');
    });
  }

  const Page& page_;
  std::vector<std::string> links_;  ///< "that is", "i.e.", in normal form
  int block_ = -1;
  std::string_view text_;
  bool are_all_plain_ = true;  ///< of the sentence
  std::vector<FigureIn> near_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_neighbours(const Page& page) {
  return NeighbourFinder(page).find();
}

}  // namespace countercheck

// A first sub-item that is nothing but a calculation explains the one figure of its item. "p% of NAME" is of the one
// figure that the same section gives that name.
#include "extract/list_explanations.h"

#include <algorithm>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/equations.h"
#include "extract/glossary.h"
#include "text/words.h"
#include "units/bytes.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestName = 40;

/// What follows as far as a name may go: a line of many figures is not searched to its end for each.
std::string_view start_of(std::string_view rest) {
  rest = rest.substr(0, kLongestName);
  return rest.substr(0, rest.find_first_of("()\n,.;:|"));
}

class Explainer {
 public:
  explicit Explainer(const Page& page) : page_(page), words_(page.book.units, page.book.language) {}

  std::vector<Sum> find() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const Block& block = page_.doc.blocks[i];
      if (block.kind == BlockKind::item) sub_item(static_cast<int>(i));
      if (block.kind == BlockKind::item || block.kind == BlockKind::paragraph || block.kind == BlockKind::fence) {
        shares(static_cast<int>(i));
        multiples(static_cast<int>(i));
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view text(int block) const { return page_.block(block).text.text; }

  /// "12.7 GB of new text per month", and below it "1.27 KB per text * 10 million texts per month".
  void sub_item(int child) {
    const int parent = page_.block(child).parent;
    if (parent < 0 || child != parent + 1 || page_.block(parent).kind != BlockKind::item) return;
    const auto& values = page_.values_of(parent);
    if (values.size() != 1 || values[0].is_range() || !page_.equations_of(parent).empty()) return;
    std::optional<Equation::Side> side = read_lone_calculation(text(child), words_);
    if (!side) return;
    place(side->expr, page_.block(child).text, 0);
    side->expr.span = page_.block(child).text.to_source(side->span);
    Part figure = part_of(parent, values[0]);
    divide_by_time(figure.figure, text(parent));
    const bool may_refute = words_of(text(parent).substr(0, values[0].span.begin)).empty() &&
                            is_of(side->expr, figure.figure.unit.dimension);
    Sum sum = make_calculated(figure, std::move(side->expr), !may_refute, page_);
    sum.numbers.front().written = values[0];  // the claim is what stands there
    sum.equation.note = "by the line below it";
    out_.push_back(std::move(sum));
  }

  /// "12.7 GB of new text per month".
  void divide_by_time(Written& figure, std::string_view text) const {
    const Unit rate = rate_behind(text, figure, page_.book.units);
    if (rate.is_bare()) return;
    figure.unit.scale *= rate.scale;
    figure.unit.binary_scale *= rate.scale;
    figure.unit.dimension = multiply(figure.unit.dimension, rate.dimension);
    if (figure.unit.is_bare()) figure.unit.symbol = rate.symbol;
  }

  static bool is_of(const Expr& expr, const Dimension& dimension) {
    const Outcome outcome = evaluate(expr, {}, Prefixes::decimal);
    return outcome.value && outcome.value->dimension == dimension;
  }

  /// "Achieved: 28.8 tokens/ms (28.8% of target)".
  void shares(int block) {
    const auto& values = page_.values_of(block);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Written& share = values[i];
      if (!is_percent(share.unit) || share.is_range()) continue;
      const std::string_view name = name_behind(text(block).substr(share.span.end));
      if (name.empty()) continue;
      const Part* whole = figure_named(name, block);
      if (!whole) continue;
      if (i > 0 && is_in_parenthesis(block, values[i - 1], share))
        add_share(block, share, part_of(block, values[i - 1]), *whole);
      else if (const Part* part = neighbour(block, *whole))
        add_share(block, share, *part, *whole);
    }
  }

  /// "Optimizer: 26 GB (2× weights)": so many times what another line gives.
  void multiples(int block) {
    const auto& values = page_.values_of(block);
    for (std::size_t i = 1; i < values.size(); ++i) {
      const Written& times = values[i];
      const Written& figure = values[i - 1];
      if (times.unit.symbol != "×" || times.is_range() || figure.unit.dimension.is_one() ||
          !is_in_parenthesis(block, figure, times))
        continue;
      std::string_view rest = text(block).substr(times.span.end);
      rest = start_of(rest);
      const std::vector<Word> words = words_of(rest);
      std::size_t count = 0;
      while (count < words.size() && !page_.book.language.has("placing", words[count].text)) ++count;
      if (count == 0 || count > 3) continue;
      const Part* whole = figure_named(rest.substr(0, words[count - 1].span.end), block);
      if (!whole || !(whole->figure.unit.dimension == figure.unit.dimension)) continue;
      Expr product =
          join(Operator::multiply, operand_of(part_of(block, times), page_, false), operand_of(*whole, page_, false));
      out_.push_back(make_calculated(part_of(block, figure), std::move(product), true, page_));
    }
  }

  /// " of (the) NAME" up to the end of what is said.
  [[nodiscard]] std::string_view name_behind(std::string_view rest) const {
    rest = start_of(rest);
    const std::vector<Word> words = words_of(rest);
    if (words.size() < 2 || words.size() > 4 || !page_.book.language.has("part_of", words[0].text)) return {};
    const std::size_t first = page_.book.language.has("filler", words[1].text) && words.size() > 2 ? 2 : 1;
    return rest.substr(words[first].span.begin, words.back().span.end - words[first].span.begin);
  }

  [[nodiscard]] bool is_in_parenthesis(int block, const Written& before, const Written& share) const {
    std::string_view between = text(block).substr(before.span.end, share.span.begin - before.span.end);
    while (!between.empty() && between.front() == ' ') between.remove_prefix(1);
    return between == "(" && !is_percent(before.unit) && !before.is_range();
  }

  /// The one figure that the section gives this name.
  const Part* figure_named(std::string_view text, int block) {
    if (!is_read_) glossary_ = read_glossary(page_), is_read_ = true;
    const Name name = Name::of(text, page_.book.language);
    const Part* found = nullptr;
    for (const Glossary::Figure& figure : glossary_.figures) {
      if (figure.section != page_.block(block).section || !figure.part.is_read || is_percent(figure.part.figure.unit))
        continue;
      if (match(name, figure.name) == NameMatch::none) continue;
      if (found && found->figure.nominal(Prefixes::decimal) != figure.part.figure.nominal(Prefixes::decimal))
        return nullptr;
      found = &figure.part;
    }
    return found;
  }

  /// The one other figure of that dimension in the same list.
  [[nodiscard]] const Part* neighbour(int block, const Part& whole) const {
    const int list = page_.block(block).list;
    if (list < 0 || page_.block(whole.block).list != list) return nullptr;
    const Part* found = nullptr;
    for (const Glossary::Figure& figure : glossary_.figures) {
      if (page_.block(figure.part.block).list != list || !figure.part.is_read || figure.part.block == whole.block ||
          is_percent(figure.part.figure.unit) || !(figure.part.figure.unit.dimension == whole.figure.unit.dimension) ||
          figure.part.figure.unit.noun != whole.figure.unit.noun)
        continue;
      if (found) return nullptr;
      found = &figure.part;
    }
    return found;
  }

  void add_share(int block, const Written& share, const Part& part, const Part& whole) {
    if (!(part.figure.unit.dimension == whole.figure.unit.dimension)) return;
    out_.push_back(make_share({part_of(block, share), part, whole}, false, page_));
  }

  const Page& page_;
  const Words words_;
  Glossary glossary_;
  bool is_read_ = false;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_list_explanations(const Page& page) {
  return Explainer(page).find();
}

}  // namespace countercheck

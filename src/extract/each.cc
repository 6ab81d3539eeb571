// Finds a count, what each has, and the total of one sentence.
#include "extract/each.h"

#include <algorithm>

#include "expr/build.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestSentence = 220;
constexpr std::uint32_t kLongestLead = 24;

class EachReader {
 public:
  EachReader(const Page& page, int block)
      : page_(page), block_(block), text_(page.block(block).text.text), values_(page.values_of(block)) {}

  void read(std::vector<Sum>& out) const {
    for (std::size_t total = 2; total < values_.size(); ++total) {
      if (!is_total(values_[total])) continue;
      for (std::size_t each = total - 1; each > 0 && is_near(values_[each], values_[total]); --each) {
        if (!is_share(values_[each], values_[total])) continue;
        for (std::size_t count = each; count-- > 0 && is_near(values_[count], values_[total]);) {
          if (!is_count(values_[count]) || !says_each(values_[count], values_[each])) continue;
          if (gives_total(values_[count], values_[each], values_[total]))
            out.push_back(sum_of(values_[count], values_[each], values_[total]));
          break;
        }
        break;
      }
    }
  }

 private:
  [[nodiscard]] bool has_word(Span place, std::string_view group) const {
    return page_.book.language.has_any(group, text_.substr(place.begin, place.size()));
  }

  /// "a total of 1.46 TiB", "1.46 TiB in total"
  [[nodiscard]] bool is_total(const Written& value) const {
    if (value.is_range() || value.unit.symbol == "%") return false;
    const std::uint32_t lead = value.span.begin - std::min(value.span.begin, kLongestLead);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), value.span.end + kLongestLead / 2));
    return has_word({lead, value.span.begin}, "total") || has_word({value.span.end, end}, "total");
  }

  /// One sentence, and one line.
  [[nodiscard]] bool is_near(const Written& value, const Written& total) const {
    if (total.span.begin - value.span.end > kLongestSentence) return false;
    const std::string_view between = text_.substr(value.span.end, total.span.begin - value.span.end);
    return between.find(". ") == std::string_view::npos && between.find("\n\n") == std::string_view::npos;
  }

  static bool is_share(const Written& value, const Written& total) {
    return value.unit.dimension == total.unit.dimension && value.unit.noun == total.unit.noun && !value.is_range() &&
           !value.unit.is_bare();
  }

  static bool is_count(const Written& value) {
    return value.is_integer && value.unit.dimension.is_one() && value.unit.symbol != "%" && value.mantissa > 1 &&
           !value.is_range();
  }

  /// A word for "each" stands between the two.
  [[nodiscard]] bool says_each(const Written& count, const Written& each) const {
    return has_word({count.span.end, each.span.begin}, "of_each") ||
           has_word({each.span.end,
                     static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), each.span.end + kLongestLead))},
                    "of_each");
  }

  [[nodiscard]] Expr leaf(const Written& value) const { return operand_of(part_of(block_, value), page_, false); }

  [[nodiscard]] Sum sum_of(const Written& count, const Written& each, const Written& total) const {
    const FlatText& flat = page_.block(block_).text;
    Expr product = join(Operator::multiply, leaf(count), leaf(each));
    Sum sum;
    sum.equation.form = Equation::Form::value_of;
    sum.equation.block = block_;
    sum.equation.span = flat.to_source({count.span.begin, total.span.end});
    sum.equation.sides = {{leaf(total), flat.to_source(total.number), false},
                          {std::move(product), flat.to_source({count.span.begin, each.span.end}), true}};
    sum.numbers = {{block_, total}, {-1, {}}};
    return sum;
  }

  const Page& page_;
  int block_;
  std::string_view text_;
  const std::vector<Written>& values_;
};

}  // namespace

std::vector<Sum> find_each(const Page& page) {
  std::vector<Sum> out;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const BlockKind kind = page.doc.blocks[i].kind;
    if (kind == BlockKind::paragraph || kind == BlockKind::item) EachReader(page, static_cast<int>(i)).read(out);
  }
  return out;
}

}  // namespace countercheck

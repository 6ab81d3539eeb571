// Looks at every percentage that an arrow or an equals sign follows.
#include "extract/reductions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostWords = 4;

class ReductionReader {
 public:
  explicit ReductionReader(const Page& page) : page_(page) {}

  std::vector<Sum> find() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const BlockKind kind = page_.doc.blocks[i].kind;
      if (kind == BlockKind::item || kind == BlockKind::paragraph || kind == BlockKind::fence)
        block(static_cast<int>(i));
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view text(int block, std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(page_.block(block).text.text).substr(begin, end - begin);
  }

  void block(int number) {
    const auto& values = page_.values_of(number);
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      const Written& share = values[i];
      const Written& rest = values[i + 1];
      if (!is_percent(share.unit) || share.is_range() || share.mantissa > 100 || !is_amount(rest) ||
          !leads_to(text(number, share.span.end, rest.span.begin)))
        continue;
      if (i > 0 && is_amount(values[i - 1]) && is_alike(values[i - 1], rest) &&
          joins(text(number, values[i - 1].span.end, share.span.begin)))
        add(part_of(number, values[i - 1]), part_of(number, share), part_of(number, rest), false);
      else if (const std::optional<Part> before = amount_before(number, rest); before && i == 0)
        add(*before, part_of(number, share), part_of(number, rest), true);
    }
  }

  static bool is_amount(const Written& figure) {
    return !figure.is_range() && !figure.unit.dimension.is_one() && figure.relation != Relation::at_most;
  }
  static bool is_alike(const Written& a, const Written& b) {
    return a.unit.dimension == b.unit.dimension && a.unit.noun == b.unit.noun;
  }

  /// " with ", " at ", " × ".
  [[nodiscard]] bool joins(std::string_view between) const {
    return words_of(between).size() <= kMostWords && between.find('\n') == std::string_view::npos &&
           page_.book.language.has_any("reduced_by", between);
  }

  /// " utilization → effective ".
  [[nodiscard]] bool leads_to(std::string_view between) const {
    if (between.find('\n') != std::string_view::npos || words_of(between).size() > kMostWords) return false;
    return std::any_of(kArrows.begin(), kArrows.end(),
                       [&](std::string_view arrow) { return between.find(arrow) != std::string_view::npos; });
  }

  /// The one figure of the item before this one, in the same list.
  [[nodiscard]] std::optional<Part> amount_before(int number, const Written& like) const {
    const int list = page_.block(number).list;
    for (int before = number - 1; list >= 0 && before >= 0 && before >= number - 3; --before) {
      if (page_.block(before).list != list) continue;
      const auto& values = page_.values_of(before);
      if (values.size() != 1 || !is_amount(values[0]) || !is_alike(values[0], like)) return std::nullopt;
      return part_of(before, values[0]);
    }
    return std::nullopt;
  }

  void add(const Part& amount, const Part& share, const Part& rest, bool is_open) {
    Expr product;
    product.op = Operator::multiply;
    product.children = {operand_of(amount, page_, false), operand_of(share, page_, false)};
    product.span = product.children[1].span;
    out_.push_back(make_calculated(rest, std::move(product), is_open, page_));
  }

  static constexpr std::array<std::string_view, 4> kArrows = {"→", "->", "=>", "⇒"};

  const Page& page_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_reductions(const Page& page) {
  return ReductionReader(page).find();
}

}  // namespace countercheck

// Looks for a share with its axis and a total directly behind it, and among the statements for how many there are.
#include "extract/per_totals.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestGap = 6;
constexpr std::size_t kLongestNote = 16;

class PerTotalReader {
 public:
  PerTotalReader(const Page& page, const std::vector<Statement>& statements) : page_(page) {
    for (const Statement& statement : statements) {
      if (statement.quantity == kNoQuantity || !statement.choice.empty() || statement.is_former) continue;
      const Quantity& quantity = page.book[statement.quantity];
      const Written& count = statement.written;
      const bool is_count = quantity.is_whole && quantity.unit.per.empty() && statement.per.empty() &&
                            count.is_integer && !count.is_range() && count.mantissa > 0;
      if (is_count && !quantity.unit.noun.empty()) counts_[axis_of(quantity.unit.noun)].push_back(&statement);
    }
  }

  void read(int block, std::vector<Sum>& out) const {
    const std::vector<Written>& values = page_.values_of(block);
    const std::string_view text = page_.block(block).text.text;
    for (std::size_t i = 1; i < values.size(); ++i) {
      const Written& share = values[i - 1];
      const Written& total = values[i];
      const std::string_view gap = text.substr(share.span.end, total.span.begin - share.span.end);
      const bool is_opened = gap.size() <= kLongestGap && gap.find('(') != std::string_view::npos &&
                             gap.find_first_not_of(" (~") == std::string_view::npos;
      if (!is_opened || share.unit.per.size() != 1 || share.is_range() || total.is_range() ||
          share.unit.dimension != total.unit.dimension || is_percent(total.unit) || !total.unit.per.empty() ||
          !is_called_total(text.substr(total.span.end, kLongestNote)))
        continue;
      if (const Statement* count = count_for(share, total))
        out.push_back(make_calculated(part_of(block, total), product_of(block, share, *count), false, page_));
    }
  }

 private:
  [[nodiscard]] std::string axis_of(const std::string& noun) const {
    const Axis* axis = page_.book.find_axis(normal_form(noun));
    return axis == nullptr ? normal_form(noun) : axis->name;
  }

  /// "total)", "in total)", "total memory)"
  [[nodiscard]] bool is_called_total(std::string_view behind) const {
    const std::size_t close = behind.find(')');
    // "(16 total ÷ 4 = 4)" is a calculation.
    return close != std::string_view::npos &&
           behind.substr(0, close).find_first_of("=*/0123456789") == std::string_view::npos &&
           page_.book.language.has_any("total", behind.substr(0, close));
  }

  /// The count that gives the total, else the only one that there is.
  [[nodiscard]] const Statement* count_for(const Written& share, const Written& total) const {
    const auto found = counts_.find(axis_of(share.unit.per.front()));
    if (found == counts_.end()) return nullptr;
    const auto gives = [&](const Statement* count) { return gives_total(count->written, share, total); };
    const std::vector<const Statement*>& all = found->second;
    if (const auto good = std::find_if(all.begin(), all.end(), gives); good != all.end()) return *good;
    const auto is_as_first = [&](const Statement* count) {
      return count->written.nominal(Prefixes::decimal) == all.front()->written.nominal(Prefixes::decimal);
    };
    // "4 heads per GPU (16 total)": what is counted may be spread over a few of the cards and repeated on the others.
    const bool may_refute = !total.unit.dimension.is_one() && std::all_of(all.begin(), all.end(), is_as_first);
    return may_refute ? all.front() : nullptr;
  }

  [[nodiscard]] Expr product_of(int block, const Written& share, const Statement& count) const {
    return join(Operator::multiply, operand_of(part_of(block, share), page_, false),
                operand_of(part_of(count.block, count.written), page_, false));
  }

  const Page& page_;
  std::map<std::string, std::vector<const Statement*>> counts_;  // by axis
};

}  // namespace

std::vector<Sum> find_per_totals(const Page& page, const std::vector<Statement>& statements) {
  const PerTotalReader reader(page, statements);
  std::vector<Sum> out;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i)
    if (is_read(page.doc.blocks[i])) reader.read(static_cast<int>(i), out);
  return out;
}

}  // namespace countercheck

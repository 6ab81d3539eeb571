// Finds two counts side by side, and the figure that says how many of one make one of the other.
#include "extract/pairs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "expr/build.h"
#include "extract/parts.h"
#include "extract/signs.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So much may stand between a count and what says it again: "GPUs (in ", "samples (for a total of ".
constexpr std::uint32_t kLongestLink = 24;
/// A machine's name has no more words: "A100 80GB GPUs".
constexpr std::size_t kLongestName = 4;
/// What people say twice they round: only what is off by more is refuted.
constexpr double kSlack = 0.1;
constexpr std::size_t kMostFactors = 200;

/// A count, and what it counts: by its own noun, or by the quantity that a label gives it.
struct Count {
  const Written* written = nullptr;
  std::string noun;
};

class PairReader {
 public:
  PairReader(const Page& page, const std::vector<Statement>& statements) : page_(page) {
    for (const Statement& statement : statements) {
      if (!statement.choice.empty() || statement.is_former) continue;
      if (statement.quantity == kNoQuantity) {
        if (statement.maybe.size() == 1)
          loose_[{statement.block, statement.written.number.begin}] = statement.maybe.front();
        continue;
      }
      by_number_[{statement.block, statement.written.number.begin}] = &statement;
      if (statement.per.empty() && !statement.written.is_range() && statement.written.relation == Relation::equal)
        add_factor(statement);
    }
  }

  void read(int block, std::vector<Sum>& out) const {
    const std::string_view text = page_.block(block).text.text;
    const std::vector<Written>& values = page_.values_of(block);
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      Count first = count_of(block, values[i]);
      Written named = values[i];
      if (const auto unit = unit_before_parenthesis(text, values[i], values[i + 1]); unit && is_count(values[i])) {
        if (named.unit.noun != unit->noun) named.unit = *unit, named.span.end = named.number.end;
        first = {&named, unit->noun};
        if (const Statement* each = each_behind(block, values[i], values[i + 1], unit->noun)) {
          add(block, named, values[i + 1], *each, out);
          continue;
        }
      }
      if (first.noun.empty()) continue;
      // "210M samples (430B tokens / 102K steps)": all in the parenthesis say the first in other words.
      for (std::size_t k = i + 1; k < values.size(); ++k) {
        const std::string_view between =
            text.substr(values[k - 1].span.end, values[k].span.begin - values[k - 1].span.end);
        if (k == i + 1 ? !opens(between, values[i]) : !goes_on(between)) break;
        const Count second = count_of(block, values[k]);
        const std::string_view after = text.substr(values[k].span.end);
        if (second.noun.empty() || is_operand(after) || is_of_each(after)) continue;
        connect(block, first, second, out);
      }
    }
  }

 private:
  /// What is stated more often varies.
  void add_factor(const Statement& statement) {
    std::vector<const Statement*>& all = by_quantity_[statement.quantity];
    if (all.size() < kMostFactors) all.push_back(&statement);
  }

  static bool is_count(const Written& value) {
    return !value.is_range() && value.mantissa > 0 && value.unit.dimension.is_one() && value.unit.symbol != "%";
  }

  /// "67.5M query tokens (": the last word says what is counted.
  [[nodiscard]] std::optional<Unit> unit_before_parenthesis(std::string_view text, const Written& first,
                                                            const Written& next) const {
    const std::string_view between = text.substr(first.number.end, next.span.begin - first.number.end);
    const std::size_t open = between.find('(');
    if (open == std::string_view::npos || open > kLongestLink) return std::nullopt;
    const std::vector<Word> words = words_of(between.substr(0, open));
    if (words.empty() || words.size() > 2 || between.substr(0, open).find('/') != std::string_view::npos)
      return std::nullopt;
    const Span last = words.back().span;
    const auto unit = page_.book.units.parse(between.substr(last.begin, last.size()));
    return unit && !unit->noun.empty() && unit->dimension.is_one() ? unit : std::nullopt;
  }

  /// "(131.9k queries with sequence length 256)": how many each of the second has, where no other number stands
  /// between.
  [[nodiscard]] const Statement* each_behind(int block, const Written& first, const Written& second,
                                             const std::string& noun) const {
    const std::string_view text = page_.block(block).text.text;
    const std::vector<Written>& values = page_.values_of(block);
    const auto third = std::partition_point(values.begin(), values.end(),
                                            [&](const Written& it) { return it.span.begin < second.span.end; });
    if (third == values.end() || !is_count(second) ||
        !opens(text.substr(first.span.end, second.span.begin - first.span.end), first))
      return nullptr;
    const std::string_view between = text.substr(second.span.end, third->span.begin - second.span.end);
    if (between.size() > 2 * kLongestLink || between.find_first_of("().;\n=+*×/") != std::string_view::npos)
      return nullptr;
    const auto stated = by_number_.find({block, third->number.begin});
    if (stated == by_number_.end() || stated->second->is_former) return nullptr;
    const Quantity& quantity = page_.book[stated->second->quantity];
    const bool is_each = std::any_of(quantity.labels.begin(), quantity.labels.end(), [&](const std::string& label) {
      return normal_form(label).starts_with(normal_form(noun + " per "));
    });
    return is_each ? stated->second : nullptr;
  }

  [[nodiscard]] Count count_of(int block, const Written& value) const {
    if (!is_count(value)) return {};
    const auto is_implied = [&](const std::string& axis) {
      const Axis* known = page_.book.find_axis(axis);
      return known != nullptr && known->is_implied;
    };
    if (!std::all_of(value.unit.per.begin(), value.unit.per.end(), is_implied)) return {};
    if (!value.unit.noun.empty()) return {&value, value.unit.noun};
    const std::pair place{block, value.number.begin};
    if (const auto stated = by_number_.find(place); stated != by_number_.end())
      return {&value, page_.book[stated->second->quantity].unit.noun};
    if (const auto loose = loose_.find(place); loose != loose_.end())
      return {&value, page_.book[loose->second].unit.noun};
    return {};
  }

  /// "GPUs (in", "A100 80GB GPUs (", "tokens (gbs=": before the parenthesis stands what is counted, and nothing else.
  static bool opens(std::string_view between, const Written& first) {
    const std::size_t open = between.find('(');
    if (between.size() > kLongestLink || open == std::string_view::npos) return false;
    const std::string_view before = between.substr(0, open);
    const std::string_view after = between.substr(open + 1);
    const bool is_named = first.unit_span.size() == 0;
    return words_of(before).size() <= (is_named ? kLongestName : 1) &&
           before.find_first_of(".;:|\n)=+*,") == std::string_view::npos &&
           after.find_first_of(".;|\n()+*") == std::string_view::npos;
  }

  /// "64 GPUs (8 experts × 2 TP)"; a slash goes on to the next count.
  static bool is_operand(std::string_view after) {
    const std::size_t next = after.find_first_not_of(' ');
    return begins_with_operator(after) && after[next] != '/';
  }

  /// "128 nodes (4 GPUs each)"
  [[nodiscard]] bool is_of_each(std::string_view after) const {
    const std::vector<Word> words = words_of(after.substr(0, kLongestLink));
    return !words.empty() && page_.book.language.has("of_each", words.front().text);
  }

  static bool goes_on(std::string_view between) {
    return between.size() <= kLongestLink && between.find('/') != std::string_view::npos &&
           between.find_first_of(".;:|\n()=+*×") == std::string_view::npos && words_of(between).size() <= 1;
  }

  /// The quantities that tell how many `of` one `per` has: "GPUs per node".
  [[nodiscard]] std::vector<QuantityId> shares(const std::string& of, const std::string& per) const {
    for (const std::string& axis : {per, page_.book.find_axis(per) ? page_.book.find_axis(per)->name : per}) {
      const auto found = page_.book.by_label.find(normal_form(of + " per " + axis));
      if (found != page_.book.by_label.end()) return found->second;
    }
    return {};
  }

  /// The statement that is meant: the nearest before it in the block, else the only value of the section, else of the
  /// document.
  [[nodiscard]] const Statement* factor(const std::vector<QuantityId>& ids, int block, std::uint32_t at) const {
    std::vector<const Statement*> all;
    for (const QuantityId id : ids)
      if (const auto found = by_quantity_.find(id); found != by_quantity_.end())
        all.insert(all.end(), found->second.begin(), found->second.end());
    const Statement* nearest = nullptr;
    for (const Statement* it : all)
      if (it->block == block && it->written.span.end <= at &&
          (nearest == nullptr || it->written.span.begin > nearest->written.span.begin))
        nearest = it;
    if (nearest != nullptr) return nearest;
    const int section = page_.block(block).section;
    const auto in_section = [&](const Statement* it) { return page_.block(it->block).section == section; };
    if (const Statement* it = only(all, in_section)) return it;
    return only(all, [](const Statement*) { return true; });
  }

  template <typename Wanted>
  static const Statement* only(const std::vector<const Statement*>& all, Wanted is_wanted) {
    const Statement* first = nullptr;
    for (const Statement* it : all) {
      if (!is_wanted(it)) continue;
      if (first != nullptr && first->written.nominal(Prefixes::decimal) != it->written.nominal(Prefixes::decimal))
        return nullptr;
      if (first == nullptr) first = it;
    }
    return first;
  }

  void connect(int block, const Count& first, const Count& second, std::vector<Sum>& out) const {
    const std::uint32_t at = first.written->span.begin;
    const auto is_other = [&](const Statement* each) {
      return each != nullptr && !(each->block == block && (each->written.number == first.written->number ||
                                                           each->written.number == second.written->number));
    };
    if (const Statement* each = factor(shares(first.noun, second.noun), block, at); is_other(each))
      add(block, *first.written, *second.written, *each, out);
    else if (const Statement* other = factor(shares(second.noun, first.noun), block, at); is_other(other))
      add(block, *second.written, *first.written, *other, out);
  }

  /// many = few × each, and so few = many ÷ each, which only confirms: one mistake is told once.
  void add(int block, const Written& many, const Written& few, const Statement& each, std::vector<Sum>& out) const {
    const Expr factor = operand_of(part_of(each.block, each.written), page_, false);
    const double ratio =
        few.nominal(Prefixes::decimal) * each.written.nominal(Prefixes::decimal) / many.nominal(Prefixes::decimal);
    const bool is_near = (is_measured(many) || is_measured(few)) && std::abs(std::log(ratio)) < kSlack;
    const auto operand = [&](const Written& count) {
      return operand_of(part_of(block, count), page_, is_measured(count));
    };
    out.push_back(
        make_calculated(part_of(block, many), join(Operator::multiply, operand(few), factor), is_near, page_));
    out.push_back(make_calculated(part_of(block, few), join(Operator::divide, operand(many), factor), true, page_));
  }

  const Page& page_;
  std::map<std::pair<int, std::uint32_t>, const Statement*> by_number_;
  std::map<std::pair<int, std::uint32_t>, QuantityId> loose_;
  std::map<QuantityId, std::vector<const Statement*>> by_quantity_;
};

}  // namespace

std::vector<Sum> find_pairs(const Page& page, const std::vector<Statement>& statements) {
  std::vector<Sum> out;
  const PairReader reader(page, statements);
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const BlockKind kind = page.doc.blocks[i].kind;
    if (kind != BlockKind::fence && kind != BlockKind::front_matter) reader.read(static_cast<int>(i), out);
  }
  return out;
}

}  // namespace countercheck

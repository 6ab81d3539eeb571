// Asks the formulas of the rulebook which percentages are quotients of two quantities, and looks for both beside one.
#include "extract/room_shares.h"

#include <algorithm>
#include <map>
#include <optional>

#include "extract/binding.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"
#include "units/units.h"

namespace countercheck {
namespace {

/// So much may stand between an amount and its parenthesis, and so much names a percentage.
constexpr std::size_t kLongestGap = 32;
constexpr std::size_t kLongestName = 40;
/// So far around a share another whole is looked for.
constexpr int kMostBlocks = 200;

/// A quantity that is `part ÷ whole`, and the one statement of the whole.
struct Quotient {
  QuantityId share = kNoQuantity;
  QuantityId part = kNoQuantity;
  QuantityId whole = kNoQuantity;
  const Statement* room = nullptr;
};

bool is_plain(const Written& value) {
  return !value.is_range() && value.mantissa > 0 &&
         (value.relation == Relation::equal || value.relation == Relation::about);
}

class RoomShareReader {
 public:
  RoomShareReader(const Page& page, const std::vector<Statement>& statements) : page_(page) {
    for (const Statement& statement : statements)
      if (statement.quantity != kNoQuantity && statement.choice.empty() && !statement.is_former)
        by_number_[{statement.block, statement.written.number.begin}] = statement.quantity;
    for (std::size_t i = 0; i < page.book.quantities.size(); ++i) add_quotient(static_cast<QuantityId>(i), statements);
  }

  [[nodiscard]] bool has_any() const { return !quotients_.empty(); }

  void read(int block, std::vector<Sum>& out) const {
    const std::vector<Written>& values = page_.values_of(block);
    const std::string_view text = page_.block(block).text.text;
    for (std::size_t i = 1; i < values.size(); ++i) {
      const Written& first = values[i - 1];
      const Written& second = values[i];
      const std::string_view gap = text.substr(first.span.end, second.span.begin - first.span.end);
      const std::size_t open = gap.find('(');
      if (gap.size() > kLongestGap || open == std::string_view::npos || gap.find_first_of(".,;:|\n)=") != gap.npos ||
          !is_plain(first) || !is_plain(second) || !words_of(gap.substr(open)).empty())
        continue;
      if (is_percent(second.unit))
        add(block, {first, second, name_behind(text, second)}, out);
      else if (is_percent(first.unit))
        add(block, {second, first, gap.substr(0, open)}, out);
    }
  }

 private:
  struct Found {
    const Written& amount;
    const Written& share;
    std::string_view name;  ///< of the share: "utilization", "of capacity"
  };

  void add_quotient(QuantityId id, const std::vector<Statement>& statements) {
    const Quantity& quantity = page_.book[id];
    if (!is_percent(quantity.unit)) return;
    for (const Formula& formula : quantity.formulas) {
      const bool is_quotient = formula.expr.op == Operator::divide && formula.strength == Strength::identity &&
                               formula.expr.children[0].op == Operator::name &&
                               formula.expr.children[1].op == Operator::name;
      if (!is_quotient || formula.is_fallback || formula.is_variant) continue;
      Quotient quotient{id, page_.book.find(formula.expr.children[0].name),
                        page_.book.find(formula.expr.children[1].name), nullptr};
      if (quotient.part == kNoQuantity || quotient.whole == kNoQuantity) continue;
      quotient.room = only(quotient.whole, statements);
      if (quotient.room != nullptr) quotients_.push_back(quotient);
    }
  }

  /// The first statement of a quantity that the document gives one value, else nullptr.
  static const Statement* only(QuantityId id, const std::vector<Statement>& statements) {
    const Statement* first = nullptr;
    for (const Statement& statement : statements) {
      if (statement.quantity != id || statement.is_former || statement.written.is_range()) continue;
      const double value = statement.written.nominal(Prefixes::decimal);
      if (first != nullptr && first->written.nominal(Prefixes::decimal) != value) return nullptr;
      if (first == nullptr) first = &statement;
    }
    return first;
  }

  static std::string_view name_behind(std::string_view text, const Written& share) {
    const std::string_view rest = text.substr(share.span.end, kLongestName);
    return rest.substr(0, rest.find_first_of(".,;:()|\n"));
  }

  void add(int block, const Found& found, std::vector<Sum>& out) const {
    for (const Quotient& quotient : quotients_) {
      const Written& whole = quotient.room->written;
      if (found.amount.unit.dimension != whole.unit.dimension || !is_named(found.name, quotient)) continue;
      const Part share = part_of(block, found.share);
      const Part part = part_of(block, found.amount);
      const Part room = part_of(quotient.room->block, whole);
      const ShareOf it{share, part, room};
      const auto bound = by_number_.find({block, found.amount.number.begin});
      const bool is_part = bound != by_number_.end() && bound->second == quotient.part;
      if (!is_share(it) && (!is_part || is_of_another(block, found))) continue;
      out.push_back(make_share(it, !is_part, page_));
      return;
    }
  }

  /// "utilization" names the share, "of GPU memory" its whole.
  [[nodiscard]] bool is_named(std::string_view name, const Quotient& quotient) const {
    const std::vector<Word> words = words_of(name);
    if (words.empty()) return false;
    const bool is_of = page_.book.language.has("part_of", words.front().text);
    const Label label = read_label(is_of ? name.substr(words.front().span.end) : name, page_.book);
    const QuantityId wanted = is_of ? quotient.whole : quotient.share;
    const auto has = [&](const std::vector<QuantityId>& ids) {
      return std::find(ids.begin(), ids.end(), wanted) != ids.end();
    };
    return has(label.candidates) || has(label.maybe);
  }

  /// Whether another figure of the section is what the percentage is of.
  [[nodiscard]] bool is_of_another(int block, const Found& found) const {
    const int section = page_.block(block).section;
    const int end = std::min(static_cast<int>(page_.doc.blocks.size()), block + kMostBlocks);
    for (int number = std::max(0, block - kMostBlocks); number < end; ++number) {
      if (page_.block(number).section != section) continue;
      for (const Written& other : page_.values_of(number))
        if (other.unit.dimension == found.amount.unit.dimension &&
            is_share({part_of(block, found.share), part_of(block, found.amount), part_of(number, other)}))
          return true;
    }
    return false;
  }

  const Page& page_;
  std::vector<Quotient> quotients_;
  std::map<std::pair<int, std::uint32_t>, QuantityId> by_number_;
};

}  // namespace

std::vector<Sum> find_room_shares(const Page& page, const std::vector<Statement>& statements) {
  std::vector<Sum> out;
  const RoomShareReader reader(page, statements);
  if (!reader.has_any()) return out;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i)
    if (is_read(page.doc.blocks[i])) reader.read(static_cast<int>(i), out);
  return out;
}

}  // namespace countercheck

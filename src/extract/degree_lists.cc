// Finds a count and the list behind it, and asks the rulebook's formulas which degrees are multiplied.
#include "extract/degree_lists.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "expr/build.h"
#include "extract/binding.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So far behind the count its list begins, and so far apart its members stand.
constexpr std::uint32_t kLongestLead = 24;
constexpr std::uint32_t kLongestGap = 12;

/// A cell that is a list of degrees, and what its caption counts.
struct Row {
  const Statement* rest = nullptr;  ///< the degree that leaves out only what is 1
  const Written* count = nullptr;
  int caption = -1;
  std::vector<const Statement*> others;
  double product = 1;
  [[nodiscard]] bool holds() const { return product == count->nominal(Prefixes::decimal); }
};

/// So many other rows must make the count before one that does not is wrong.
constexpr int kWitnesses = 2;

class DegreeListReader {
 public:
  DegreeListReader(const Page& page, int block, std::vector<const Statement*> here)
      : page_(page), block_(block), text_(page.block(block).text.text), here_(std::move(here)) {}

  void read(std::vector<Sum>& out) const {
    for (const Written& count : page_.values_of(block_)) {
      const std::vector<QuantityId> counted = counted_by(count);
      if (counted.empty()) continue;
      const std::vector<const Statement*> list = list_behind(count);
      if (list.size() < 2 || !is_product(list, counted)) continue;
      out.push_back(make_calculated(part_of(block_, count), product_of(list), !is_whole(list), page_));
    }
  }

  /// The list that a cell is, below a caption that counts the machines: "FSDP 4, CP 2" below "8 GPUs", and with further
  /// degrees in the caption. The degree that leaves out only what is 1 follows from the others.
  [[nodiscard]] std::optional<Row> read_below(int caption, const std::vector<const Statement*>& told) const {
    const Written* count = only_count(caption);
    if (count == nullptr || !is_list()) return std::nullopt;
    std::vector<const Statement*> list = here_;
    list.insert(list.end(), told.begin(), told.end());
    const auto rest =
        std::find_if(list.begin(), list.end(), [&](const Statement* degree) { return is_whole({degree}); });
    if (rest == list.end() || (*rest)->block != block_ || !is_product(list, counted_by(*count))) return std::nullopt;
    Row row{*rest, count, caption, {}, 1};
    for (const Statement* degree : list) row.product *= degree->written.nominal(Prefixes::decimal);
    list.erase(rest);
    row.others = std::move(list);
    return row;
  }

  [[nodiscard]] Sum left_by_others(const Row& row, bool is_open) const {
    Expr left = operand_of(part_of(row.caption, *row.count), page_, false);
    if (!row.others.empty()) left = join(Operator::divide, std::move(left), product_of(row.others));
    return make_calculated(part_of(block_, row.rest->written), std::move(left), is_open, page_);
  }

 private:
  /// The one figure of a block that counts what a list of degrees makes; nullptr if there is none or another.
  [[nodiscard]] const Written* only_count(int block) const {
    const Written* found = nullptr;
    for (const Written& value : page_.values_of(block)) {
      if (counted_by(value).empty()) continue;
      if (found != nullptr) return nullptr;
      found = &value;
    }
    return found != nullptr && found->relation == Relation::equal ? found : nullptr;
  }

  /// Whether the whole block is one list.
  [[nodiscard]] bool is_list() const {
    std::uint32_t end = 0;
    for (const Statement* degree : here_) {
      const std::uint32_t begin = std::max(end, std::min(degree->written.number.begin, degree->label.begin));
      if (!joins(text_.substr(end, begin - end)) || degree->written.is_range()) return false;
      end = degree->written.span.end;
    }
    return here_.size() > 1 && words_of(text_.substr(end)).empty();
  }

  /// What a count of that noun may be.
  [[nodiscard]] std::vector<QuantityId> counted_by(const Written& count) const {
    if (count.unit.noun.empty() || !count.unit.per.empty() || count.is_range()) return {};
    const auto found = page_.book.by_loose_label.find(normal_form(count.unit.noun));
    if (found == page_.book.by_loose_label.end()) return {};
    return all_fitting(found->second, count, page_.book);
  }

  /// "(FSDP 32, TP 8)", "with FSDP=32, TP=8": from one degree to the next stand signs and no words.
  [[nodiscard]] std::vector<const Statement*> list_behind(const Written& count) const {
    std::vector<const Statement*> list;
    std::uint32_t end = count.span.end;
    const auto first = std::partition_point(here_.begin(), here_.end(), [&](const Statement* degree) {
      return degree->written.number.begin < count.span.end;
    });
    for (auto at = first; at != here_.end(); ++at) {
      const Statement* degree = *at;
      const std::uint32_t begin = std::min(degree->written.number.begin, degree->label.begin);
      const std::uint32_t from = std::max(begin, end);
      const std::string_view gap = text_.substr(end, from - end);
      const bool is_first = list.empty();
      if (gap.size() > (is_first ? kLongestLead : kLongestGap) || !(is_first ? leads(gap) : joins(gap))) break;
      if (degree->written.is_range() || degree->written.relation != Relation::equal) return {};
      list.push_back(degree);
      end = degree->written.span.end;
    }
    return list;
  }

  [[nodiscard]] bool leads(std::string_view gap) const {
    if (gap.find_first_of(".;|\n)") != std::string_view::npos) return false;
    const std::vector<Word> words = words_of(gap);
    return std::all_of(words.begin(), words.end(), [&](const Word& word) {
      const bool is_name = word.text.find_first_of("0123456789") != std::string::npos;  // "256 H100s with"
      return is_name || page_.book.language.has("joining", word.text) || page_.book.find_axis(word.text) != nullptr;
    });
  }

  static bool joins(std::string_view gap) {
    return gap.find_first_of(".;|\n()") == std::string_view::npos && words_of(gap).size() <= 1;
  }

  /// Whether some formula of the count multiplies all of the list, and nothing else but degrees that may be left out.
  [[nodiscard]] bool is_product(const std::vector<const Statement*>& list,
                                const std::vector<QuantityId>& counted) const {
    return std::any_of(counted.begin(), counted.end(), [&](QuantityId id) {
      const std::vector<Formula>& formulas = page_.book[id].formulas;
      return std::any_of(formulas.begin(), formulas.end(), [&](const Formula& formula) {
        return formula.reading.empty() && multiplies(formula.expr) && has_all(names_in(formula.expr), list);
      });
    });
  }

  static bool multiplies(const Expr& expr) {
    if (expr.op == Operator::name) return true;
    return expr.op == Operator::multiply && std::all_of(expr.children.begin(), expr.children.end(), multiplies);
  }

  [[nodiscard]] bool has_all(const std::vector<std::string>& names, const std::vector<const Statement*>& list) const {
    std::size_t found = 0;
    for (const std::string& name : names) {
      const auto is_it = [&](const Statement* degree) { return page_.book[degree->quantity].name == name; };
      const auto count = static_cast<std::size_t>(std::count_if(list.begin(), list.end(), is_it));
      const bool may_lack = is_whole(list) || page_.book[page_.book.find(name)].otherwise.has_value();
      if (count > 1 || (count == 0 && !may_lack)) return false;
      found += count;
    }
    return found == list.size();
  }

  [[nodiscard]] bool is_whole(const std::vector<const Statement*>& list) const {
    return std::any_of(list.begin(), list.end(), [&](const Statement* degree) {
      return page_.book.language.has("whole_list", page_.book[degree->quantity].name);
    });
  }

  [[nodiscard]] Expr product_of(const std::vector<const Statement*>& list) const {
    const auto operand = [&](const Statement* degree) {
      return operand_of(part_of(degree->block, degree->written), page_, false);
    };
    Expr product = operand(list.front());
    for (std::size_t i = 1; i < list.size(); ++i)
      product = join(Operator::multiply, std::move(product), operand(list[i]));
    return product;
  }

  const Page& page_;
  int block_;
  std::string_view text_;
  std::vector<const Statement*> here_;
};

}  // namespace

std::vector<Sum> find_degree_lists(const Page& page, const std::vector<Statement>& statements) {
  std::map<int, std::vector<const Statement*>> by_block;
  for (const Statement& statement : statements) {
    const bool is_degree = statement.quantity != kNoQuantity && statement.choice.empty() &&
                           !page.book[statement.quantity].codes.empty() && !statement.is_former;
    if (is_degree) by_block[statement.block].push_back(&statement);
  }
  std::vector<Sum> out;
  for (auto& [block, here] : by_block) {
    std::sort(here.begin(), here.end(),
              [](const Statement* a, const Statement* b) { return a->written.number.begin < b->written.number.begin; });
  }
  std::map<int, std::vector<std::pair<DegreeListReader, Row>>> rows;  // of each table
  for (const auto& [block, here] : by_block) {
    const Block& it = page.block(block);
    if (it.kind == BlockKind::fence) continue;
    const DegreeListReader reader(page, block, here);
    reader.read(out);
    const int caption = it.table < 0 ? -1 : page.doc.tables[static_cast<std::size_t>(it.table)].before;
    if (caption < 0) continue;
    const auto told = by_block.find(caption);
    const std::vector<const Statement*> none;
    if (auto row = reader.read_below(caption, told == by_block.end() ? none : told->second))
      rows[it.table].emplace_back(reader, *std::move(row));
  }
  for (const auto& [table, all] : rows) {
    const auto holding = std::count_if(all.begin(), all.end(), [](const auto& row) { return row.second.holds(); });
    const bool may_refute = holding >= kWitnesses && holding + 1 == static_cast<std::ptrdiff_t>(all.size());
    for (const auto& [reader, row] : all) out.push_back(reader.left_by_others(row, !may_refute));
  }
  return out;
}

}  // namespace countercheck

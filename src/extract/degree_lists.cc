// Finds a count and the list behind it, and asks the rulebook's formulas which degrees are multiplied.
#include "extract/degree_lists.h"

#include <algorithm>
#include <map>

#include "expr/build.h"
#include "extract/binding.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So far behind the count its list begins, and so far apart its members stand.
constexpr std::uint32_t kLongestLead = 24;
constexpr std::uint32_t kLongestGap = 12;

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

 private:
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
      if (count > 1 || (count == 0 && !page_.book[page_.book.find(name)].otherwise)) return false;
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
      return operand_of(part_of(block_, degree->written), page_, false);
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
    if (page.block(block).kind == BlockKind::fence) continue;
    std::sort(here.begin(), here.end(),
              [](const Statement* a, const Statement* b) { return a->written.number.begin < b->written.number.begin; });
    DegreeListReader(page, block, std::move(here)).read(out);
  }
  return out;
}

}  // namespace countercheck

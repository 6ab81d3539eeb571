// Lists, and lines of fences, in which a line says what the others make.
#include "extract/sums.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "extract/calculation_parser.h"
#include "extract/list_explanations.h"
#include "extract/orders.h"
#include "extract/overfull_totals.h"
#include "extract/parts.h"
#include "extract/reductions.h"
#include "extract/signs.h"
#include "extract/stated_formulas.h"
#include "extract/table_relations.h"
#include "extract/table_sums.h"
#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

/// So many words behind a figure, or the first in the parenthesis behind it, may say that it is not simply added.
constexpr std::ptrdiff_t kFirstWords = 2;

/// One line with a label and a figure.
struct Line {
  Part part;
  bool is_total = false;
  bool is_limit = false;  ///< "Total available": what there is, not what is used
};

/// Lines side by side, and the line that they stand below.
struct Group {
  std::vector<Line> lines;
  std::optional<Line> head;
  bool is_breakdown = false;  ///< below a line that says so: "Breakdown:"
};

class LineReader {
 public:
  explicit LineReader(const Page& page) : page_(page) {}

  /// The line of `block` between two bytes of its flat text.
  [[nodiscard]] Line read(int block, Span place) const {
    Line line;
    line.part.block = block;
    const std::string_view text = page_.block(block).text.text;
    const std::uint32_t at = end_of_label(text, place);
    read_label(text.substr(place.begin, at - place.begin), line);
    read_figure(text, {at, place.end}, line.part);
    std::sort(line.part.per.begin(), line.part.per.end());
    return line;
  }

  /// "Breakdown:"
  [[nodiscard]] bool says_breakdown(std::string_view text) const {
    return page_.book.language.has_any("breakdown", text.substr(0, text.find('\n')));
  }

 private:
  /// Behind the first colon or equals sign, or a dash.
  static std::uint32_t end_of_label(std::string_view text, Span place) {
    for (std::uint32_t i = place.begin; i < place.end; ++i)
      if (text[i] == ':' || text[i] == '=') return i + 1;
    const std::size_t dash = text.substr(place.begin, place.end - place.begin).find(" - ");
    return dash == std::string_view::npos ? place.begin : place.begin + static_cast<std::uint32_t>(dash) + 3;
  }

  void read_label(std::string_view label, Line& line) const {
    const std::vector<Word> words = words_of(label);
    const auto has = [&](std::string_view group, std::size_t i) {
      return page_.book.language.has(group, words[i].text);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i < 2 && has("total", i)) line.is_total = true;
      if (has("limit", i)) line.is_limit = true;
      if (line.is_total && has("not_added", i)) line.part.is_plain = false;
      if (words[i].text == "per" && i + 1 < words.size()) line.part.per.push_back(words[i + 1].text);
    }
  }

  void read_figure(std::string_view text, Span place, Part& part) const {
    const auto& values = page_.values_of(part.block);
    const auto value = std::lower_bound(values.begin(), values.end(), place.begin,
                                        [](const Written& v, std::uint32_t begin) { return v.span.begin < begin; });
    if (place.is_empty() || value == values.end() || value->span.end > place.end) return;
    if (words_of(text.substr(place.begin, value->span.begin - place.begin)).size() > 3) return;
    part.figure = *value;
    const auto& equations = page_.equations_of(part.block);
    auto equation = std::lower_bound(equations.begin(), equations.end(), place.begin,
                                     [](const Equation& e, std::uint32_t begin) { return e.span.begin < begin; });
    // The figure of a line is the last result that it computes: 30 ÷ 4 = 7.5 GB × 2 = 15 GB.
    for (; equation != equations.end() && equation->span.begin <= value->span.begin; ++equation) {
      if (equation->form != Equation::Form::equality) continue;
      const Expr& last = equation->sides.back().expr;
      if (last.op != Operator::written || equation->sides.back().is_open) return;
      part.figure = *last.written;
      part.is_plain = false;
      part.is_result = true;
    }
    for (const std::string& axis : part.figure.unit.per) part.per.push_back(normal_form(axis));
    if (is_conditional(text.substr(part.figure.span.end, place.end - part.figure.span.end))) part.is_plain = false;
    part.is_read = !part.figure.is_range() && !goes_on(text, part.figure.span.end);
    if (part.figure.relation != Relation::equal && part.figure.relation != Relation::about) part.is_plain = false;
  }

  /// "45 GB (after sharding)": not what the parts make. "0.1 GB (minimal with this plan)" is a remark.
  [[nodiscard]] bool is_conditional(std::string_view rest) const {
    const std::size_t open = std::min(rest.find('('), rest.size());
    const auto begins_so = [&](std::string_view part, std::ptrdiff_t words_read) {
      const std::vector<Word> words = words_of(part);
      return std::any_of(words.begin(), words.begin() + std::min(std::ssize(words), words_read),
                         [&](const Word& word) { return page_.book.language.has("not_added", word.text); });
    };
    return begins_so(rest.substr(0, open), kFirstWords) || begins_so(rest.substr(open), 1);
  }

  /// "8 GB × 4" and "4 GB + 2 GB" are no figures alone.
  static bool goes_on(std::string_view text, std::size_t at) {
    at += space_at(text, at);
    if (begins_with_operator(text.substr(std::min(at, text.size())))) return true;
    for (const std::string_view sign : {"→", "->", "=", "<", "≤", ">", "≥"})
      if (starts_at(text, at, sign)) return true;
    return false;
  }

  const Page& page_;
};

class SumFinder {
 public:
  explicit SumFinder(const Page& page) : page_(page), reader_(page) {}

  std::vector<Sum> find() {
    read_lists();
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i)
      if (page_.doc.blocks[i].kind == BlockKind::fence) read_lines(static_cast<int>(i));
    for (const Group& group : groups_) add_up(group);
    for (Sum& sum : find_table_sums(page_)) out_.push_back(std::move(sum));
    for (Sum& sum : find_table_relations(page_)) out_.push_back(std::move(sum));
    for (Sum& sum : find_orders(page_)) out_.push_back(std::move(sum));
    for (Sum& sum : find_stated_formulas(page_)) out_.push_back(std::move(sum));
    for (Sum& sum : find_list_explanations(page_)) out_.push_back(std::move(sum));
    for (Sum& sum : find_reductions(page_)) out_.push_back(std::move(sum));
    return std::move(out_);
  }

 private:
  void read_lists() {
    std::map<int, std::size_t> by_list;
    std::map<int, Line> heads;  // of each item: the line that its sublist breaks down
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const Block& block = page_.doc.blocks[i];
      if (block.kind != BlockKind::item || block.list < 0) continue;
      const std::string_view text = block.text.text;
      const auto end = static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()));
      const Line line = reader_.read(static_cast<int>(i), {0, end});
      const auto [found, is_new] = by_list.try_emplace(block.list, groups_.size());
      if (is_new) {
        groups_.emplace_back();
        if (const auto head = heads.find(block.parent); head != heads.end()) {
          groups_.back().head = head->second;
          groups_.back().is_breakdown = reader_.says_breakdown(page_.block(block.parent).text.text);
        }
      }
      std::vector<Line>& lines = groups_[found->second].lines;
      // "Latency: 12 ms", then "Breakdown:" with the parts below it.
      heads.emplace(static_cast<int>(i), line.part.is_read || lines.empty() ? line : lines.back());
      lines.push_back(line);
    }
  }

  /// Lines of a fence, by their indentation.
  void read_lines(int block) {
    struct Level {
      std::size_t indent = 0;
      std::size_t group = 0;
    };
    std::vector<Level> levels;
    const std::string_view text = page_.block(block).text.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::size_t first = first_letter(text.substr(0, end), begin);
      if (text.find_first_not_of(" \t\r", begin) >= end) levels.clear();
      if (first < end) {
        const std::size_t indent = first - begin;
        while (!levels.empty() && levels.back().indent > indent) levels.pop_back();
        if (levels.empty() || levels.back().indent < indent) {
          Group group;
          if (!levels.empty()) group.head = groups_[levels.back().group].lines.back();
          levels.push_back({indent, groups_.size()});
          groups_.push_back(std::move(group));
        }
        groups_[levels.back().group].lines.push_back(
            reader_.read(block, {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)}));
      }
      begin = end + 1;
    }
  }

  static std::size_t first_letter(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_name_byte(text[at])) ++at;
    return at;
  }

  void add_up(const Group& group) {
    std::vector<Part> parts;
    bool is_first = true;
    for (std::size_t i = 0; i < group.lines.size(); ++i) {
      const Line& line = group.lines[i];
      if (!line.is_total) {
        parts.push_back(line.part);
        is_first = false;
        continue;
      }
      // A total in front of its parts may as well be the room for them.
      if (is_first)
        total_in_front(group, i);
      else
        add_total(line, parts);
      parts.clear();
    }
    if (group.head) add(make_sum(group.head->part, parts, {group.is_breakdown, true}, page_));
  }

  void add_total(const Line& line, const std::vector<Part>& parts) {
    const bool may_fail = !line.is_limit && !is_mean(line.part.figure);
    std::optional<Sum> sum = make_sum(line.part, parts, {may_fail, false}, page_);
    if (!sum && may_fail) sum = total_below_a_part(line.part, parts, page_);
    add(std::move(sum));
  }

  /// An overall percentage is rather a mean, or a product, than a sum.
  static bool is_mean(const Written& total) { return is_percent(total.unit) && total.mantissa != 100; }

  void total_in_front(const Group& group, std::size_t at) {
    std::vector<Part> parts;
    for (std::size_t i = at + 1; i < group.lines.size() && !group.lines[i].is_total; ++i)
      parts.push_back(group.lines[i].part);
    add(make_sum(group.lines[at].part, parts, {false, true}, page_));
  }

  void add(std::optional<Sum> sum) {
    if (sum) out_.push_back(std::move(*sum));
  }

  const Page& page_;
  LineReader reader_;
  std::vector<Group> groups_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_sums(const Page& page) {
  return SumFinder(page).find();
}

}  // namespace countercheck

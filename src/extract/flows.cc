// Reads amounts by time and finds those that give each other.
#include "extract/flows.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "expr/build.h"
#include "extract/flow_reader.h"
#include "extract/parts.h"
#include "extract/signs.h"
#include "extract/time_spans.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestLink = 24;
/// What is off by less may be another length of a month.
constexpr double kSlack = 0.1;

class FlowFinder {
 public:
  explicit FlowFinder(const Page& page) : page_(page), spans_(page.book.language, page.book.units) {}

  std::vector<Sum> find() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const BlockKind kind = page_.doc.blocks[i].kind;
      if (kind != BlockKind::paragraph && kind != BlockKind::item && kind != BlockKind::cell) continue;
      const FlowReader reader(page_, spans_, static_cast<int>(i));
      bool has_neighbour = false;
      for (const Written& value : page_.values_of(static_cast<int>(i))) {
        std::optional<Flow> flow = reader.read(value);
        if (!flow && has_neighbour) keep(reader.read_kept(value));
        if (!flow) continue;
        flows_.push_back(std::move(*flow));
        connect(has_neighbour);
        has_neighbour = true;
      }
    }
    return std::move(out_);
  }

 private:
  /// Whether `text` puts in other words what stands before it.
  [[nodiscard]] bool is_link(std::string_view text) const {
    if (text.size() > kLongestLink || text.find('\n') != std::string_view::npos) return false;
    std::string link = lower(text);
    link.erase(std::remove_if(link.begin(), link.end(), [](char c) { return c == ',' || c == '(' || c == '.'; }),
               link.end());
    const std::size_t begin = link.find_first_not_of(' ');
    if (begin == std::string::npos) return text.find('(') != std::string_view::npos;
    link = link.substr(begin, link.find_last_not_of(' ') - begin + 1);
    const auto& words = page_.book.language.group("in_other_words");
    return std::any_of(words.begin(), words.end(), [&](std::string word) {
      std::erase(word, '.');  // "i.e"
      return word == link;
    });
  }

  static bool is_one_kind(const Flow& a, const Flow& b) {
    return a.amount.unit.dimension == b.amount.unit.dimension && (a.count == 1 || b.count == 1);
  }

  /// "4.7 GiB per day, which is 66 GiB with a retention of two weeks"
  void keep(const std::optional<Flow>& kept) {
    if (kept && says_again(flows_.back(), *kept)) add(flows_.back(), *kept, false);
  }

  /// Finds what the last flow follows from: its neighbour, else any before it.
  void connect(bool has_neighbour) {
    const Flow& flow = flows_.back();
    const bool is_said_again = has_neighbour && says_again(flows_[flows_.size() - 2], flow);
    if (is_said_again) add(flows_[flows_.size() - 2], flow, true);
    if (flow.thing.empty()) return;
    if (!is_said_again) connect_far(flow);
    by_thing_.emplace(flow.thing, flows_.size() - 1);
  }

  [[nodiscard]] bool says_again(const Flow& before, const Flow& flow) const {
    if (before.span.end > flow.amount.span.begin || !is_one_kind(before, flow)) return false;
    if (!flow.thing.empty() && !before.thing.empty() && flow.thing != before.thing) return false;
    const std::string_view text = page_.block(flow.block).text.text;
    // What is multiplied by something is not what it comes to.
    if (!operator_ending(text.substr(0, before.amount.span.begin)).empty()) return false;
    return is_link(text.substr(before.span.end, flow.amount.span.begin - before.span.end));
  }

  /// Another span first: that is a calculation, and the same span only a repetition.
  void connect_far(const Flow& flow) {
    const auto [first, last] = by_thing_.equal_range(flow.thing);
    int tried = 0;
    for (auto other = first; other != last && tried < kMostAlike; ++other, ++tried) {
      const Flow& before = flows_[other->second];
      if (!is_one_kind(before, flow) || (before.time == flow.time && before.count == flow.count)) continue;
      if (page_.scopes.of_block(before.block) != page_.scopes.of_block(flow.block)) continue;
      // An item below another says what the other comes to.
      const bool is_below = page_.block(flow.block).parent == before.block && flow.is_total && !before.is_total;
      if (add(before, flow, is_below)) break;
    }
  }

  /// The first usual length of the spans that makes `flow` follow from `before`.
  bool add(const Flow& before, const Flow& flow, bool may_fail) {
    if (is_judged(before, flow)) return false;
    const std::vector<double> ratios = spans_.ratios(before.time, flow.time);
    if (ratios.empty() || (before.time == flow.time && before.count == flow.count)) return false;
    double nearest = 1e9;
    for (const double length : ratios) {
      const double ratio = length * flow.count / before.count;
      for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
        const double expected = before.amount.nominal(prefixes) * ratio;
        const Interval said = flow.amount.region(Role::result, prefixes);
        nearest = std::min(nearest, std::abs(std::log(expected / flow.amount.nominal(prefixes))));
        if (!agree(said, {expected, expected})) continue;
        out_.push_back(sum_of(before, flow, ratio));
        return true;
      }
    }
    if (may_fail && nearest > kSlack) out_.push_back(sum_of(before, flow, ratios.front() * flow.count / before.count));
    return may_fail;
  }

  /// What a written calculation speaks of is judged there, and so is one amount in other units. But that a month has so
  /// many seconds is for us to say.
  [[nodiscard]] bool is_judged(const Flow& before, const Flow& flow) const {
    const Equation* around = equation_around(flow);
    if (around == nullptr) return false;
    const double plain = before.written.nominal(Prefixes::decimal);
    if (agree(flow.written.region(Role::result, Prefixes::decimal), {plain, plain})) return true;
    return std::any_of(around->sides.begin(), around->sides.end(),
                       [](const Equation::Side& side) { return side.expr.op != Operator::written; });
  }

  [[nodiscard]] const Equation* equation_around(const Flow& flow) const {
    const auto& equations = page_.equations_of(flow.block);
    const auto behind = std::partition_point(equations.begin(), equations.end(), [&](const Equation& equation) {
      return equation.span.begin <= flow.amount.span.begin;
    });
    const bool is_in_it = behind != equations.begin() && flow.amount.span.begin < std::prev(behind)->span.end;
    return is_in_it ? &*std::prev(behind) : nullptr;
  }

  [[nodiscard]] Sum sum_of(const Flow& before, const Flow& flow, double ratio) const {
    Sum sum;
    sum.equation.form = Equation::Form::value_of;
    sum.equation.block = flow.block;
    sum.equation.span = source_of(flow.block, flow.span);
    const double factor = ratio >= 1 ? ratio : 1 / ratio;
    Expr calculation = join(ratio >= 1 ? Operator::multiply : Operator::divide, leaf(before),
                            literal_of(factor, print_number(factor, 10)));
    sum.equation.sides = {{leaf(flow), source_of(flow.block, flow.amount.number), false},
                          {std::move(calculation), source_of(before.block, before.span), false}};
    sum.numbers = {{flow.block, flow.written}, {-1, {}}};
    sum.says_more = equation_around(flow) != nullptr;
    return sum;
  }

  [[nodiscard]] Span source_of(int block, Span flat) const { return page_.block(block).text.to_source(flat); }

  [[nodiscard]] Expr leaf(const Flow& flow) const { return operand_of(part_of(flow.block, flow.amount), page_, false); }

  static constexpr int kMostAlike = 16;

  const Page& page_;
  TimeSpans spans_;
  std::vector<Flow> flows_;
  std::multimap<std::vector<std::string>, std::size_t> by_thing_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_flows(const Page& page) {
  return FlowFinder(page).find();
}

}  // namespace countercheck

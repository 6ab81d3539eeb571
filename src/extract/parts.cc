// Finds the stretch of numbers that makes a total. "Available: 64 GB" often stands among the parts and is none.
#include "extract/parts.h"

#include <algorithm>
#include <cmath>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostParts = 128;

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_wide = false;  ///< holds only within the digits of the parts
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

bool is_usable(const Part& part, const Part& total) {
  return part.is_read && part.figure.unit.dimension == total.figure.unit.dimension &&
         is_percent(part.figure.unit) == is_percent(total.figure.unit);
}

class Adder {
 public:
  Adder(const Part& total, const std::vector<Part>& parts) : total_(total), parts_(parts) {}

  [[nodiscard]] bool makes(Run run) const {
    for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
      Interval sum;
      for (std::size_t i = run.begin; i < run.end; ++i) {
        const Written& figure = parts_[i].figure;
        const double exact = figure.nominal(prefixes);
        sum = add(sum, run.is_wide ? figure.interval(Role::result, prefixes) : Interval{exact, exact});
      }
      if (agree(sum, total_.figure.interval(Role::result, prefixes))) return true;
    }
    return false;
  }

  /// All parts first, then the longest stretch.
  [[nodiscard]] std::optional<Run> find(bool needs_all) const {
    const Run all{0, parts_.size(), false};
    if (is_stretch(all) && makes(all)) return all;
    for (std::size_t size = parts_.size(); !needs_all && size-- > 2;)
      for (std::size_t begin = parts_.size() - size + 1; begin-- > 0;)
        if (const Run run{begin, begin + size, false}; is_stretch(run) && makes(run)) return run;
    const Run wide{0, parts_.size(), true};
    if (is_stretch(wide) && are_measured() && makes(wide)) return wide;
    return std::nullopt;
  }

  /// A total that is also a mean, an extreme or a product is not called wrong.
  [[nodiscard]] bool is_something_else() const {
    double sum = 0;
    double product = 1;
    double largest = 0;
    const Interval total = total_.figure.interval(Role::result, Prefixes::decimal);
    for (const Part& part : parts_) {
      const double number = part.figure.nominal(Prefixes::decimal);
      sum += number;
      product *= number;
      largest = std::max(largest, number);
      if (agree(total, {number, number})) return true;
    }
    const double mean = sum / static_cast<double>(parts_.size());
    for (const double other : {mean, product})
      if (agree(total, {other, other})) return true;
    return any_wide_stretch();
  }

 private:
  [[nodiscard]] bool is_stretch(Run run) const {
    if (run.size() < 2) return false;
    return std::all_of(parts_.begin() + static_cast<std::ptrdiff_t>(run.begin),
                       parts_.begin() + static_cast<std::ptrdiff_t>(run.end),
                       [&](const Part& part) { return is_usable(part, total_); });
  }

  /// Whole numbers add up exactly; percentages and decimals are rounded.
  [[nodiscard]] bool are_measured() const {
    return std::all_of(parts_.begin(), parts_.end(), [](const Part& part) {
      return !part.figure.is_integer || is_percent(part.figure.unit) || part.figure.is_approximate();
    });
  }

  [[nodiscard]] bool any_wide_stretch() const {
    for (std::size_t begin = 0; begin < parts_.size(); ++begin)
      for (std::size_t end = begin + 2; end <= parts_.size(); ++end)
        if (const Run run{begin, end, true}; is_stretch(run) && makes(run)) return true;
    return false;
  }

  const Part& total_;
  const std::vector<Part>& parts_;
};

/// Bare counts in a list are as often factors as parts: 2 and 2 make 4 both ways.
bool may_be_added(const Part& part) {
  const Written& figure = part.figure;
  return part.is_cell || !figure.unit.dimension.is_one() || is_percent(figure.unit) || figure.suffix != 1 ||
         !figure.is_integer;
}

/// Parts are for what their total is for; where none of them says for what, the total may say it for all.
bool are_all_plain(const Part& total, const std::vector<Part>& parts) {
  const bool is_silent = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.per.empty(); });
  return total.is_plain && std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
           return is_usable(part, total) && part.is_plain && (is_silent || part.per == total.per);
         });
}

void add_side(Sum& sum, const Part& part, Expr expr, bool is_open) {
  const Span span = expr.span;
  sum.equation.sides.push_back({std::move(expr), span, is_open});
  sum.numbers.push_back({part.block, part.figure});
  Span& whole = sum.equation.span;
  whole =
      sum.equation.sides.size() == 1 ? span : Span{std::min(whole.begin, span.begin), std::max(whole.end, span.end)};
}

Sum sum_of(const Part& total, const std::vector<Part>& parts, Run run, bool is_open, const Page& page) {
  Sum sum;
  sum.equation.form = Equation::Form::sum;
  sum.equation.block = total.block;
  add_side(sum, total, operand_of(total, page, false), is_open);
  for (std::size_t i = run.begin; i < run.end; ++i)
    add_side(sum, parts[i], operand_of(parts[i], page, run.is_wide), false);
  return sum;
}

}  // namespace

Part part_of(int block, const Written& figure) {
  return {block, figure, true, true, false, {}, false};
}

bool is_measured(const Written& figure) {
  const bool is_count = figure.unit.dimension.is_one() && !is_percent(figure.unit);
  return !figure.is_settled && (!figure.is_integer || figure.suffix != 1 || !is_count);
}

Expr operand_of(const Part& part, const Page& page, bool is_wide) {
  const FlatText& text = page.block(part.block).text;
  Expr expr;
  expr.op = Operator::written;
  Written written = part.figure;
  if (is_wide) written.plus_minus = std::max(written.plus_minus, written.step / 2);
  expr.written = std::move(written);
  expr.literal_text = text.text.substr(part.figure.span.begin, part.figure.span.size());
  expr.span = text.to_source(part.figure.span);
  return expr;
}

bool gives_total(const Written& count, const Written& each, const Written& total) {
  const auto agrees = [&](Prefixes prefixes) {
    const double product = count.nominal(prefixes) * each.nominal(prefixes);
    return agree(total.region(Role::result, prefixes), {product, product});
  };
  return agrees(Prefixes::decimal) || agrees(Prefixes::binary);
}

void place(Expr& expr, const FlatText& text, std::uint32_t offset) {
  expr.span = text.to_source({offset + expr.span.begin, offset + expr.span.end});
  for (Expr& child : expr.children) place(child, text, offset);
}

std::optional<Sum> make_sum(const Part& total, const std::vector<Part>& parts, TotalRules rules, const Page& page) {
  if (!total.is_read || parts.size() < 2 || parts.size() > kMostParts || !may_be_added(total)) return std::nullopt;
  const Adder adder(total, parts);
  if (const std::optional<Run> run = adder.find(rules.needs_all)) return sum_of(total, parts, *run, false, page);
  // A table of settings ends in a total as well; its degrees are multiplied. Bare counts confirm and never refute.
  const bool is_bare_count = total.figure.unit.is_bare() && total.figure.is_integer && total.figure.suffix == 1;
  if (!rules.may_fail || is_bare_count || !are_all_plain(total, parts) || adder.is_something_else())
    return std::nullopt;
  return sum_of(total, parts, {0, parts.size(), false}, false, page);
}

Sum make_calculated(const Part& result, Expr calculation, bool is_open, const Page& page) {
  Sum sum;
  sum.equation.form = Equation::Form::value_of;
  sum.equation.block = result.block;
  add_side(sum, result, operand_of(result, page, false), is_open);
  const Span span = calculation.span;
  sum.equation.sides.push_back({std::move(calculation), span, false});
  sum.numbers.emplace_back();
  return sum;
}

Sum make_share(const ShareOf& it, bool is_open, const Page& page) {
  Sum sum;
  sum.equation.form = Equation::Form::share;
  sum.equation.block = it.share.block;
  add_side(sum, it.share, operand_of(it.share, page, false), is_open);
  const Expr quotient = join(Operator::divide, operand_of(it.part, page, false), operand_of(it.total, page, false));
  sum.equation.sides.push_back({quotient, quotient.span, is_open});
  sum.numbers.emplace_back();
  return sum;
}

bool is_share(const ShareOf& it) {
  const double total = it.total.figure.nominal(Prefixes::decimal);
  if (total == 0) return false;
  const double ratio = it.part.figure.nominal(Prefixes::decimal) / total;
  return agree(it.share.figure.interval(Role::result, Prefixes::decimal), {ratio, ratio});
}

}  // namespace countercheck

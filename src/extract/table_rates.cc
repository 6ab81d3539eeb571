// Looks for one rate in the cells of a table, of a row, of a column, and in two columns.
#include "extract/table_rates.h"

#include <algorithm>
#include <cmath>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/cells.h"
#include "units/bytes.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr std::size_t kFewestPairs = 3;
constexpr std::size_t kMostPairs = 400;
/// Digits that must agree, beyond those that chance explains among the columns tried.
constexpr double kNeededDigits = 2;
/// What is off by less may be rounded, or include a little more.
constexpr double kSlack = 0.1;

/// Two figures that stand for one thing: its time and its cost.
struct Pair {
  Part first;
  Part second;
};

Interval width_of(const Written& figure) {
  return figure.interval(Role::result, Prefixes::decimal);
}

std::optional<Interval> rate_of(const Pair& pair) {
  return divide(width_of(pair.second.figure), width_of(pair.first.figure));
}

double nominal_rate(const Pair& pair) {
  return pair.second.figure.nominal(Prefixes::decimal) / pair.first.figure.nominal(Prefixes::decimal);
}

bool is_same(const Written& a, const Written& b) {
  return a.nominal(Prefixes::decimal) == b.nominal(Prefixes::decimal);
}

/// Pairs that may have one rate, and what came of it.
class RateFinder {
 public:
  RateFinder(std::vector<Pair> pairs, double needed, const Page& page)
      : pairs_(std::move(pairs)), needed_(needed), page_(page) {
    for (const Pair& pair : pairs_) rates_.push_back(rate_of(pair));
  }

  /// Whether one rate was found.
  bool find(std::vector<Sum>& out) {
    if (pairs_.size() < kFewestPairs || pairs_.size() > kMostPairs) return false;
    // The pair that tells the rate best, among those that most agree with.
    std::size_t most = 0;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const std::size_t agreeing = agreeing_with(i);
      if (agreeing > most || (agreeing == most && width(i) < width(best_))) most = agreeing, best_ = i;
    }
    if (most < kFewestPairs || 3 * (pairs_.size() - most) > most || digits() < needed_) return false;
    for (std::size_t i = 0; i < pairs_.size(); ++i) state(i, most == pairs_.size() - 1, out);
    return true;
  }

 private:
  [[nodiscard]] bool agrees(std::size_t a, std::size_t b) const {
    return rates_[a] && rates_[b] && rates_[a]->overlaps(*rates_[b]);
  }

  [[nodiscard]] std::size_t agreeing_with(std::size_t i) const {
    std::size_t count = 0;
    for (std::size_t k = 0; k < pairs_.size(); ++k) count += agrees(i, k) ? 1 : 0;
    return count;
  }

  [[nodiscard]] double width(std::size_t i) const {
    return rates_[i] ? (rates_[i]->high - rates_[i]->low) / rates_[i]->high : 1;
  }

  /// How surprising it is that all agree: each pair with another figure adds its digits.
  [[nodiscard]] double digits() const {
    double sum = 0;
    std::vector<double> seen = {pairs_[best_].first.figure.nominal(Prefixes::decimal)};
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const double figure = pairs_[i].first.figure.nominal(Prefixes::decimal);
      if (!agrees(i, best_) || std::find(seen.begin(), seen.end(), figure) != seen.end()) continue;
      seen.push_back(figure);
      sum += std::clamp(-std::log10(std::max(width(i), width(best_))), 0.0, 3.0);
    }
    return sum;
  }

  /// The pair whose rate another one is held against: the one that tells it best, for that one the next with another
  /// figure.
  [[nodiscard]] std::size_t witness_of(std::size_t i) const {
    if (i != best_) return best_;
    std::size_t next = pairs_.size();
    for (std::size_t k = 0; k < pairs_.size(); ++k) {
      if (k == i || !agrees(k, i) || is_same(pairs_[k].first.figure, pairs_[i].first.figure)) continue;
      if (next == pairs_.size() || width(k) < width(next)) next = k;
    }
    return next;
  }

  void state(std::size_t i, bool is_lone, std::vector<Sum>& out) const {
    const std::size_t witness = witness_of(i);
    if (witness == pairs_.size() || is_same(pairs_[witness].first.figure, pairs_[i].first.figure)) return;
    const bool holds = agrees(i, witness);
    const double off = std::abs(std::log(nominal_rate(pairs_[i]) / nominal_rate(pairs_[witness])));
    const bool is_plain = pairs_[i].first.is_plain && pairs_[i].second.is_plain;
    if (!holds && (!is_lone || !is_plain || off < kSlack)) return;
    Expr rate = join(Operator::divide, wide(pairs_[witness].second), wide(pairs_[witness].first));
    Sum sum = make_calculated(pairs_[i].second, join(Operator::multiply, wide(pairs_[i].first), std::move(rate)), holds,
                              page_);
    sum.equation.note = "at the rate of the others in the table";
    out.push_back(std::move(sum));
  }

  [[nodiscard]] Expr wide(const Part& part) const { return operand_of(part, page_, true); }

  std::vector<Pair> pairs_;
  std::vector<std::optional<Interval>> rates_;
  double needed_;
  const Page& page_;
  std::size_t best_ = 0;
};

class TableRates {
 public:
  TableRates(const Page& page, const Table& table) : page_(page), table_(table), cells_(read_cells(page, table)) {
    rows_ = std::min(cells_.rows.size(), kMostRows);
  }

  void find(std::vector<Sum>& out) const {
    if (find_in_cells(out)) return;
    find_in_columns(out);
  }

 private:
  /// "9 hours ($290)": the second figure stands in parentheses behind the first.
  [[nodiscard]] std::optional<Pair> pair_in(std::size_t row, std::size_t column) const {
    const Part& first = cells_.at(row, column);
    if (!first.is_read) return std::nullopt;
    const std::vector<Written>& values = page_.values_of(first.block);
    if (values.size() != 2) return std::nullopt;
    Pair pair{first, first};
    pair.second.figure = values[1];
    pair.second.is_plain = values[1].relation == Relation::equal;
    const std::string_view text = page_.block(first.block).text.text;
    const std::string_view between = text.substr(first.figure.span.end, values[1].span.begin - first.figure.span.end);
    const bool is_enclosed = between == " (" || between == "(";
    if (!is_enclosed || byte_at(text, values[1].span.end) != ')' || !may_have_rate(pair)) return std::nullopt;
    return pair;
  }

  static bool may_have_rate(const Pair& pair) {
    const Unit& a = pair.first.figure.unit;
    const Unit& b = pair.second.figure.unit;
    const bool are_alike = a.dimension == b.dimension && is_percent(a) == is_percent(b);
    return !are_alike && pair.first.figure.mantissa > 0 && pair.second.figure.mantissa > 0 &&
           !pair.first.figure.is_range() && !pair.second.figure.is_range();
  }

  bool find_in_cells(std::vector<Sum>& out) const {
    std::vector<Pair> all;
    std::vector<std::vector<Pair>> by_row(rows_);
    std::vector<std::vector<Pair>> by_column(cells_.columns());
    for (std::size_t r = 1; r < rows_; ++r) {
      for (std::size_t c = 0; c < cells_.columns(); ++c) {
        const auto pair = pair_in(r, c);
        if (!pair) continue;
        all.push_back(*pair);
        by_row[r].push_back(*pair);
        by_column[c].push_back(*pair);
      }
    }
    if (RateFinder(all, kNeededDigits, page_).find(out)) return true;
    bool is_found = false;
    for (std::vector<Pair>& row : by_row) is_found |= RateFinder(std::move(row), kNeededDigits, page_).find(out);
    if (is_found) return true;
    for (std::vector<Pair>& column : by_column)
      is_found |= RateFinder(std::move(column), kNeededDigits, page_).find(out);
    return is_found;
  }

  /// Shares of a total are judged with it.
  [[nodiscard]] bool has_total() const {
    return std::any_of(cells_.names.begin() + 1, cells_.names.end(),
                       [&](const std::string& name) { return names_total(name, page_.book.language); });
  }

  /// Only measures of two kinds have a rate; what columns of counts have in common is their own affair.
  void find_in_columns(std::vector<Sum>& out) const {
    if (cells_.columns() > kMostColumns || has_total()) return;
    const double candidates = std::log10(std::max<double>(1, static_cast<double>(cells_.columns() * cells_.columns())));
    for (std::size_t second = 1; second < cells_.columns(); ++second) {
      for (std::size_t first = 0; first < second; ++first) {
        std::vector<Pair> pairs;
        for (std::size_t r = 1; r < rows_; ++r) {
          const Pair pair{cells_.at(r, first), cells_.at(r, second)};
          if (!pair.first.is_read || !pair.second.is_read || !may_have_rate(pair)) continue;
          pairs.push_back(pair);
        }
        if (pairs.size() > kFewestPairs && RateFinder(std::move(pairs), kNeededDigits + candidates, page_).find(out))
          break;
      }
    }
  }

  const Page& page_;
  const Table& table_;
  Cells cells_;
  std::size_t rows_ = 0;
};

}  // namespace

std::vector<Sum> find_table_rates(const Page& page) {
  std::vector<Sum> out;
  for (const Table& table : page.doc.tables)
    if (table.rows.size() >= 2 && table.columns >= 2) TableRates(page, table).find(out);
  return out;
}

}  // namespace countercheck

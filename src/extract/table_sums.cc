// A column is added up to its total row. A row is added up to its total column only if most rows of the table agree.
#include "extract/table_sums.h"

#include <algorithm>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/cells.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// So much more than its parts a total may be before it is wrong: it may hold a little that no column tells.
constexpr double kSlack = 0.1;

class TableAdder {
 public:
  TableAdder(const Page& page, const Table& table) : page_(page), table_(table), cells_(read_cells(page, table)) {}

  std::vector<Sum> add_up() {
    std::size_t begin = 1;
    for (std::size_t r = 1; r < rows(); ++r) {
      if (!is_total(cells_.names[r])) continue;
      columns(begin, r);
      shares(begin, r);
      begin = r + 1;
    }
    for (std::size_t c = 2; c < columns(); ++c)
      if (is_total(cells_.headers[c])) row_totals(c);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t rows() const { return cells_.rows.size(); }
  [[nodiscard]] std::size_t columns() const { return cells_.columns(); }
  [[nodiscard]] const Part& cell(std::size_t row, std::size_t column) const { return cells_.at(row, column); }

  [[nodiscard]] bool is_total(std::string_view name) const { return names_total(name, page_.book.language); }

  void columns(std::size_t begin, std::size_t total_row) {
    for (std::size_t c = 1; c < columns(); ++c) {
      const Part& total = cell(total_row, c);
      if (!total.is_read) continue;
      std::vector<Part> parts;
      for (std::size_t r = begin; r < total_row; ++r) parts.push_back(cell(r, c));
      // Percentages below a total other than 100 % are rather averaged than added.
      const bool is_average = is_percent(total.figure.unit) && total.figure.mantissa != 100 && !is_whole(parts);
      if (is_average) continue;
      std::optional<Sum> weighted = weighted_sum(c, begin, total_row);
      keep(weighted ? std::move(weighted) : make_sum(total, parts, {true, false}, page_));
    }
  }

  /// Whether percentages are the shares of one whole.
  static bool is_whole(const std::vector<Part>& shares) {
    Interval sum;
    for (const Part& share : shares) {
      if (!share.is_read || !is_percent(share.figure.unit)) return false;
      sum = add(sum, share.figure.interval(Role::result, Prefixes::decimal));
    }
    return shares.size() > 2 && agree(sum, {1, 1});
  }

  /// "| api | 6 | 2 GiB |": the total of what each has may be that of all of them. Only where the parts alone do not
  /// give it.
  [[nodiscard]] std::optional<Sum> weighted_sum(std::size_t column, std::size_t begin, std::size_t total_row) const {
    const Part& total = cell(total_row, column);
    if (gives(total, column, 0, begin, total_row)) return std::nullopt;
    for (std::size_t count = 1; count < columns(); ++count)
      if (count != column && gives(total, column, count, begin, total_row))
        return make_calculated(total, products(column, count, begin, total_row), false, page_);
    return std::nullopt;
  }

  /// Whether the column adds up to the total, each row as often as `count` says; 0: once.
  [[nodiscard]] bool gives(const Part& total, std::size_t column, std::size_t count, std::size_t begin,
                           std::size_t total_row) const {
    double decimal = 0;
    double binary = 0;
    for (std::size_t r = begin; r < total_row; ++r) {
      const Part& part = cell(r, column);
      const bool is_counted =
          count == 0 || (cell(r, count).is_read && cell(r, count).figure.is_integer &&
                         cell(r, count).figure.unit.dimension.is_one() && !is_percent(cell(r, count).figure.unit));
      if (!part.is_read || !is_counted || !(part.figure.unit.dimension == total.figure.unit.dimension)) return false;
      const double times = count == 0 ? 1 : cell(r, count).figure.nominal(Prefixes::decimal);
      decimal += times * part.figure.nominal(Prefixes::decimal);
      binary += times * part.figure.nominal(Prefixes::binary);
    }
    return agree(total.figure.region(Role::result, Prefixes::decimal), {decimal, decimal}) ||
           agree(total.figure.region(Role::result, Prefixes::binary), {binary, binary});
  }

  [[nodiscard]] Expr products(std::size_t column, std::size_t count, std::size_t begin, std::size_t end) const {
    if (end - begin == 1)
      return join(Operator::multiply, operand_of(cell(begin, count), page_, false),
                  operand_of(cell(begin, column), page_, false));
    const std::size_t middle = begin + (end - begin + 1) / 2;
    return join(Operator::add, products(column, count, begin, middle), products(column, count, middle, end));
  }

  /// "| Weights | 4.01 | 22.1% |": percentages beside numbers whose total is 100 %.
  void shares(std::size_t begin, std::size_t total_row) {
    for (std::size_t c = 1; c < columns(); ++c) {
      const Part& whole = cell(total_row, c);
      if (!whole.is_read || !is_percent(whole.figure.unit) || whole.figure.mantissa != 100) continue;
      for (std::size_t v = 1; v < columns(); ++v)
        if (v != c && shares_of(v, c, begin, total_row)) break;
    }
  }

  bool shares_of(std::size_t value_column, std::size_t share_column, std::size_t begin, std::size_t total_row) {
    const Part& total = cell(total_row, value_column);
    if (!total.is_read || is_percent(total.figure.unit)) return false;
    std::size_t right = 0;
    std::vector<std::size_t> read;
    for (std::size_t r = begin; r < total_row; ++r) {
      if (!cell(r, value_column).is_read || !cell(r, share_column).is_read ||
          !is_percent(cell(r, share_column).figure.unit))
        continue;
      if (!(cell(r, value_column).figure.unit.dimension == total.figure.unit.dimension)) continue;
      read.push_back(r);
      if (is_share({cell(r, share_column), cell(r, value_column), total})) ++right;
    }
    if (right < 2 || 2 * right < read.size()) return false;
    for (const std::size_t r : read)
      out_.push_back(make_share({cell(r, share_column), cell(r, value_column), total}, false, page_));
    out_.push_back(make_share({cell(total_row, share_column), total, total}, true, page_));
    return true;
  }

  /// In a lone row of measures of one kind: whether the total is more than all of them together. What overlaps takes
  /// less.
  [[nodiscard]] bool is_beyond_all(std::size_t total_column) const {
    const Part& total = cell(1, total_column);
    if (!total.is_read || total.figure.unit.dimension.is_one()) return false;
    double sum = 0;
    for (std::size_t c = 1; c < total_column; ++c) {
      const Part& part = cell(1, c);
      if (!part.is_read || !(part.figure.unit.dimension == total.figure.unit.dimension)) return false;
      sum += part.figure.nominal(Prefixes::decimal);
    }
    return total.figure.nominal(Prefixes::decimal) > (1 + kSlack) * sum;
  }

  void row_totals(std::size_t total_column) {
    std::vector<std::optional<Sum>> sums;
    std::size_t right = 0;
    std::size_t read = 0;
    for (std::size_t r = 1; r < rows(); ++r) {
      std::vector<Part> parts;
      for (std::size_t c = 1; c < total_column; ++c) parts.push_back(cell(r, c));
      const bool is_read = cell(r, total_column).is_read;
      sums.push_back(is_read ? make_sum(cell(r, total_column), parts, {false, true}, page_) : std::nullopt);
      right += sums.back() ? 1 : 0;
      read += is_read ? 1 : 0;
    }
    for (std::size_t r = 1; r < rows(); ++r) {
      std::optional<Sum>& sum = sums[r - 1];
      const bool is_usual = right >= 2 && 2 * right > read;
      if (!sum && (is_usual || (rows() == 2 && is_beyond_all(total_column)))) {
        std::vector<Part> parts;
        for (std::size_t c = 1; c < total_column; ++c) parts.push_back(cell(r, c));
        sum = make_sum(cell(r, total_column), parts, {true, true}, page_);
      }
      keep(std::move(sum));
    }
  }

  void keep(std::optional<Sum> sum) {
    if (sum) out_.push_back(std::move(*sum));
  }

  const Page& page_;
  const Table& table_;
  Cells cells_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_table_sums(const Page& page) {
  std::vector<Sum> out;
  for (const Table& table : page.doc.tables)
    for (Sum& sum : TableAdder(page, table).add_up()) out.push_back(std::move(sum));
  return out;
}

}  // namespace countercheck

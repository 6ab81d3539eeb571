// Tries every pair of columns, and every column against its row of reference, and keeps what the rows bear out best.
#include "extract/table_relations.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "extract/calculation_parser.h"
#include "extract/cells.h"
#include "extract/column_forms.h"
#include "extract/table_products.h"
#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

/// Digits that must agree beyond those that chance explains among the candidates.
constexpr double kNeededDigits = 1.5;
constexpr double kDigitsToRefute = 3;

/// Column `b` of the same row, or of the row that the others are compared with.
struct Relation {
  std::size_t a = 0;
  std::size_t b = 0;
  std::optional<std::size_t> base = {};
};

/// What one row says of a relation.
struct RowFit {
  Agreement agreement = Agreement::none;
  ColumnForm form = ColumnForm::ratio;
  bool is_swapped = false;  ///< b / a, b - a, ...
  bool is_judged = false;
};

struct Fit {
  Relation relation;
  std::vector<RowFit> rows;
  int holding = 0;
  int failing = 0;
  double digits = 0;
};

/// A column, the relation that explains it, and all that were tried.
struct Found {
  std::size_t target = 0;
  Fit fit;
  std::vector<Fit> others;
  double needed = 0;
};

const RowFit& usual(const Fit& fit) {
  return *std::find_if(fit.rows.begin(), fit.rows.end(),
                       [](const RowFit& row) { return row.agreement != Agreement::none; });
}

class RelationFinder {
 public:
  RelationFinder(const Page& page, const CellsView& view)
      : page_(page), cells_(view.cells), row_(view.row), is_titled_(view.is_titled) {
    for (std::size_t r = 1; r < cells_.rows.size() && rows_.size() < kMostRows; ++r)
      if (!names_total(cells_.names[r], page.book.language) && !names_comparison(cells_.names[r])) rows_.push_back(r);
  }

  std::vector<Sum> find() {
    for (std::size_t c = 0; c < cells_.columns() && numeric_.size() <= kMostColumns; ++c)
      if (is_numeric(c)) numeric_.push_back(c);
    if (numeric_.size() > kMostColumns) return {};
    for (const std::size_t column : numeric_) explain(column);
    drop_inverses();
    for (const Found& found : found_) state(found);
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Part& cell(std::size_t row, std::size_t column) const { return cells_.at(row, column); }
  [[nodiscard]] std::string_view header(std::size_t column) const { return cells_.headers[column]; }

  /// "Change", "Speedup": what stands there is a relation of others already.
  [[nodiscard]] bool names_comparison(std::string_view name) const {
    const std::vector<ColumnForm> forms = forms_named(name, page_.book);
    return std::find(forms.begin(), forms.end(), ColumnForm::rise) != forms.end();
  }

  [[nodiscard]] bool is_numeric(std::size_t column) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](std::size_t r) { return cell(r, column).is_read; });
  }

  void explain(std::size_t target) {
    if (is_titled_) named_ = forms_named(header(target), page_.book);
    std::vector<Fit> fits;
    std::size_t candidates = 0;
    for (const std::size_t a : numeric_) {
      if (a == target) continue;
      for (const std::size_t b : numeric_)
        if (b > a && b != target) consider(target, {a, b}, fits, candidates);
      if (const auto base = base_row(target, a)) consider(target, {a, a, base}, fits, candidates);
    }
    const double needed = kNeededDigits + std::log10(static_cast<double>(std::max<std::size_t>(candidates, 1)));
    const Fit* best = nullptr;
    for (const Fit& fit : fits)
      if (is_believed(fit, needed) && (!best || is_better(fit, *best))) best = &fit;
    if (!best) return;
    const Fit chosen = *best;
    found_.push_back({target, chosen, std::move(fits), needed});
  }

  /// A speed-up of two rates says again that one rate is the other by the speed-up. The column that a word explains,
  /// else the one that varies, else the one that stands further to the right, is the result.
  void drop_inverses() {
    const auto uses = [](const Found& found, std::size_t column) {
      return found.fit.relation.a == column || found.fit.relation.b == column;
    };
    const auto rank = [&](const Found& found) {
      const ColumnForm form = usual(found.fit).form;
      const bool is_compared = form != ColumnForm::product && form != ColumnForm::quotient;
      return std::tuple(is_compared, varies(found.target), found.target);
    };
    std::vector<Found> kept;
    for (const Found& found : found_) {
      const bool is_inverse = std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
        return uses(found, other.target) && uses(other, found.target) && rank(other) > rank(found);
      });
      if (!is_inverse) kept.push_back(found);
    }
    found_ = std::move(kept);
  }

  [[nodiscard]] bool varies(std::size_t column) const {
    const Written* first = nullptr;
    for (const std::size_t r : rows_) {
      if (!cell(r, column).is_read) continue;
      const Written& figure = cell(r, column).figure;
      if (first && first->mantissa != figure.mantissa) return true;
      first = &figure;
    }
    return false;
  }

  void consider(std::size_t target, Relation relation, std::vector<Fit>& fits, std::size_t& candidates) {
    Fit fit;
    fit.relation = relation;
    std::size_t tried = 0;
    for (const std::size_t r : rows_) fit.rows.push_back(fit_of(target, relation, r, tried));
    drop_other_base(target, fit);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::size_t r = rows_[i];
      const RowFit& row = fit.rows[i];
      if (!row.is_judged) continue;
      if (row.agreement == Agreement::none) {
        ++fit.failing;
      } else {
        ++fit.holding;
        fit.digits += digits_of(cell(r, target), r, relation);
      }
    }
    if (tried > 0) ++candidates;
    if (fit.holding > 0) fits.push_back(std::move(fit));
  }

  /// "+50%" from 64 to 128 is no change by half, only because 64 is half of 128: signed changes share one base.
  void drop_other_base(std::size_t target, Fit& fit) const {
    const auto is_held_change = [](const RowFit& row) { return row.agreement != Agreement::none && is_change(row); };
    std::ptrdiff_t of_a = 0;
    std::ptrdiff_t of_b = 0;
    for (const RowFit& row : fit.rows)
      if (is_held_change(row)) ++(is_share_of_a(row) ? of_a : of_b);
    for (std::size_t i = 0; i < fit.rows.size(); ++i) {
      RowFit& row = fit.rows[i];
      if (!is_held_change(row) || !is_signed(cell(rows_[i], target))) continue;
      if (is_share_of_a(row) ? of_a < of_b : of_b < of_a) row.agreement = Agreement::none;
    }
  }

  /// How surprising an agreement is: a zero or a one says little.
  [[nodiscard]] double digits_of(const Part& result, std::size_t row, Relation relation) const {
    const double number = std::abs(result.figure.mantissa);
    const bool is_copy =
        number == cell(row, relation.a).figure.mantissa || number == cell(row, relation.b).figure.mantissa;
    if (number == 0 || number == 1 || is_copy) return 0.3;
    return std::min(result.figure.significant_digits, 4);
  }

  static std::size_t row_of_b(Relation relation, std::size_t row) { return relation.base.value_or(row); }

  /// "Speedup" is 1.0x in the row that the others are compared with, or has nothing there; else it is the first.
  [[nodiscard]] std::optional<std::size_t> base_row(std::size_t target, std::size_t column) const {
    std::vector<std::size_t> ones;
    std::vector<std::size_t> read;
    for (const std::size_t r : rows_) {
      if (!cell(r, column).is_read) continue;
      read.push_back(r);
      if (cell(r, target).is_read && is_one(cell(r, target).figure)) ones.push_back(r);
    }
    if (read.empty()) return std::nullopt;
    return ones.size() == 1 ? ones.front() : read.front();
  }

  static bool is_one(const Written& figure) { return figure.mantissa == (is_percent(figure.unit) ? 100 : 1); }

  RowFit fit_of(std::size_t target, Relation relation, std::size_t row, std::size_t& tried) const {
    RowFit out;
    const Part& result = cell(row, target);
    const Part& a = cell(row, relation.a);
    const Part& b = cell(row_of_b(relation, row), relation.b);
    if (!result.is_read || !a.is_read || !b.is_read) return out;
    if (relation.base == row) return out;
    for (const ColumnForm form : {ColumnForm::ratio, ColumnForm::difference, ColumnForm::rise, ColumnForm::fall,
                                  ColumnForm::product, ColumnForm::quotient}) {
      if (form != ColumnForm::difference && (is_zero(a) || is_zero(b))) continue;
      if (relation.base && (form == ColumnForm::product || form == ColumnForm::quotient)) continue;
      for (const bool is_swapped : {false, true}) {
        if (is_swapped && form == ColumnForm::product) continue;
        const bool is_named = form == ColumnForm::quotient
                                  ? is_per(header(target), header(is_swapped ? relation.a : relation.b), page_.book)
                                  : std::find(named_.begin(), named_.end(), form) != named_.end();
        const bool is_multiple = form == ColumnForm::product && is_multiple_of(target, relation);
        const Part& first = is_swapped ? b : a;
        const Part& second = is_swapped ? a : b;
        if (form == ColumnForm::ratio && is_signed(result)) continue;  // "+50%" is a change
        if (!is_possible(form, result, first, second, is_named || is_multiple)) continue;
        ++tried;
        out.is_judged = true;
        const Agreement found = agreement(form, result, first, second);
        if (found > out.agreement) out.agreement = found, out.form = form, out.is_swapped = is_swapped;
      }
    }
    return out;
  }

  /// Nothing is told by what is nothing at all.
  static bool is_zero(const Part& part) { return part.figure.mantissa == 0; }

  /// "GPUs" of "Nodes" and "GPUs per node".
  [[nodiscard]] bool is_multiple_of(std::size_t target, Relation relation) const {
    const std::vector<Word> wanted = words_of(header(target));
    for (const auto& [each, count] : {std::pair{relation.a, relation.b}, std::pair{relation.b, relation.a}}) {
      const std::vector<Word> words = words_of(header(each));
      if (!wanted.empty() && !words.empty() && wanted[0].text == words[0].text &&
          is_per(header(each), header(count), page_.book))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool is_signed(const Part& part) const {
    const std::string_view text = page_.block(part.block).text.text;
    const std::uint32_t at = part.figure.span.begin;
    return part.figure.mantissa < 0 || byte_at(text, at) == '+' || (at > 0 && byte_at(text, at - 1) == '+');
  }

  static bool is_believed(const Fit& fit, double needed) {
    return fit.digits >= needed && (fit.failing == 0 || (fit.holding >= 2 && fit.holding >= 2 * fit.failing));
  }

  static bool is_better(const Fit& a, const Fit& b) {
    if (a.holding != b.holding) return a.holding > b.holding;
    return a.failing < b.failing;
  }

  /// A row may be refuted if the others agree on one form, and if nothing else explains it.
  [[nodiscard]] bool may_refute(const Found& found, std::size_t at) const {
    const Fit& fit = found.fit;
    if (fit.digits < found.needed - kNeededDigits + kDigitsToRefute || !are_uniform(fit)) return false;
    const std::size_t row = rows_[at];
    for (const Part* part :
         {&cell(row, found.target), &cell(row, fit.relation.a), &cell(row_of_b(fit.relation, row), fit.relation.b)})
      if (!part->is_plain || part->figure.is_approximate()) return false;
    if (is_near_miss(found, at)) return false;
    return std::none_of(found.others.begin(), found.others.end(), [&](const Fit& other) {
      return other.rows[at].agreement != Agreement::none && other.holding > 1;
    });
  }

  /// A decimal that is off by a unit or two of its last digit was computed from figures that are not written here.
  [[nodiscard]] bool is_near_miss(const Found& found, std::size_t at) const {
    const RowFit how = expected(found, at);
    Part result = cell(rows_[at], found.target);
    if (result.figure.is_integer) return false;
    result.figure.plus_minus = 2 * result.figure.step;
    const Part& a = cell(rows_[at], found.fit.relation.a);
    const Part& b = cell(row_of_b(found.fit.relation, rows_[at]), found.fit.relation.b);
    return agreement(how.form, result, how.is_swapped ? b : a, how.is_swapped ? a : b) != Agreement::none;
  }

  /// Changes may go up or down, but all are shares of the same column.
  static bool is_same_kind(const RowFit& a, const RowFit& b) {
    if (is_change(a) && is_change(b)) return is_share_of_a(a) == is_share_of_a(b);
    return a.form == b.form && a.is_swapped == b.is_swapped;
  }
  static bool is_change(const RowFit& row) { return row.form == ColumnForm::rise || row.form == ColumnForm::fall; }
  static bool is_share_of_a(const RowFit& row) { return (row.form == ColumnForm::fall) != row.is_swapped; }

  /// How a row should follow if the others do: a change the way that its two ends go.
  [[nodiscard]] RowFit expected(const Found& found, std::size_t at) const {
    RowFit how = usual(found.fit);
    if (!is_change(how)) return how;
    const Part& a = cell(rows_[at], found.fit.relation.a);
    const Part& b = cell(row_of_b(found.fit.relation, rows_[at]), found.fit.relation.b);
    const bool is_of_a = is_share_of_a(how);
    const bool is_a_larger = a.figure.nominal(Prefixes::decimal) > b.figure.nominal(Prefixes::decimal);
    how.form = is_of_a == is_a_larger ? ColumnForm::fall : ColumnForm::rise;
    how.is_swapped = !is_a_larger;
    return how;
  }

  static bool are_uniform(const Fit& fit) {
    const RowFit* first = nullptr;
    for (const RowFit& row : fit.rows) {
      if (row.agreement == Agreement::none) continue;
      if (first && !is_same_kind(row, *first)) return false;
      first = &row;
    }
    return true;
  }

  void state(const Found& found) {
    const Fit& fit = found.fit;
    for (std::size_t i = 0; i < fit.rows.size(); ++i) {
      const RowFit& row = fit.rows[i];
      if (!row.is_judged) continue;
      const bool is_held = row.agreement != Agreement::none;
      if (!is_held && !may_refute(found, i)) continue;
      const RowFit how = is_held ? row : expected(found, i);
      const Part& a = cell(rows_[i], fit.relation.a);
      const Part& b = cell(row_of_b(fit.relation, rows_[i]), fit.relation.b);
      const bool is_wide = !is_held || row.agreement == Agreement::wide;
      Expr calculation = how.is_swapped ? calculation_of(how.form, b, a, is_wide, page_)
                                        : calculation_of(how.form, a, b, is_wide, page_);
      Sum sum = make_calculated(cell(rows_[i], found.target), std::move(calculation), is_held, page_);
      const int others = fit.holding - (is_held ? 1 : 0);
      if (others > 0)
        sum.equation.note = "as in " + std::to_string(others) + " other " + std::string(row_) + (others > 1 ? "s" : "");
      out_.push_back(std::move(sum));
    }
  }

  const Page& page_;
  const Cells& cells_;
  std::string_view row_;
  bool is_titled_;
  std::vector<std::size_t> rows_;
  std::vector<std::size_t> numeric_;
  std::vector<ColumnForm> named_;
  std::vector<Found> found_;
  std::vector<Sum> out_;
};

/// What is told of a cell already is not told again.
void add_new(std::vector<Sum> found, std::vector<Sum>& out) {
  std::erase_if(found, [&](const Sum& sum) {
    return std::any_of(out.begin(), out.end(), [&](const Sum& known) {
      const Sum::NumberAt& a = known.numbers.front();
      const Sum::NumberAt& b = sum.numbers.front();
      return a.block == b.block && a.written.number.begin == b.written.number.begin;
    });
  });
  out.insert(out.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

void add_relations(const Page& page, const TimeSpans& spans, const CellsView& view, std::vector<Sum>& out) {
  add_new(RelationFinder(page, view).find(), out);
  add_new(find_table_products(page, spans, view), out);
}

/// What columns say, and where alternatives stand side by side, what rows say of the other cells.
std::vector<Sum> relations_of(const Page& page, const TimeSpans& spans, const Table& table) {
  std::vector<Sum> out;
  add_relations(page, spans, {read_cells(page, table), "row"}, out);
  if (has_quantities_down(page, table)) add_relations(page, spans, {read_cells(page, turned(table)), "column"}, out);
  return out;
}

}  // namespace

std::vector<Sum> find_table_relations(const Page& page) {
  std::vector<Sum> out;
  const TimeSpans spans(page.book.language, page.book.units);
  for (const Table& table : page.doc.tables) {
    if (table.rows.size() < 2 || table.columns < 3) continue;
    for (Sum& sum : relations_of(page, spans, table)) out.push_back(std::move(sum));
  }
  return out;
}

std::vector<Sum> find_log_relations(const Page& page, const std::vector<Log>& logs) {
  std::vector<Sum> out;
  const TimeSpans spans(page.book.language, page.book.units);
  for (const Log& log : logs) add_relations(page, spans, {log.cells, "line", false}, out);
  return out;
}

}  // namespace countercheck

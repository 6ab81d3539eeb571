// Reads tables, in both orientations: a header that names quantities with an item in each row, or a first column that
// names quantities with an alternative in each column.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "extract/binding.h"
#include "extract/cells.h"
#include "extract/page.h"

namespace countercheck {
namespace {

/// A header cell or a first cell: the quantity it names, and the unit that it gives to bare numbers.
struct Heading {
  int block = -1;
  Label label;
  std::optional<Unit> unit;

  [[nodiscard]] bool names() const { return !label.candidates.empty() || !label.maybe.empty(); }
};

/// So many headings that name quantities make a table one of quantities: there a loose label is firm.
constexpr std::ptrdiff_t kFirmHeadings = 2;
constexpr std::size_t kFewestNamed = 3;

class TableReader {
 public:
  TableReader(const Page& page, const Table& table, ScopeMap& scopes, std::vector<Statement>& out)
      : page_(page), table_(table), scopes_(scopes), out_(out) {}

  void read() {
    if (table_.rows.size() < 2 || table_.columns < 2) return;
    is_rough_ = is_called_rough(text(table_.before));
    for (int c = 0; c < table_.columns; ++c) columns_.push_back(heading(cell(0, c)));
    for (int r = 0; r < row_count(); ++r) rows_.push_back(r == 0 ? Heading{} : heading(cell(r, 0)));
    firm_up(columns_);
    firm_up(rows_);
    const auto names = [](const Heading& h) { return h.names(); };
    const auto in_columns = std::count_if(columns_.begin() + 1, columns_.end(), names);
    const auto in_rows = std::count_if(rows_.begin() + 1, rows_.end(), names);
    if (in_rows > 0 && in_rows >= in_columns)
      read_by_rows();
    else if (in_columns > 0)
      read_by_columns(in_columns + (names(columns_[0]) ? 1 : 0));
  }

 private:
  /// What stands above a table holds for all of it: "the table shows approximate usage".
  [[nodiscard]] bool is_called_rough(std::string_view caption) const {
    return page_.book.language.has_any("rough", caption.substr(0, 600));
  }

  [[nodiscard]] int row_count() const { return static_cast<int>(table_.rows.size()); }
  [[nodiscard]] int cell(int row, int column) const {
    return table_.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  }
  [[nodiscard]] std::string_view text(int block) const {
    return block < 0 ? std::string_view{} : std::string_view(page_.block(block).text.text);
  }
  [[nodiscard]] bool holds_figure(int block) const { return block >= 0 && figure_at(page_, block, 0).is_found; }
  [[nodiscard]] Heading heading(int block) const {
    Heading heading{block, read_label(text(block), page_.book), unit_in_header(text(block), page_.book.units)};
    heading.label.candidates = in_context(std::move(heading.label.candidates), page_);
    heading.label.maybe = in_context(std::move(heading.label.maybe), page_);
    return heading;
  }

  static void firm_up(std::vector<Heading>& headings) {
    const auto firm = std::count_if(headings.begin(), headings.end(),
                                    [](const Heading& heading) { return !heading.label.candidates.empty(); });
    // One does where all the others are at least loose ones: "SLO | Per year | Per month".
    const bool are_all_named =
        std::all_of(headings.begin(), headings.end(), [](const Heading& heading) { return heading.names(); });
    if (firm < kFirmHeadings && !(firm > 0 && are_all_named && headings.size() >= kFewestNamed)) return;
    for (Heading& heading : headings)
      if (heading.label.candidates.empty() && heading.label.maybe.size() == 1)
        heading.label.candidates = std::exchange(heading.label.maybe, {});
  }

  /// How many columns beside the first hold numbers.
  [[nodiscard]] int value_columns() const {
    int count = 0;
    for (int c = 1; c < table_.columns; ++c) {
      int numbers = 0;
      for (int r = 1; r < row_count(); ++r) numbers += holds_figure(cell(r, c)) ? 1 : 0;
      count += 2 * numbers >= row_count() - 1 ? 1 : 0;
    }
    return count;
  }

  void read_by_rows() {
    const bool has_alternatives = value_columns() > 1;
    for (int c = 1; c < table_.columns; ++c) {
      const Heading& column = columns_[static_cast<std::size_t>(c)];
      if (!column.label.candidates.empty()) continue;  // "Size" may head sizes of anything
      const ScopeId scope = has_alternatives ? open(cell(0, c), c) : kInheritScope;
      for (int r = 1; r < row_count(); ++r) {
        const Heading& row = rows_[static_cast<std::size_t>(r)];
        if (row.names()) bind(row, row.unit ? row.unit : column.unit, cell(r, c), scope);
      }
    }
  }

  /// 0, 1, 2, ... or 1, 2, 3, ...: the column numbers things and counts none.
  [[nodiscard]] bool is_index(int column) const {
    double expected = -1;
    for (int r = 1; r < row_count(); ++r) {
      const FigureAt figure = cell(r, column) < 0 ? FigureAt{} : figure_at(page_, cell(r, column), 0);
      if (!figure.is_found || !figure.written.is_integer) return false;
      const double number = figure.written.mantissa;
      if (expected < 0 && number > 1) return false;
      if (expected >= 0 && number != expected) return false;
      expected = (figure.written.is_range() ? *figure.written.upper : number) + 1;
    }
    return row_count() > 2;
  }

  void read_by_columns(std::ptrdiff_t bound) {
    // One quantity beside names of anything is a breakdown into parts, not a list of alternatives.
    const bool are_alternatives = bound >= 2 || names_alternatives(text(cell(0, 0))) || lists_strategies();
    if (!are_alternatives) return;
    for (int r = 1; r < row_count(); ++r) {
      if (is_total(text(cell(r, 0)))) continue;
      const ScopeId scope = row_count() > 2 ? open_row(r) : kInheritScope;
      for (int c = 0; c < table_.columns; ++c) {
        const Heading& column = columns_[static_cast<std::size_t>(c)];
        if (column.names() && !is_index(c)) bind(column, column.unit, cell(r, c), scope);
      }
    }
  }

  [[nodiscard]] bool names_alternatives(std::string_view header) const {
    const std::vector<Word> words = words_of(header);
    return std::any_of(words.begin(), words.end(), [&](const Word& word) {
      return page_.book.language.has("enumerated", word.text) || page_.book.language.has("alternative", word.text);
    });
  }

  /// "FSDP 8, CP 1", "TP4_PP2" at the beginning of the rows.
  [[nodiscard]] bool lists_strategies() const {
    std::vector<Statement> codes;
    for (int r = 1; r < row_count(); ++r)
      if (cell(r, 0) >= 0) read_codes(page_, cell(r, 0), codes);
    return codes.size() >= 2 * static_cast<std::size_t>(row_count() - 1);
  }

  [[nodiscard]] bool is_total(std::string_view head) const {
    const std::vector<Word> words = words_of(head);
    return !words.empty() && page_.book.language.has("total", words[0].text);
  }

  /// A row whose first cell is a quantity, or repeats another row's, is told apart by its line.
  ScopeId open_row(int row) {
    const std::string head = normal_form(text(cell(row, 0)));
    const bool is_figure = !columns_[0].label.candidates.empty() || holds_figure(cell(row, 0));
    const auto is_same = [&](int r) { return r != row && normal_form(text(cell(r, 0))) == head; };
    bool repeats = is_figure;
    for (int r = 1; r < row_count() && !repeats; ++r) repeats = is_same(r);
    if (!repeats || cell(row, 0) < 0) return open(cell(row, 0), row);
    const Span place = page_.block(cell(row, 0)).span;
    const std::string line = std::to_string(page_.doc.source->position(place.begin).line);
    return scopes_.open({"row in line " + line, "row", false, {}}, page_.scopes.of_block(cell(row, 0)), place);
  }

  /// The alternative that a row or column stands for; a known name is the document's own scope of that name.
  ScopeId open(int head, int number) {
    Alternative alternative = alternative_in(text(head), page_.book);
    if (alternative.name.empty()) {
      alternative.name = normal_form(text(head));
      // Rows that begin alike are rows of their own.
      if (!heads_.insert(alternative.name).second) alternative.name += " " + std::to_string(number);
    }
    if (alternative.name.empty()) alternative.name = "column " + std::to_string(number);
    const ScopeId parent = head >= 0 ? page_.scopes.of_block(head) : kDocumentScope;
    const Span place = head >= 0 ? page_.block(head).span : table_.span;
    return scopes_.open(alternative, parent, place);
  }

  void bind(const Heading& heading, const std::optional<Unit>& unit, int block, ScopeId scope) {
    if (block < 0) return;
    Statement statement;
    statement.block = block;
    statement.label_block = heading.block;
    statement.label = heading.label.span;
    statement.per = heading.label.per;
    statement.reader = Reader::table;
    statement.scope = scope;
    statement.is_target = heading.label.is_target;
    for (const QuantityId id : heading.label.candidates) {
      const Quantity& quantity = page_.book[id];
      if (quantity.kind != Value::Kind::choice) continue;
      const ChoiceAt choice = choice_at(quantity, text(block));
      if (choice.choice.empty()) continue;
      statement.quantity = id;
      statement.choice = choice.choice;
      statement.written.span = choice.span;
      out_.push_back(std::move(statement));
      return;
    }
    FigureAt figure = short_figure_at(page_, block, 0, heading.label.candidates);
    if (!figure.is_found) figure = figure_at(page_, block, 0);
    if (!figure.is_found) return;
    statement.written = figure.written;
    if (statement.written.unit.is_bare() && unit) statement.written.unit = *unit;
    give_unit(statement.written, heading.label.candidates, page_.book);
    const bool is_plain = statement.written.relation == Relation::equal && !statement.written.is_range();
    if (is_rough_ && is_plain && !statement.written.is_integer) statement.written.relation = Relation::about;
    statement.quantity = fitting(heading.label.candidates, statement.written, page_.book);
    if (statement.quantity == kNoQuantity) {
      statement.maybe = all_fitting(heading.label.maybe, statement.written, page_.book);
      if (!statement.maybe.empty()) out_.push_back(std::move(statement));
      return;
    }
    const After after = axes_after(text(block).substr(figure.written.span.end), statement.written,
                                   page_.book[statement.quantity], page_.book);
    if (after.contradicts) return;
    statement.per.insert(statement.per.end(), after.per.begin(), after.per.end());
    out_.push_back(std::move(statement));
  }

  const Page& page_;
  const Table& table_;
  bool is_rough_ = false;
  std::set<std::string> heads_;
  ScopeMap& scopes_;
  std::vector<Statement>& out_;
  std::vector<Heading> columns_;
  std::vector<Heading> rows_;
};

}  // namespace

void read_tables(Page& page, std::vector<Statement>& out) {
  for (const Table& table : page.doc.tables) TableReader(page, table, page.scopes, out).read();
}

}  // namespace countercheck

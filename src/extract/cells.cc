// Reads the figure of each cell.
#include "extract/cells.h"

#include <algorithm>
#include <utility>

#include "extract/binding.h"
#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

/// "12Gi" below "Memory request": letters that mean a unit for the quantities that the headers name. Those of one
/// letter do so in the quantity's own column alone: 5m are five minutes in the next one.
class ShortUnits {
 public:
  ShortUnits(const Page& page, const Table& table) : page_(page), table_(table) {}

  [[nodiscard]] FigureAt find(int block, std::size_t column) {
    const std::string_view text = page_.block(block).text.text;
    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[text.size() - 1 - letters])) ++letters;
    if (letters == 0 || letters > 2 || letters == text.size() || !is_digit(text[text.size() - 1 - letters])) return {};
    if (own_.empty()) read_headers();
    FigureAt figure = short_figure_at(page_, block, 0, own_[column]);
    return figure.is_found || letters == 1 ? figure : short_figure_at(page_, block, 0, all_);
  }

 private:
  void read_headers() {
    for (const int block : table_.rows[0]) {
      const Label label = block < 0 ? Label{} : read_label(page_.block(block).text.text, page_.book);
      own_.push_back(in_context(label.candidates, page_));
      all_.insert(all_.end(), own_.back().begin(), own_.back().end());
    }
  }

  const Page& page_;
  const Table& table_;
  std::vector<std::vector<QuantityId>> own_;
  std::vector<QuantityId> all_;
};

Part read_cell(const Page& page, int block, const std::optional<Unit>& unit, const FigureAt& in_short) {
  Part part;
  part.block = block;
  part.is_cell = true;
  if (block < 0) return part;
  if (in_short.is_found) {
    part.figure = in_short.written;
    part.is_read = true;
    return part;
  }
  const auto& values = page.values_of(block);
  if (values.empty() || values.front().is_range()) return part;
  part.figure = values.front();
  const std::string_view text = page.block(block).text.text;
  const std::string_view rest = text.substr(part.figure.span.end);
  const bool begins = words_of(text.substr(0, part.figure.span.begin)).empty();
  part.is_read = begins && (values.size() == 1 || rest.starts_with('(') || rest.starts_with(" ("));
  part.is_plain = part.figure.relation == Relation::equal || part.figure.relation == Relation::about;
  if (part.figure.unit.is_bare() && unit) part.figure.unit = *unit;
  for (const std::string& axis : part.figure.unit.per) part.per.push_back(axis);
  return part;
}

/// "Tok/s out", "Decode tok/s": a word of a header with a slash.
std::optional<Unit> rate_in(std::string_view text, const Units& units) {
  std::optional<Unit> rate;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.find('/') == std::string_view::npos) continue;
    const std::optional<Unit> unit = units.parse(word);
    if (!unit || unit->dimension.is_one()) continue;
    if (rate) return std::nullopt;  // two of them: which is meant?
    rate = unit;
  }
  return rate;
}

bool names_quantity(const Page& page, int block) {
  if (block < 0) return false;
  const std::string_view text = page.block(block).text.text;
  if (unit_in_header(text, page.book.units)) return true;
  const Label label = read_label(text, page.book);
  return !in_context(label.candidates, page).empty() || !in_context(label.maybe, page).empty();
}

}  // namespace

std::optional<Unit> unit_in_header(std::string_view text, const Units& units) {
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'[', ']'}}) {
    const std::size_t begin = text.rfind(open);
    const std::size_t end = text.rfind(close);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) continue;
    if (auto unit = units.parse(text.substr(begin + 1, end - begin - 1))) return unit;
  }
  const std::size_t comma = text.rfind(", ");
  if (comma != std::string_view::npos) return units.parse(text.substr(comma + 2));
  const std::optional<Unit> whole = units.parse(text);  // "TFLOPS"; "GPUs" names what is counted
  if (whole && !whole->dimension.is_one()) return whole;
  return rate_in(text, units);
}

Cells read_cells(const Page& page, const Table& table) {
  Cells cells;
  const auto text = [&](int block) { return block < 0 ? std::string() : page.block(block).text.text; };
  for (int c = 0; c < table.columns; ++c) {
    cells.headers.push_back(table.rows.empty() ? std::string() : text(table.rows[0][static_cast<std::size_t>(c)]));
    cells.units.push_back(unit_in_header(cells.headers.back(), page.book.units));
  }
  for (const std::vector<int>& row : table.rows) cells.names.push_back(row.empty() ? std::string() : text(row.front()));
  ShortUnits shorts(page, table);
  for (const std::vector<int>& row : table.rows) {
    cells.rows.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c)
      cells.rows.back().push_back(
          read_cell(page, row[c], cells.units[c], row[c] < 0 ? FigureAt{} : shorts.find(row[c], c)));
  }
  return cells;
}

bool has_quantities_down(const Page& page, const Table& table) {
  if (table.rows.size() < 3) return false;
  const auto& header = table.rows[0];
  if (std::any_of(header.begin() + 1, header.end(), [&](int block) { return names_quantity(page, block); }))
    return false;
  return std::any_of(table.rows.begin() + 1, table.rows.end(),
                     [&](const std::vector<int>& row) { return names_quantity(page, row.front()); });
}

Table turned(const Table& table) {
  Table out = table;
  out.columns = static_cast<int>(table.rows.size());
  out.rows.assign(static_cast<std::size_t>(table.columns), std::vector<int>(table.rows.size(), -1));
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < out.rows.size(); ++c) out.rows[c][r] = table.rows[r][c];
  return out;
}

bool names_total(std::string_view name, const Language& language) {
  const std::vector<Word> words = words_of(name);
  const auto is = [&](std::string_view group, const Word& word) { return language.has(group, word.text); };
  if (std::any_of(words.begin(), words.end(), [&](const Word& word) { return is("limit", word); })) return false;
  return !words.empty() && (is("total", words.front()) || (words.size() > 1 && is("total", words[1])));
}

}  // namespace countercheck

// Reads orders and figures, settles what the letters stand for, and compares.
#include "extract/orders.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/cells.h"
#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestOrder = 24;
constexpr std::size_t kMostEntries = 500;
/// Figures that must stand for a letter, and their share of all that might.
constexpr std::size_t kFewestFigures = 3;
constexpr double kShare = 2.0 / 3;
constexpr int kFewestRows = 3;

/// "P^2N/B": the power of each letter; of O(1) none.
using Powers = std::map<char, int>;

std::optional<Powers> read_order(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" `*");
  const std::size_t end = text.find_last_not_of(" `*");
  if (begin == std::string_view::npos || end - begin > kLongestOrder) return std::nullopt;
  text = text.substr(begin, end + 1 - begin);
  if (!text.starts_with("O(") || !text.ends_with(")")) return std::nullopt;
  text = text.substr(2, text.size() - 3);
  Powers powers;
  int sign = 1;
  char last = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '*') continue;
    if (c == '/' && last != 0) {
      sign = -1;
    } else if (c == '^' && last != 0 && is_digit(byte_at(text, i + 1))) {
      powers[last] += sign * (text[++i] - '1');
    } else if (is_upper(c) ||
               (is_letter(c) && !is_letter(byte_at(text, i + 1)) && (i == 0 || !is_letter(text[i - 1])))) {
      powers[c] += sign;
      last = c;
    } else if (c != '1' || text.size() > 1) {
      return std::nullopt;  // logarithms, sums, words
    }
  }
  return powers;
}

/// One figure and the order above it.
struct Entry {
  int section = 0;
  std::string row;  ///< its name
  Powers powers;
  Part part;
  bool is_written = false;  ///< a result beside its calculation, which is judged there
  std::optional<Expr> calculation = std::nullopt;
  bool is_held = false;

  [[nodiscard]] double number() const { return part.figure.nominal(Prefixes::decimal); }
  [[nodiscard]] bool is_of(char letter) const { return powers == Powers{{letter, 1}}; }
};

class OrderFinder {
 public:
  explicit OrderFinder(const Page& page) : page_(page) {}

  std::vector<Sum> find() {
    for (const Table& table : page_.doc.tables) read(table);
    if (entries_.size() > kMostEntries) return {};
    for (Entry& entry : entries_) {
      entry.calculation = calculation_of(entry);
      if (!entry.calculation) continue;
      entry.is_held = is_held(entry);
      ++(entry.is_held ? rows_[entry.row].holding : rows_[entry.row].failing);
    }
    std::vector<Sum> out;
    for (const Entry& entry : entries_) {
      if (entry.is_written || !entry.calculation || (!entry.is_held && !is_borne_out(entry.row))) continue;
      Sum sum = make_calculated(entry.part, *entry.calculation, entry.is_held, page_);
      sum.equation.note = "by the order of growth above it";
      out.push_back(std::move(sum));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string_view text(int block) const {
    return block < 0 ? std::string_view{} : std::string_view(page_.block(block).text.text);
  }

  void read(const Table& table) {
    std::optional<Cells> cells;
    for (std::size_t r = 0; r + 1 < table.rows.size(); ++r) {
      if (words_of(text(table.rows[r][0])).empty() || !words_of(text(table.rows[r + 1][0])).empty()) continue;
      for (std::size_t c = 1; c < table.rows[r].size(); ++c) {
        const std::optional<Powers> powers = read_order(text(table.rows[r][c]));
        const int block = table.rows[r + 1][c];
        if (!powers || block < 0) continue;
        if (!cells) cells = read_cells(page_, table);
        Entry entry{page_.block(block).section, normal_form(text(table.rows[r][0])), *powers, cells->at(r + 1, c),
                    false};
        read_result(entry);
        if (entry.part.is_read && entry.part.is_plain && entry.part.figure.unit.is_bare())
          entries_.push_back(std::move(entry));
      }
    }
  }

  /// "5000 * 200 = 1,000,000"
  void read_result(Entry& entry) const {
    const auto& equations = page_.equations_of(entry.part.block);
    if (equations.empty()) return;
    const Equation& equation = equations.back();
    const Expr& last = equation.sides.back().expr;
    entry.part.is_read = equation.form == Equation::Form::equality && last.op == Operator::written;
    if (!entry.part.is_read) return;
    entry.part.figure = *last.written;
    entry.part.is_plain = entry.is_written = true;
  }

  /// Whether the section is `around` or lies in it.
  [[nodiscard]] bool is_in(int section, int around) const {
    while (section >= 0 && section != around) section = page_.doc.sections[static_cast<std::size_t>(section)].parent;
    return section == around;
  }

  /// The figure that most figures of O(letter) are, in the nearest section that has enough of them; another than `of`.
  [[nodiscard]] const Entry* settled(char letter, const Entry& of) const {
    for (int s = of.section; s >= 0; s = page_.doc.sections[static_cast<std::size_t>(s)].parent) {
      std::map<double, std::vector<const Entry*>> values;
      std::size_t all = 0;
      for (const Entry& entry : entries_) {
        if (&entry == &of || !entry.is_of(letter) || !is_in(entry.section, s)) continue;
        values[entry.number()].push_back(&entry);
        ++all;
      }
      for (const auto& [number, told] : values)
        if (told.size() >= kFewestFigures && static_cast<double>(told.size()) >= kShare * static_cast<double>(all))
          return told.front();
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<Expr> calculation_of(const Entry& entry) const {
    std::optional<Expr> product;  // none of O(1)
    for (const auto& [letter, power] : entry.powers) {
      const Entry* value = settled(letter, entry);
      if (value == nullptr || power < 0) return std::nullopt;
      for (int i = 0; i < power; ++i) {
        Expr leaf = operand_of(value->part, page_, false);
        product = product ? join(Operator::multiply, std::move(*product), std::move(leaf)) : std::move(leaf);
      }
    }
    return product;
  }

  static bool is_held(const Entry& entry) {
    const Outcome outcome = evaluate(*entry.calculation, {}, Prefixes::decimal);
    return outcome.value && outcome.value->kind == Value::Kind::number &&
           std::abs(outcome.value->number.middle() - entry.number()) <= 1e-9 * std::abs(entry.number());
  }

  /// Whether the figures of rows of that name are what their orders say with no constant, but for a failing one or two.
  [[nodiscard]] bool is_borne_out(const std::string& row) const {
    const Row& told = rows_.at(row);
    return told.holding >= kFewestRows && told.holding >= 2 * (told.failing - 1);
  }

  struct Row {
    int holding = 0;
    int failing = 0;
  };

  const Page& page_;
  std::vector<Entry> entries_;
  std::map<std::string, Row> rows_;
};

}  // namespace

std::vector<Sum> find_orders(const Page& page) {
  return OrderFinder(page).find();
}

}  // namespace countercheck

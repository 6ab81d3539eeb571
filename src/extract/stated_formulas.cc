// Finds formulas and what their names stand for, and keeps those that the document bears out.
#include "extract/stated_formulas.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/formula_rows.h"
#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostTables = 100;
constexpr std::size_t kMostUnknown = 2;
constexpr int kMostTrials = 20000;
constexpr double kNeededDigits = 2;

struct Column {
  Name name;
  std::string letter;  ///< "N" in "Total drives (N)"
  bool is_numeric = false;
};

struct Grid {
  int block = -1;  ///< the first cell
  Cells cells;
  std::vector<Column> columns;
};

struct Stated {
  FormulaText text;
  std::vector<Name> left;  ///< the windows of words that may name the result
  Name whole_left;
  std::vector<Name> names;
  int section = 0;
};

/// A formula on one table.
struct Use {
  const Stated* formula = nullptr;
  const Grid* grid = nullptr;
  FormulaFit fit;
  std::size_t trials = 1;
};

bool is_sure(const FormulaFit& fit) {
  return std::all_of(fit.supplies.begin(), fit.supplies.end(), [](const Supply& supply) { return supply.is_sure; });
}

class FormulaFinder {
 public:
  explicit FormulaFinder(const Page& page) : page_(page) {}

  std::vector<Sum> find() {
    if (page_.formulas.empty()) return {};
    for (const FormulaText& text : page_.formulas) formulas_.push_back(read(text));
    glossary_ = read_glossary(page_);
    read_grids();
    for (const Stated& formula : formulas_) {
      for (const Grid& grid : grids_) try_table(formula, grid);
      try_figures(formula);
    }
    choose();
    return std::move(out_);
  }

 private:
  [[nodiscard]] Stated read(const FormulaText& text) const {
    Stated stated;
    for (const FormulaText::Name& name : text.names) {
      stated.names.push_back(Name::of(name.text, page_.book.language));
      stated.names.back().symbol = name.symbol;
    }
    stated.left = windows_of(text.left);
    stated.whole_left = Name::of(text.left, page_.book.language);
    stated.section = page_.block(text.block).section;
    stated.text = text;
    return stated;
  }

  /// "ratio using the formula": all runs of up to five words.
  [[nodiscard]] std::vector<Name> windows_of(std::string_view left) const {
    const std::vector<Word> words = words_of(left);
    std::vector<Name> windows;
    for (std::size_t begin = 0; begin < words.size(); ++begin)
      for (std::size_t end = begin + 1; end <= std::min(words.size(), begin + 5); ++end)
        windows.push_back(
            Name::of(left.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin),
                     page_.book.language));
    return windows;
  }

  void read_grids() {
    for (const Table& table : page_.doc.tables) {
      if (table.rows.size() < 2 || table.columns < 3 || table.columns > 24 || grids_.size() >= kMostTables) continue;
      Grid grid;
      grid.cells = read_cells(page_, table);
      grid.block = *std::max_element(table.rows[0].begin(), table.rows[0].end());
      for (std::size_t c = 0; c < grid.cells.columns(); ++c) {
        const int head = table.rows[0][c];
        const std::string_view text = head < 0 ? std::string_view{} : std::string_view(page_.block(head).text.text);
        Column column;
        column.name = Name::of(text, page_.book.language);
        column.letter = letter_in(text);
        for (std::size_t r = 1; r < grid.cells.rows.size(); ++r)
          column.is_numeric = column.is_numeric || grid.cells.at(r, c).is_read;
        grid.columns.push_back(std::move(column));
      }
      grids_.push_back(std::move(grid));
    }
  }

  static std::string letter_in(std::string_view header) {
    const std::size_t open = header.rfind('(');
    const std::size_t close = header.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2) return {};
    const std::string_view inside = header.substr(open + 1, close - open - 1);
    const bool is_word = std::all_of(inside.begin(), inside.end(), [](char c) { return is_name_byte(c); });
    return is_word ? std::string(inside) : std::string();
  }

  /// What the header itself says, or also what the document says of it.
  [[nodiscard]] NameMatch match_column(const Name& name, const Column& column, bool has_meanings) {
    if (!name.symbol.empty() && name.symbol == column.letter) return NameMatch::whole;
    if (!has_meanings) return match(name, column.name);
    const auto [known, is_new] = matches_.try_emplace({&name, &column}, NameMatch::none);
    if (is_new) known->second = match_meanings(name, column);
    return known->second;
  }

  [[nodiscard]] NameMatch match_meanings(const Name& name, const Column& column) const {
    NameMatch best = NameMatch::none;
    for (const Glossary::Meaning& known : glossary_.meanings) {
      if (best == NameMatch::whole) break;
      if (match(known.name, column.name) == NameMatch::whole) best = std::max(best, match(name, known.meaning));
      if (match(known.name, name) == NameMatch::whole) best = std::max(best, match(known.meaning, column.name));
    }
    return best;
  }

  void try_table(const Stated& formula, const Grid& grid) {
    // Asked first: most formulas name no column of most tables, and to look for operands takes longer.
    std::vector<bool> is_target;
    for (const Column& column : grid.columns) is_target.push_back(column.is_numeric && is_named_left(formula, column));
    if (std::none_of(is_target.begin(), is_target.end(), [](bool named) { return named; })) return;
    std::vector<Supply> supplies;
    std::vector<bool> is_used(grid.columns.size());
    for (const Name& name : formula.names) {
      supplies.push_back(supply_of(name, grid));
      if (supplies.back().column >= 0) is_used[static_cast<std::size_t>(supplies.back().column)] = true;
    }
    const auto unknown = static_cast<std::size_t>(
        std::count_if(supplies.begin(), supplies.end(), [](const Supply& supply) { return !supply.is_found(); }));
    const bool has_column = std::any_of(is_used.begin(), is_used.end(), [](bool used) { return used; });
    if (unknown > kMostUnknown || unknown == supplies.size() || !has_column) return;
    for (std::size_t target = 0; target < grid.columns.size(); ++target) {
      if (!is_target[target] || is_used[target]) continue;
      std::optional<Use> best;
      std::size_t trials = 0;
      complete(formula, grid, target, {supplies, is_used}, best, trials);
      if (!best) continue;
      best->trials = trials;
      uses_.push_back(std::move(*best));
    }
  }

  [[nodiscard]] bool is_named_left(const Stated& formula, const Column& column) const {
    return std::any_of(formula.left.begin(), formula.left.end(), [&](const Name& window) {
      return (!window.symbol.empty() && window.symbol == column.letter) ||
             match(window, column.name) == NameMatch::whole;
    });
  }

  [[nodiscard]] Supply supply_of(const Name& name, const Grid& grid) {
    Supply supply;
    for (const NameMatch wanted : {NameMatch::whole, NameMatch::part}) {
      for (const bool has_meanings : {false, true})
        for (std::size_t c = 0; c < grid.columns.size() && supply.column < 0; ++c)
          if (grid.columns[c].is_numeric && match_column(name, grid.columns[c], has_meanings) == wanted)
            supply.column = static_cast<int>(c);
      if (supply.column >= 0) return supply;
      supply.figure = nearest_figure(name, grid.block, wanted);
      if (supply.figure) return supply;
    }
    return supply;
  }

  [[nodiscard]] const Part* nearest_figure(const Name& name, int block, NameMatch wanted) const {
    const Part* found = nullptr;
    for (const Glossary::Figure& figure : glossary_.figures)
      if (figure.part.is_read && match(name, figure.name) == wanted &&
          (!found || std::abs(figure.part.block - block) < std::abs(found->block - block)))
        found = &figure.part;
    return found;
  }

  /// The one figure of that name, in the same section or in the whole document.
  [[nodiscard]] const Part* figure_of(const Name& name, int section, NameMatch wanted) const {
    for (const bool is_near : {true, false}) {
      const Part* found = nullptr;
      bool is_one = true;
      for (const Glossary::Figure& figure : glossary_.figures) {
        if ((is_near && figure.section != section) || !figure.part.is_read || match(name, figure.name) != wanted)
          continue;
        if (found && !is_same(found->figure, figure.part.figure)) is_one = false;
        if (!found) found = &figure.part;
      }
      if (found) return is_one ? found : nullptr;
    }
    return nullptr;
  }
  static bool is_same(const Written& a, const Written& b) {
    return a.nominal(Prefixes::decimal) == b.nominal(Prefixes::decimal);
  }

  struct Partial {
    std::vector<Supply> supplies;
    std::vector<bool> is_used;
  };

  /// Tries every free column for what has no supply yet.
  void complete(const Stated& formula, const Grid& grid, std::size_t target, Partial partial, std::optional<Use>& best,
                std::size_t& trials) {
    const auto open = std::find_if(partial.supplies.begin(), partial.supplies.end(),
                                   [](const Supply& supply) { return !supply.is_found(); });
    if (open == partial.supplies.end()) {
      if (++trials_ > kMostTrials) return;
      ++trials;
      Use use{&formula, &grid, FormulaRows(page_, formula.text, grid.cells).fit(target, partial.supplies)};
      if (use.fit.holding > 0 && (!best || use.fit.holding > best->fit.holding)) best = std::move(use);
      return;
    }
    const auto at = static_cast<std::size_t>(open - partial.supplies.begin());
    for (std::size_t c = 0; c < grid.columns.size(); ++c) {
      if (!grid.columns[c].is_numeric || partial.is_used[c] || c == target) continue;
      Partial next = partial;
      next.supplies[at].column = static_cast<int>(c);
      next.supplies[at].is_sure = false;
      next.is_used[c] = true;
      complete(formula, grid, target, std::move(next), best, trials);
    }
  }

  using Chosen = std::map<std::pair<const Grid*, std::size_t>, Use>;
  struct Tally {
    int holding = 0;
    int failing = 0;
    const Use* best = nullptr;

    [[nodiscard]] bool is_borne_out() const { return holding >= 8 && holding >= 4 * failing; }
  };

  /// For each column the formula that most rows follow; a formula that holds in other tables too may refute a row here.
  void choose() {
    Chosen chosen;
    for (const Use& use : uses_) {
      const double needed = kNeededDigits + std::log10(static_cast<double>(use.trials));
      const bool is_believed = is_sure(use.fit) ? use.fit.holding >= use.fit.failing
                                                : use.fit.digits >= needed && use.fit.holding >= 2 * use.fit.failing;
      if (is_believed) keep_better(chosen, use);
    }
    for (const auto& [formula, tally] : count(chosen))
      if (tally.is_borne_out()) apply_again(*formula, Use(*tally.best), chosen);
    std::map<const Stated*, Tally> tallies = count(chosen);
    for (const auto& [column, use] : chosen) {
      const bool is_borne_out_here = use.fit.holding >= 2 && use.fit.holding >= 2 * use.fit.failing;
      state(use, tallies[use.formula].is_borne_out() || is_borne_out_here);
    }
  }

  static void keep_better(Chosen& chosen, const Use& use) {
    const auto [known, is_new] = chosen.try_emplace({use.grid, use.fit.target}, use);
    if (!is_new && use.fit.holding > known->second.fit.holding) known->second = use;
  }

  static std::map<const Stated*, Tally> count(const Chosen& chosen) {
    std::map<const Stated*, Tally> tallies;
    for (const auto& [column, use] : chosen) {
      Tally& tally = tallies[use.formula];
      tally.holding += use.fit.holding;
      tally.failing += use.fit.failing;
      if (!tally.best || use.fit.holding > tally.best->fit.holding) tally.best = &use;
    }
    return tallies;
  }

  /// What the names stand for in one table they stand for in the others, where the headers are the same.
  void apply_again(const Stated& formula, const Use& model, Chosen& chosen) {
    const auto same_column = [](const Name& name, const Grid& grid) {
      for (std::size_t c = 0; c < grid.columns.size(); ++c)
        if (grid.columns[c].is_numeric && grid.columns[c].name.words == name.words) return static_cast<int>(c);
      return -1;
    };
    for (const Grid& grid : grids_) {
      const int target = same_column(model.grid->columns[model.fit.target].name, grid);
      std::vector<Supply> supplies = model.fit.supplies;
      for (Supply& supply : supplies) {
        supply.is_sure = true;
        if (supply.column >= 0)
          supply.column = same_column(model.grid->columns[static_cast<std::size_t>(supply.column)].name, grid);
      }
      if (target < 0 || std::any_of(supplies.begin(), supplies.end(), [](const Supply& s) { return !s.is_found(); }))
        continue;
      const FormulaRows rows(page_, formula.text, grid.cells);
      keep_better(chosen, {&formula, &grid, rows.fit(static_cast<std::size_t>(target), supplies)});
    }
  }

  void state(const Use& use, bool may_refute) {
    const FormulaRows rows(page_, use.formula->text, use.grid->cells);
    for (const int row : use.fit.held) out_.push_back(rows.state(use.fit, row, true));
    if (!may_refute) return;
    for (const int row : use.fit.missed) {
      const Part& figure = use.grid->cells.at(static_cast<std::size_t>(row), use.fit.target);
      if (figure.is_plain && !figure.figure.is_approximate() && !rows.is_near_miss(use.fit, row))
        out_.push_back(rows.state(use.fit, row, false));
    }
  }

  /// "MFU = achieved ÷ peak" where all three are figures of the document.
  void try_figures(const Stated& formula) {
    Cells row;
    row.rows.resize(2);
    std::vector<Supply> supplies;
    bool is_whole = true;
    for (const Name& name : formula.names) {
      Supply supply;
      supply.figure = figure_of(name, formula.section, NameMatch::whole);
      if (!supply.figure) {
        supply.figure = figure_of(name, formula.section, NameMatch::part);
        is_whole = false;
      }
      if (!supply.figure) return;
      supplies.push_back(supply);
    }
    for (const Glossary::Figure& figure : glossary_.figures) {
      if (!figure.part.is_read || figure.section != formula.section) continue;
      const bool is_named = std::any_of(formula.left.begin(), formula.left.end(), [&](const Name& window) {
        return match(window, figure.name) == NameMatch::whole;
      });
      const bool is_operand = std::any_of(supplies.begin(), supplies.end(), [&](const Supply& supply) {
        return supply.figure->block == figure.part.block &&
               supply.figure->figure.number.begin == figure.part.figure.number.begin;
      });
      if (!is_named || is_operand) continue;
      row.rows[1] = {figure.part};
      const FormulaRows rows(page_, formula.text, row);
      const FormulaFit fit = rows.fit(0, supplies);
      if (fit.holding > 0)
        out_.push_back(rows.state(fit, 1, true));
      else if (fit.failing > 0 && is_whole && !fit.is_bare() && formula.whole_left.core == figure.name.core &&
               figure.part.is_plain && !rows.is_near_miss(fit, 1))
        out_.push_back(rows.state(fit, 1, false));
    }
  }

  const Page& page_;
  Glossary glossary_;
  std::vector<Stated> formulas_;
  std::vector<Grid> grids_;
  std::vector<Use> uses_;
  std::vector<Sum> out_;
  int trials_ = 0;
  std::map<std::pair<const Name*, const Column*>, NameMatch> matches_;
};

}  // namespace

std::vector<Sum> find_stated_formulas(const Page& page) {
  return FormulaFinder(page).find();
}

}  // namespace countercheck

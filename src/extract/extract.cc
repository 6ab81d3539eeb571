// Reads a document's claims: values and calculations of each block first, then what each reader binds, then claims with
// source spans. The order of the readers is the order of trust.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "extract/agreements.h"
#include "extract/announcements.h"
#include "extract/asides.h"
#include "extract/claim_maker.h"
#include "extract/counted_ranges.h"
#include "extract/directives.h"
#include "extract/each.h"
#include "extract/equations.h"
#include "extract/flows.h"
#include "extract/neighbours.h"
#include "extract/page.h"
#include "extract/sums.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

constexpr std::array<BlockReader, 6> kReaders = {read_tuples, read_keys,    read_labels,
                                                 read_codes,  read_phrases, read_members};

bool is_read(const Block& block) {
  return block.kind != BlockKind::comment && block.kind != BlockKind::html;
}

bool is_literal(BlockKind kind) {
  return kind == BlockKind::fence || kind == BlockKind::front_matter;
}

/// `$1` is an argument of a script, not a dollar.
bool is_argument(const Written& value) {
  return value.notation.sign == "$" && value.is_integer && value.significant_digits == 1 && value.suffix == 1;
}

bool has_argument(const Expr& expr) {
  return (expr.written && is_argument(*expr.written)) ||
         std::any_of(expr.children.begin(), expr.children.end(), has_argument);
}

void drop_arguments(std::vector<Written>& values, std::vector<Equation>& equations) {
  std::erase_if(values, is_argument);
  std::erase_if(equations, [](const Equation& equation) {
    return std::any_of(equation.sides.begin(), equation.sides.end(),
                       [](const Equation::Side& side) { return has_argument(side.expr); });
  });
}
/// What is said to us in the front matter is no figure of the document.
class OwnEntries {
 public:
  OwnEntries(const Document& doc, const std::vector<Directive>& directives) : doc_(doc), directives_(directives) {}

  [[nodiscard]] bool hold(int block, Span flat) const {
    const Block& it = doc_.blocks[static_cast<std::size_t>(block)];
    if (it.kind != BlockKind::front_matter) return false;
    const Span span = it.text.to_source(flat);
    return std::any_of(directives_.begin(), directives_.end(), [&](const Directive& directive) {
      return directive.block == block && directive.span.overlaps(span);
    });
  }

 private:
  const Document& doc_;
  const std::vector<Directive>& directives_;
};

constexpr std::size_t kMostFormulas = 60;

bool may_state_formulas(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::item || kind == BlockKind::fence;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// Equations that a word about two counts makes, between those that were calculated.
void add_agreements(const Block& block, const std::vector<Written>& values, const Language& language,
                    std::vector<Equation>& equations) {
  std::vector<Equation> agreements = find_agreements(block.text.text, values, language);
  const auto middle = equations.insert(equations.end(), std::make_move_iterator(agreements.begin()),
                                       std::make_move_iterator(agreements.end()));
  std::inplace_merge(equations.begin(), middle, equations.end(),
                     [](const Equation& a, const Equation& b) { return a.span.begin < b.span.begin; });
}

class PageReader {
 public:
  PageReader(const Document& doc, const Rulebook& book)
      : words_(book.units, book.language), page_{doc, book, ScopeMap(doc, book), PhraseIndex(book), {}, {}, {},
                                                 {},  {}} {
    page_.values.resize(doc.blocks.size());
    page_.equations.resize(doc.blocks.size());
  }

  Page read() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i)
      if (is_read(page_.doc.blocks[i])) read(i);
    return std::move(page_);
  }

 private:
  void read(std::size_t number) {
    const Block& block = page_.doc.blocks[number];
    std::vector<Written>& values = page_.values[number];
    std::vector<Equation>& equations = page_.equations[number];
    values = find_values(block.text.text, words_.units, words_.values);
    const bool may_calculate = has_digit(block.text.text);
    const bool may_state = may_state_formulas(block.kind) && page_.formulas.size() < kMostFormulas;
    if (may_calculate || may_state) {
      const CalculationText text(block.text.text, values, words_, is_literal(block.kind));
      if (may_state) state(number, read_formulas(block.text, text, words_));
      if (may_calculate) equations = find_equations(text, words_);
    }
    if (block.kind == BlockKind::fence && words_.language.has("shell", block.info)) drop_arguments(values, equations);
    if (values.size() > 1) add_agreements(block, values, words_.language, equations);
  }

  void state(std::size_t number, std::vector<FormulaText> formulas) {
    for (FormulaText& formula : formulas) {
      formula.block = static_cast<int>(number);
      page_.formulas.push_back(std::move(formula));
    }
  }

  const Words words_;
  Page page_;
};

/// What a phrase says in a row of a table holds for that row: "RAID 6" before its capacity.
void share_row_scopes(const Document& doc, std::vector<Statement>& statements) {
  std::map<int, ScopeId> by_block;
  std::set<int> told_blocks;
  for (const Statement& statement : statements) {
    if (statement.scope == kInheritScope)
      told_blocks.insert(statement.block);
    else if (statement.reader == Reader::table)
      by_block.emplace(statement.block, statement.scope);
  }
  if (by_block.empty()) return;
  std::map<int, ScopeId> of_row;
  for (const Table& table : doc.tables) {
    int told = 0;
    std::map<int, ScopeId> here;
    for (const std::vector<int>& row : table.rows) {
      std::set<ScopeId> scopes;
      for (const int block : row)
        if (const auto found = by_block.find(block); found != by_block.end()) scopes.insert(found->second);
      if (scopes.size() != 1) continue;
      for (const int block : row) here.emplace(block, *scopes.begin());
      if (std::any_of(row.begin(), row.end(), [&](int block) { return told_blocks.contains(block); })) ++told;
    }
    // What one row alone says is said of the whole document as well.
    if (told > 1) of_row.merge(here);
  }
  for (Statement& statement : statements)
    if (const auto found = of_row.find(statement.block); found != of_row.end() && statement.scope == kInheritScope)
      statement.scope = found->second;
}

/// Claims in the order of the text; equations point at their new numbers.
void sort_claims(Claims& claims) {
  std::vector<int> order(claims.claims.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  const auto at = [&](int i) -> const Claim& { return claims.claims[static_cast<std::size_t>(i)]; };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return at(a).span.begin < at(b).span.begin; });
  std::vector<int> place(order.size());
  std::vector<Claim> sorted;
  sorted.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    sorted.push_back(std::move(claims.claims[static_cast<std::size_t>(order[i])]));
  }
  claims.claims = std::move(sorted);
  for (std::vector<Equation>* equations : {&claims.equations, &claims.conjectures})
    for (Equation& equation : *equations)
      for (int& claim : equation.claims)
        if (claim >= 0) claim = place[static_cast<std::size_t>(claim)];
}

}  // namespace

Claims extract(const Document& doc, const Rulebook& book, Sink& sink) {
  Claims claims;
  claims.directives = read_directives(doc, sink);
  Page page = PageReader(doc, book).read();
  settle_counted_ranges(page);
  std::vector<Statement> statements;
  read_tables(page, statements);
  read_tuple_rows(page, statements);
  read_manifests(page, statements);
  for (const BlockReader reader : kReaders)
    for (std::size_t block = 0; block < doc.blocks.size(); ++block)
      if (is_read(doc.blocks[block])) reader(page, static_cast<int>(block), statements);

  const OwnEntries own(doc, claims.directives);
  std::erase_if(statements, [&](const Statement& it) { return own.hold(it.block, it.written.span); });
  for (std::size_t block = 0; block < doc.blocks.size(); ++block) {
    std::erase_if(page.equations[block],
                  [&](const Equation& it) { return own.hold(static_cast<int>(block), it.span); });
  }

  share_row_scopes(doc, statements);
  set_asides_apart(page, statements);
  std::vector<Sum> sums = find_sums(page);
  std::vector<Sum> announced = find_announcements(page);
  ClaimMaker maker(page, claims);  // from here on, source.slice(claim.span) is the claim
  // What a figure may be comes after what it is.
  std::stable_partition(statements.begin(), statements.end(), [](const Statement& s) { return s.maybe.empty(); });
  for (const Statement& statement : statements) maker.add(statement);
  for (std::size_t block = 0; block < doc.blocks.size(); ++block)
    for (Equation& equation : page.equations[block]) maker.add(std::move(equation), static_cast<int>(block));
  for (Sum& sum : sums) maker.add(std::move(sum));
  // What a written calculation gives needs no other.
  for (const auto find : {find_flows, find_each})
    for (Sum& found : find(page))
      if (found.says_more || !maker.is_computed(found)) maker.add(std::move(found));
  for (std::size_t block = 0; block < doc.blocks.size(); ++block)
    for (const Written& value : page.values[block]) maker.add_mention(value, static_cast<int>(block));
  for (Sum& found : announced) maker.add_conjecture(std::move(found));
  for (Sum& found : find_neighbours(page)) maker.add_conjecture(std::move(found));
  claims.scopes = page.scopes.take();
  sort_claims(claims);
  return claims;
}

std::string dump(const Claims& claims, const Document& doc, const Rulebook& book) {
  constexpr std::array<std::string_view, 10> kNames = {"label", "table",        "link",      "phrase",   "code",
                                                       "key",   "front matter", "directive", "equation", "mention"};
  std::string out;
  for (const Claim& claim : claims.claims) {
    if (claim.reader == Reader::mention) continue;
    const Position at = doc.source->position(claim.span.begin);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
    out += claim.quantity == kNoQuantity ? "-" : book[claim.quantity].name;
    for (const std::string& axis : claim.per) out += " per " + axis;
    out += " = " + std::string(doc.source->slice(claim.span));
    if (!claims.scopes[static_cast<std::size_t>(claim.scope)].name.empty())
      out += " {" + claims.scopes[static_cast<std::size_t>(claim.scope)].name + "}";
    if (claim.is_target) out += " target";
    out += " [" + std::string(kNames[static_cast<std::size_t>(claim.reader)]) + "]\n";
  }
  return out;
}

}  // namespace countercheck

// Reads a document's claims: values and calculations of each block first, then what each reader binds, then claims with
// source spans. The order of the readers is the order of trust.
#include <algorithm>
#include <array>

#include "extract/announcements.h"
#include "extract/asides.h"
#include "extract/cell_calculations.h"
#include "extract/claim_maker.h"
#include "extract/complements.h"
#include "extract/counted_ranges.h"
#include "extract/degree_lists.h"
#include "extract/directives.h"
#include "extract/each.h"
#include "extract/flows.h"
#include "extract/list_totals.h"
#include "extract/logs.h"
#include "extract/machine_counts.h"
#include "extract/neighbours.h"
#include "extract/page.h"
#include "extract/pairs.h"
#include "extract/per_totals.h"
#include "extract/room_shares.h"
#include "extract/row_scopes.h"
#include "extract/shapes.h"
#include "extract/staged_totals.h"
#include "extract/sums.h"
#include "extract/table_rates.h"
#include "extract/table_relations.h"
#include "extract/table_scaling.h"

namespace countercheck {
namespace {

constexpr std::array<BlockReader, 6> kReaders = {read_tuples, read_keys,    read_labels,
                                                 read_codes,  read_phrases, read_members};

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
  Page page = read_page(doc, book);
  settle_counted_ranges(page);
  settle_machine_counts(page);
  std::vector<Statement> statements;
  read_tables(page, statements);
  read_tuple_rows(page, statements);
  read_captions(page, statements);
  read_manifests(page, statements);
  for (const BlockReader reader : kReaders)
    for (std::size_t block = 0; block < doc.blocks.size(); ++block)
      if (is_read(doc.blocks[block])) reader(page, static_cast<int>(block), statements);
  read_enumerations(page, statements);

  const OwnEntries own(doc, claims.directives);
  std::erase_if(statements, [&](const Statement& it) { return own.hold(it.block, it.written.span); });
  for (std::size_t block = 0; block < doc.blocks.size(); ++block) {
    std::erase_if(page.equations[block],
                  [&](const Equation& it) { return own.hold(static_cast<int>(block), it.span); });
  }

  share_row_scopes(doc, statements);
  set_asides_apart(page, statements);
  std::vector<Sum> sums = find_sums(page);
  for (const auto find : {find_degree_lists, find_pairs})
    for (Sum& found : find(page, statements)) sums.push_back(std::move(found));
  const std::vector<Log> logs = read_logs(page);
  loosen_logs(page, logs, statements, sums);
  for (Sum& found : find_log_relations(page, logs)) sums.push_back(std::move(found));
  std::vector<Sum> announced = find_announcements(page);
  std::vector<Sum> beside = find_room_shares(page, statements);
  for (const auto find : {find_per_totals, find_staged_totals})
    for (Sum& total : find(page, statements)) beside.push_back(std::move(total));
  ClaimMaker maker(page, claims);  // from here on, source.slice(claim.span) is the claim
  // What a figure may be comes after what it is.
  std::stable_partition(statements.begin(), statements.end(), [](const Statement& s) { return s.maybe.empty(); });
  for (const Statement& statement : statements) maker.add(statement);
  for (std::size_t block = 0; block < doc.blocks.size(); ++block)
    for (Equation& equation : page.equations[block]) maker.add(std::move(equation), static_cast<int>(block));
  for (Sum& sum : sums) maker.add(std::move(sum));
  // What a written calculation gives needs no other.
  for (const auto find : {find_cell_calculations, find_flows, find_each, find_complements, find_table_rates,
                          find_table_scaling, find_list_totals, find_shapes})
    for (Sum& found : find(page))
      if (found.says_more || !maker.is_computed(found)) maker.add(std::move(found));
  for (Sum& found : beside)
    if (!maker.is_computed(found)) maker.add(std::move(found));
  for (std::size_t block = 0; block < doc.blocks.size(); ++block)
    for (const Written& value : page.values[block]) maker.add_mention(value, static_cast<int>(block));
  for (Sum& found : announced) maker.add_conjecture(std::move(found));
  for (Sum& found : find_neighbours(page)) maker.add_conjecture(std::move(found));
  claims.scopes = page.scopes.take();
  claims.unread = std::move(page.unread);
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

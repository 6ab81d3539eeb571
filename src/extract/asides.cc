// Compares what running text takes for a goal with what labels say of it.
#include "extract/asides.h"

#include <algorithm>
#include <map>

namespace countercheck {
namespace {

/// Of goals people tell what others would come to.
bool is_given_goal(const Statement& statement, const Rulebook& book) {
  if (statement.quantity == kNoQuantity || !statement.choice.empty() || !book[statement.quantity].is_goal) return false;
  const std::vector<Formula>& formulas = book[statement.quantity].formulas;
  return std::all_of(formulas.begin(), formulas.end(), [](const Formula& formula) { return formula.is_fallback; });
}

/// 99.9% is not 99.95% that somebody rounded.
bool is_same(const Written& a, const Written& b) {
  return a.nominal(Prefixes::decimal) == b.nominal(Prefixes::decimal);
}

bool is_text(const Page& page, int block) {
  const BlockKind kind = page.block(block).kind;
  return kind == BlockKind::paragraph || kind == BlockKind::item;
}

}  // namespace

void set_asides_apart(Page& page, std::vector<Statement>& statements) {
  std::map<QuantityId, std::vector<const Statement*>> firm;
  for (const Statement& statement : statements)
    if (is_firm(statement.reader) && statement.scope == kInheritScope && is_given_goal(statement, page.book))
      firm[statement.quantity].push_back(&statement);
  std::map<int, ScopeId> apart;
  for (const Statement& statement : statements) {
    const auto said = firm.find(statement.quantity);
    if (said == firm.end() || is_firm(statement.reader) || !is_text(page, statement.block) ||
        apart.contains(statement.block))
      continue;
    const bool is_own = std::any_of(said->second.begin(), said->second.end(),
                                    [&](const Statement* other) { return is_same(other->written, statement.written); });
    if (is_own) continue;
    const Block& block = page.block(statement.block);
    apart.emplace(statement.block, page.scopes.open_aside(page.scopes.of_block(statement.block), block.span));
  }
  for (Statement& statement : statements)
    if (const auto found = apart.find(statement.block); found != apart.end() && statement.scope == kInheritScope)
      statement.scope = found->second;
}

}  // namespace countercheck

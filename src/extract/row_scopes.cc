// Gives what stands in a row the scope that the row opens, where more than one row says something of its own.
#include "extract/row_scopes.h"

#include <algorithm>
#include <map>
#include <set>

namespace countercheck {

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

}  // namespace countercheck

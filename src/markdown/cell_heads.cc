// Finds what names a cell.
#include "markdown/document.h"

namespace countercheck {

CellHeads heads_of(const Document& doc, int block) {
  const Block& cell = doc.blocks[static_cast<std::size_t>(block)];
  if (cell.kind != BlockKind::cell) return {};
  const std::vector<std::vector<int>>& rows = doc.tables[static_cast<std::size_t>(cell.table)].rows;
  return {rows.front()[static_cast<std::size_t>(cell.column)], rows[static_cast<std::size_t>(cell.row)].front()};
}

}  // namespace countercheck

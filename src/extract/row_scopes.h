// Scopes that the cells of a row share.
#pragma once

#include <vector>

#include "extract/page.h"

namespace countercheck {

/// What a phrase says in a row of a table holds for that row: "RAID 6" before its capacity.
void share_row_scopes(const Document& doc, std::vector<Statement>& statements);

}  // namespace countercheck

// Which repairs are safe: only one figure may be wrong, and all the rest must agree.
#pragma once

#include <vector>

#include "countercheck/finding.h"
#include "extract/claims.h"

namespace countercheck {

/// Takes `safe` from every fix against which something in the document speaks: another verdict on the same figure, a
/// right calculation that uses it, a slip that would explain it, another statement of the same value that is not wrong,
/// a wrong figure among the operands. A consequence of another mistake has no fix of its own: it may be right once that
/// is repaired.
void weigh_fixes(std::vector<Finding>& findings, const Claims& claims);

}  // namespace countercheck

// Which findings follow from which: one wrong figure often makes many others wrong.
#pragma once

#include <vector>

#include "countercheck/finding.h"
#include "extract/claims.h"

namespace countercheck {

/// Sets `caused_by` where it is not set: a second verdict on the same claim follows from the first, a restatement from
/// the first statement, and a claim from every wrong figure that its derivation uses. Findings are in the order of the
/// text. Never makes a cycle. Rules are never folded: what is wrong with the strategy is not a matter of the document.
void fold(std::vector<Finding>& findings, const Claims& claims);

}  // namespace countercheck

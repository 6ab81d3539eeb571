// From verdicts to what is told: selection, severities, suppressions, folding of consequences, counts, exit status.
#pragma once

#include <vector>

#include "countercheck/countercheck.h"
#include "countercheck/finding.h"
#include "extract/claims.h"

namespace countercheck {

/// Applies select, ignore, severity and the document's own directives (suppress.h), sorts by place and rule, says which
/// finding follows from which, and counts. One claim counts once. `select` and `ignore` name rules or, as in "claim/",
/// all rules of a folder; `ignore` wins. Only failures keep their rule's severity: what is disputed is at most a
/// warning, the rest are notes.
DocumentReport settle(std::vector<Finding> findings, const Claims& claims, SourcePtr source, const Settings& settings);

/// Whether no claim and no rule of the document got a verdict other than `unverifiable` and `input`.
bool is_unchecked(const DocumentReport& document);

/// 0, 1 or 2, decided once for all renderers. Each level includes those before it: `warning` also fails on errors.
int exit_status(const Report& report, FailOn fail_on);

}  // namespace countercheck

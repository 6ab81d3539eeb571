// From verdicts to what is told: selection, severities, suppressions, folding of consequences, counts, exit status.
#pragma once

#include <vector>

#include "countercheck/countercheck.h"
#include "countercheck/finding.h"
#include "extract/claims.h"

namespace countercheck {

/// Sorts, applies select, ignore and severity, and counts. One claim counts once.
DocumentReport settle(std::vector<Finding> findings, const Claims& claims, SourcePtr source, const Settings& settings);

/// 0, 1 or 2, decided once for all renderers.
int exit_status(const Report& report, FailOn fail_on);

}  // namespace countercheck

// What of a document could not be checked, and what it lacks.
#pragma once

#include <string>
#include <vector>

#include "countercheck/countercheck.h"

namespace countercheck {

/// The quantities that a finding lacked, as its notes ("missing: a, b") or its message ("…: no a, b") name them.
std::vector<std::string> missing_of(const Finding& finding);

/// The section of the assessment, or nothing if all could be checked.
std::string told_unverified(const DocumentReport& document);

}  // namespace countercheck

// Problems of a run as people read them on stderr.
#pragma once

#include <string>

#include "countercheck/finding.h"

namespace countercheck {

/// "ops/rules.toml:3:9: error: unknown key `lable` [rulebook]", the line with a caret below, and the hint.
std::string problem_text(const Finding& problem);

}  // namespace countercheck

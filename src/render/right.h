// What is right in a document, by topic.
#pragma once

#include <string>

#include "countercheck/countercheck.h"

namespace countercheck {

/// The section of the assessment, or nothing if nothing was found right.
std::string told_right(const DocumentReport& document);

}  // namespace countercheck

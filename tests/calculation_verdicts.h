// What countercheck says of the calculations in a text, for tests: "5 pass 1.14; 7 fail 1.28", with their lines.
#pragma once

#include <string>

#include "checked.h"

namespace countercheck::testing {

inline std::string calculation_verdicts(const std::string& text) {
  std::string out;
  for (const Finding& finding : checked(text).findings) {
    if (finding.rule != "arithmetic" && finding.rule != "sum") continue;
    if (!out.empty()) out += "; ";
    out += std::to_string(finding.place.begin().line) + " " + std::string(name_of(finding.verdict)) + " " +
           finding.claimed->text;
  }
  return out;
}

}  // namespace countercheck::testing

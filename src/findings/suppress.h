// What the document itself asks not to be told.
//
//   <!-- countercheck: ignore[claim/experts_per_gpu] -- counted per node here -->
//
// On the line of a figure it speaks of that line; on a line of its own, of the lines below up to the next empty one.
// `disable[rule]` holds until `enable[rule]`, or to the end. Several rules are separated by commas.
#pragma once

#include <string_view>
#include <vector>

#include "countercheck/countercheck.h"
#include "extract/claims.h"

namespace countercheck {

/// Whether `selector` names the rule or, as "claim" and "claim/", its folder.
bool matches(std::string_view rule, std::string_view selector);

struct Suppressed {
  std::vector<bool> is_taken;     ///< for each finding
  std::vector<Finding> warnings;  ///< on directives that name no rule or take nothing away
};

/// Which failures and disputes the directives of the document take away. `findings` are in the order of the text.
Suppressed suppress(const std::vector<Finding>& findings, const Claims& claims, const SourcePtr& source,
                    const Settings& settings);

}  // namespace countercheck

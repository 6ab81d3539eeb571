// The rule files that are built into the program. The table is generated from rules/ when the program is built, by
// cmake/embed_rules.cc, which checks them.
#pragma once

#include <string_view>

namespace countercheck {

struct EmbeddedRule {
  const char* name;         ///< "quantities/moe.toml"; nullptr ends the table
  std::string_view text;
  std::string_view packed;  ///< see packed.h
};

extern const EmbeddedRule kEmbeddedRules[];

}  // namespace countercheck

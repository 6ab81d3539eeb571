// The rule files that are built into the program. The table is generated from rules/ when the program is built.
#pragma once

namespace countercheck {

struct EmbeddedRule {
  const char* name;   ///< "quantities/moe.toml"; nullptr ends the table
  const char* text;
};

extern const EmbeddedRule kEmbeddedRules[];

}  // namespace countercheck

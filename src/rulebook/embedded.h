// The rulebook that is built into the program: its files, and what they say. Generated from rules/ when the program is
// built, by cmake/embed_rules.cc, which checks them.
#pragma once

#include <string_view>

namespace countercheck {

struct EmbeddedFile {
  const char* path;  ///< "rules/quantities/moe.toml"; nullptr ends the table
  std::string_view text;
};

extern const EmbeddedFile kEmbeddedFiles[];
extern const std::string_view kEmbeddedRulebook;  ///< see frozen.h

}  // namespace countercheck

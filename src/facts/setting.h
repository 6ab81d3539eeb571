// Reads `NAME = VALUE` as a fact: from the command line, a configuration or a directive.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "facts/facts.h"
#include "text/sink.h"

namespace countercheck {

/// Where a setting comes from, for its fact and for messages.
struct SettingOrigin {
  Trust trust = Trust::set;
  std::string text;            ///< "--set", ".countercheck.toml"
  std::string rule = "usage";  ///< of problems: "usage", "configuration", "directive"
  Place place;
};

/// Which quantity a wrong name may have meant: "did you mean `num_layers`?" for `num_hidden_layers`, or nothing.
std::string meant_quantity(std::string_view name, const Rulebook& book);

/// An unknown name, a value that is no number or choice, or a wrong dimension, a negative amount or half a count is a
/// problem, with what would be right.
std::optional<Fact> read_setting(std::string_view name, std::string_view value, const SettingOrigin& origin,
                                 const Rulebook& book, Sink& sink);

}  // namespace countercheck

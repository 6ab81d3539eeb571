// Reads the command line. The only user of CLI11.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/commands.h"
#include "app/options.h"

namespace countercheck {

/// What was asked for, or what to say instead: help, or a mistake of usage with what was probably meant.
/// `arguments` do not hold the name of the program. Without a command they are those of `check`.
std::variant<Options, Output> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace countercheck

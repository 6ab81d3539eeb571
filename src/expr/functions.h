// The functions of the expression language.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/value.h"

namespace countercheck {

struct Function {
  std::string_view name;
  bool takes_many = false;  ///< any number of values, lists among them; else exactly one
  bool is_pure = false;     ///< takes and gives a number without a unit
  bool jumps = false;       ///< between two arguments it may take values that it takes at neither
  /// The result for values of one dimension; nothing where there is none. `values` is not empty.
  std::optional<Interval> (*apply)(std::span<const Interval> values);
  std::string_view problem;  ///< what is wrong where there is no result
};

/// nullptr if there is none.
const Function* find_function(std::string_view name);
std::vector<std::string> function_names();

}  // namespace countercheck

// Reads the digits of one number: "1,024", "3.8e25", "10⁶", "2^20". Knows nothing of units or of what stands around.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "units/written.h"

namespace countercheck {

struct Numeral {
  double value = 0;
  double step = 1;  ///< one unit of the last written digit
  bool is_integer = true;
  int significant_digits = 1;
  Notation::Form form = Notation::Form::plain;
  std::string_view separator;  ///< between thousands
  std::size_t length = 0;      ///< in bytes
};

/// The number that begins at `at`, without a sign. Nothing if no digit stands there, or if the digits belong to
/// something else: a version or address (1.2.3), a file name (64.md), an identifier (007, forty digits), a decimal
/// comma.
std::optional<Numeral> read_numeral(std::string_view text, std::size_t at);

/// 10 to the power of `exponent`, correctly rounded.
double power_of_ten(int exponent);

}  // namespace countercheck

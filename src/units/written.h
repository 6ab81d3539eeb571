// A number as a document writes it, and what that leaves open.
//
// `14 µs` as a result is [13.5, 14.5] µs; `~14 µs` is 14 ± 5 %; `16` as an operand is exactly 16; `69 MB` is 69e6 or
// 69·2^20 bytes. A Written keeps the writing; the interval is taken for a role and a reading of prefixes.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "countercheck/value.h"
#include "units/units.h"

namespace countercheck {

/// Operands and inputs are exact if they are integers, powers of two or one-digit decimals, and not marked approximate.
/// Results and measured values are as wide as their last digit.
enum class Role : std::uint8_t { operand, result };

/// Exact whatever its digits say, and met by chance more often than other numbers.
bool is_power_of_two(double number);

/// How the digits were written, so that another number can be printed the same way.
struct Notation {
  enum class Form : std::uint8_t { plain, exponent, power, word };  ///< 1,024; 3.8e25; 10^6 and 3.8 × 10^25; sixteen
  Form form = Form::plain;
  std::string separator;  ///< between thousands: ","
  std::string suffix;     ///< "B", " billion"
  std::string sign;       ///< currency sign before the number: "$"; `unit.symbol` begins with it
  std::string gap;        ///< between number and unit: "", " ", "-"
  std::string unit;       ///< the unit as written, where `unit.symbol` differs: "x" for a factor "×"
};

struct Written {
  double mantissa = 0;     ///< the number as written, before suffix and unit; the lower end of a range
  double step = 1;         ///< one unit of the last written digit: 0.1 for "12.6"
  bool is_integer = true;  ///< no decimal point and no negative exponent
  int significant_digits = 1;
  double suffix = 1;            ///< 1e9 for "30B"
  double binary_suffix = 1;     ///< 2^30 for "30B"; 1 without a suffix
  std::optional<double> upper;  ///< the upper end of a range "128-10240"
  double plus_minus = 0;        ///< "± 3" in units of the mantissa
  Relation relation = Relation::equal;
  Unit unit;
  Notation notation;
  bool is_settled = false;  ///< a price or a span of the calendar: exact as an operand whatever its digits
  Span span;                ///< relation and sign to unit, in the text that was read
  Span number;              ///< signs ("-$"), digits, suffix, both ends of a range; reads again to the same number
  Span unit_span;           ///< empty for a bare number and for a sign alone ("$5"); "/h" in "$5/h"

  [[nodiscard]] bool is_range() const { return upper.has_value(); }
  [[nodiscard]] bool is_approximate() const { return relation == Relation::about; }
  /// Whether the two readings of prefixes differ.
  [[nodiscard]] bool is_ambiguous() const { return suffix != binary_suffix || unit.scale != unit.binary_scale; }
  /// The number without its width, in base units.
  [[nodiscard]] double nominal(Prefixes prefixes) const;
  /// All numbers in base units that the writing stands for in that role. Bounds are not applied: "<= 10 s" gives 10 s.
  [[nodiscard]] Interval interval(Role role, Prefixes prefixes) const;
  /// The same, with the relation applied: "<= 10 s" gives [-inf, 10 s].
  [[nodiscard]] Interval region(Role role, Prefixes prefixes) const;
  [[nodiscard]] Value value(Role role, Prefixes prefixes) const;
};

/// Words of a language, lower case, that stand directly before a number ("about", "up to", "at least") or for one
/// ("sixteen", "a hundred"). Only borrowed; a null group has no words.
struct ValueWords {
  const std::vector<std::string>* about = nullptr;
  const std::vector<std::string>* at_most = nullptr;
  const std::vector<std::string>* below = nullptr;
  const std::vector<std::string>* at_least = nullptr;
  const std::vector<std::string>* above = nullptr;
  const std::map<std::string, double, std::less<>>* numbers = nullptr;
};

/// Reads the value that begins at `at` in `text`: "~1,024 MB", "≤ 10 s", "3.8e25", "10⁶", "128-10240", "95%+", "30B",
/// "$87,072", "sixteen". Nothing if no number begins there, or if it is part of a word (H100, fp16, GPT-3), a version
/// (v2.10, 1.2.3), a date, a time of day, an IP address, a hash or a file name. A minus between two numbers is no sign.
std::optional<Written> read_value(std::string_view text, std::size_t at, const Units& units,
                                  const ValueWords& words = {});

/// Every value in `text`, from left to right, none overlapping. Numbers in URLs and paths are none.
std::vector<Written> find_values(std::string_view text, const Units& units, const ValueWords& words = {});

}  // namespace countercheck

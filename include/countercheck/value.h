// Values: intervals with a dimension, choices, truth values and lists of them; and units to write them in.
//
// A written number is an interval: its digits say how exact it is. `12.6 %` is [12.55, 12.65] %. Numbers are held in
// base units (bytes, seconds, FLOP, ...), so 69 MB is 69e6, and a dimension says which.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace countercheck {

/// All numbers from `low` to `high`, both included. low <= high, neither is NaN; either may be infinite.
struct Interval {
  double low = 0;
  double high = 0;

  [[nodiscard]] constexpr bool is_exact() const { return low == high; }
  [[nodiscard]] constexpr double middle() const { return is_exact() ? low : low + (high - low) / 2; }
  [[nodiscard]] constexpr bool contains(double x) const { return low <= x && x <= high; }
  [[nodiscard]] constexpr bool overlaps(Interval other) const { return low <= other.high && other.low <= high; }
  friend constexpr bool operator==(Interval, Interval) = default;
};

inline constexpr std::size_t kMaxDimensions = 16;

/// Exponents of the physical dimensions that the units file declares (information, work, time, money, ...), in its
/// order. Count nouns (GPU, expert, token) have no dimension: they name what is counted and are not enforced.
struct Dimension {
  std::array<std::int8_t, kMaxDimensions> exponents{};

  [[nodiscard]] constexpr bool is_one() const { return *this == Dimension{}; }
  friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
};

/// How an ambiguous prefix is read: MB as 10^6 or 2^20 bytes, K as 1000 or 1024. KiB and MiB are never ambiguous.
enum class Prefixes : std::uint8_t { decimal, binary };

/// What a figure says about its quantity. `about` is "~", "≈", "roughly".
enum class Relation : std::uint8_t { equal, about, at_most, below, at_least, above };

/// "=", "~", "<=", "<", ">=", ">".
std::string_view symbol_of(Relation relation);

/// A unit as it is written: `MB`, `tokens/ms`, `expert/GPU`, `%`, `$/h`.
struct Unit {
  std::string symbol;       ///< as written or as declared; empty for a bare number
  double scale = 1;         ///< base units in one of this unit, prefixes read as decimal
  double binary_scale = 1;  ///< the same with ambiguous prefixes read as binary; equals `scale` otherwise
  Dimension dimension;
  std::string noun;              ///< what is counted (`token`, `expert`), singular; empty if nothing is
  std::vector<std::string> per;  ///< count nouns below the line: `GPU` in MB/GPU, `layer` in experts per layer

  [[nodiscard]] bool is_bare() const { return symbol.empty(); }
  [[nodiscard]] double factor(Prefixes prefixes) const { return prefixes == Prefixes::binary ? binary_scale : scale; }
};

/// A number with a dimension, a choice (`fp8`), a truth value, a list of values, or a table of values by key.
struct Value {
  enum class Kind : std::uint8_t { number, choice, truth, list, table };

  Kind kind = Kind::number;
  Interval number;  ///< in base units
  Dimension dimension;
  std::string choice;
  bool truth = false;
  std::vector<Value> items;
  std::vector<std::string> keys;  ///< of a table: one for each item (`bf16`)

  static Value of(Interval number, Dimension dimension = {});
  static Value of_choice(std::string choice);
  static Value of_truth(bool truth);
  static Value of_list(std::vector<Value> items);
  /// The item under `key`, or nullptr.
  [[nodiscard]] const Value* find(std::string_view key) const;
};

}  // namespace countercheck

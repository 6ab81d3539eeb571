// The units that the units file declares, and reading and printing of unit symbols.
//
// Units are data (rules/units.toml): symbols, prefixes, dimensions, count nouns. Symbols are case-sensitive: MB is
// megabytes, Mb megabits; "gb" is neither. Compound units are read by the algebra here: "tokens/ms", "GB/s", "TBps",
// "FLOPs/param", "bytes per parameter", "$/GPU-hour".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "countercheck/value.h"

namespace countercheck {

enum class PrefixFamily : std::uint8_t { none, metric, binary, both };

/// One declaration of the units file.
struct UnitDefinition {
  std::string name;                    ///< "byte"
  std::vector<std::string> symbols;    ///< take prefixes where allowed: "B", "byte"
  std::vector<std::string> plurals;    ///< words that never take one: "bytes", "megabytes" comes from words + prefix names
  double scale = 1;
  Dimension dimension;
  PrefixFamily prefixes = PrefixFamily::none;
  bool binary_reading = false;         ///< whether K, M, G ... may also be read as powers of 1024 (bytes, not seconds)
  std::string noun;                    ///< set for count nouns
  bool before_number = false;          ///< currency signs stand before the number
};

/// A prefix or a bare suffix: k 1e3, Ki 1024, M 1e6, "mega" 1e6. `suffix` ones also stand directly after numbers: 30B, 20K.
struct Prefix {
  std::string symbol;
  double factor = 1;
  double binary_factor = 1;            ///< 1024-power of the same rank; equals factor for Ki, Mi, and below one
  bool binary = false;                 ///< Ki, Mi
  bool suffix = false;
};

/// All units; immutable once loaded.
class Units {
 public:
  /// Declares; later ones with the same symbol win. The caller checks for duplicates.
  void add_dimension(std::string name);            ///< at most kMaxDimensions
  void add(UnitDefinition definition);
  void add(Prefix prefix);

  /// The index of a base dimension such as "information", or -1.
  [[nodiscard]] int dimension(std::string_view name) const;
  /// "information/time"; "1" for a pure number. For messages.
  [[nodiscard]] std::string describe(const Dimension& dimension) const;

  /// Reads one whole unit text: "GB", "TB/s", "tokens per second", "expert/GPU", "%". Nothing if any part is unknown.
  /// Never guesses: "gb" is not "GB".
  [[nodiscard]] std::optional<Unit> parse(std::string_view text) const;

  /// The longest unit that `text` begins with, after at most one space ("128 GPUs", "64GB", "1.8 TB/s", "16-layer"),
  /// and how many bytes it takes including that space; nothing if none stands there. A unit ends at a word boundary and
  /// at an operator other than "/" or "per" followed by a unit.
  struct Found {
    Unit unit;
    std::size_t length = 0;
  };
  [[nodiscard]] std::optional<Found> find_at_start(std::string_view text) const;

  /// The suffix multiplier that `text` begins with ("B" in "30B", "k" in "20k tokens"), not followed by a letter or digit.
  [[nodiscard]] const Prefix* find_suffix(std::string_view text) const;
  /// The currency sign that `text` begins with, or nullptr.
  [[nodiscard]] const UnitDefinition* find_sign(std::string_view text, std::size_t* length) const;

  /// Names for "did you mean".
  [[nodiscard]] std::vector<std::string> symbols() const;

 private:
  std::vector<std::string> dimensions_;
  std::vector<UnitDefinition> definitions_;
  std::vector<Prefix> prefixes_;
  struct Entry {
    int definition = -1;
    int prefix = -1;
  };
  std::unordered_map<std::string, Entry> by_symbol_;   ///< every prefix already joined to every symbol
  std::size_t longest_ = 0;
  [[nodiscard]] const Entry* find_symbol(std::string_view text) const;
};

}  // namespace countercheck

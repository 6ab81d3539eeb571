// The units that the units file declares, and reading and printing of unit symbols.
//
// Units are data (rules/units.toml): symbols, prefixes, dimensions, count nouns. Symbols are case-sensitive: MB is
// megabytes, Mb megabits; "gb" is neither. Compound units are read by the algebra here: "tokens/ms", "GB/s", "TBps",
// "FLOPs/param", "bytes per parameter", "$/GPU-hour".
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "countercheck/value.h"

namespace countercheck {

enum class PrefixFamily : std::uint8_t { none, metric, binary, both };

/// One declaration of the units file.
struct UnitDefinition {
  std::string name;                  ///< "byte"
  std::vector<std::string> symbols;  ///< take prefixes that are symbols: "B", "bit", "FLOPs"
  std::vector<std::string> plurals;  ///< words; take only prefixes that are words: "byte", "bytes" and so "megabytes"
  double scale = 1;
  Dimension dimension;
  PrefixFamily prefixes = PrefixFamily::none;
  bool binary_reading = false;  ///< whether K, M, G ... may also be read as powers of 1024 (bytes, not seconds)
  std::string noun;             ///< set for count nouns
  bool before_number = false;   ///< currency signs stand before the number
};

/// A prefix or a bare suffix: k 1e3, Ki 1024, M 1e6, "mega" 1e6. `suffix` ones also stand directly after numbers: 30B,
/// 20K. A prefix of three or more lower-case letters is a word ("mega", "billion"): it joins words of units, and as a
/// suffix it may follow a space.
struct Prefix {
  std::string symbol;
  double factor = 1;
  double binary_factor = 1;  ///< 1024-power of the same rank; equals factor for Ki, Mi, and below one
  bool binary = false;       ///< Ki, Mi
  bool suffix = false;

  [[nodiscard]] bool is_word() const;
};

/// All units; immutable once loaded.
class Units {
 public:
  /// Declares; later ones with the same symbol win. The caller checks for duplicates.
  void add_dimension(std::string name);  ///< at most kMaxDimensions
  void add(UnitDefinition definition);
  void add(Prefix prefix);

  /// The index of a base dimension such as "information", or -1.
  [[nodiscard]] int dimension(std::string_view name) const;
  /// "information/time"; "1" for a pure number. For messages.
  [[nodiscard]] std::string describe(const Dimension& dimension) const;

  /// Reads one whole unit text: "GB", "TB/s", "tokens per second", "expert/GPU", "%". Nothing if any part is unknown;
  /// empty text is the bare unit. Never guesses: "gb" is not "GB". Words and count nouns are read in either case.
  [[nodiscard]] std::optional<Unit> parse(std::string_view text) const;

  /// The longest unit that `text` begins with, after at most one space or hyphen ("128 GPUs", "64GB", "1.8 TB/s",
  /// "16-layer", "1000/s", "8 per GPU"), and how many bytes it takes including that space; nothing if none stands
  /// there. A unit ends at a word boundary and at an operator other than "/" or "per" followed by a unit.
  struct Found {
    Unit unit;
    std::size_t length = 0;
  };
  [[nodiscard]] std::optional<Found> find_at_start(std::string_view text) const;

  /// The suffix multiplier that `text` begins with ("B" in "30B", "k" in "20k tokens"), not followed by a letter or
  /// digit.
  [[nodiscard]] const Prefix* find_suffix(std::string_view text) const;
  /// Whether a currency sign may begin with this byte.
  [[nodiscard]] bool may_begin_sign(char c) const { return sign_bytes_[static_cast<unsigned char>(c)]; }
  /// The currency sign that `text` begins with, or nullptr.
  [[nodiscard]] const UnitDefinition* find_sign(std::string_view text, std::size_t* length) const;

  /// Whether amounts of `unit` are settled, not measured: prices, and spans of a day or longer.
  [[nodiscard]] bool is_settled(const Unit& unit) const;

  /// Names for "did you mean".
  [[nodiscard]] std::vector<std::string> symbols() const;

  /// `unit` without count nouns below the line, and with the prefix that puts `number` (base units) between 1 and 1000
  /// where the unit allows it: byte/GPU and 69e6 give MB. The symbol is empty where only a noun is left.
  [[nodiscard]] Unit fitting(const Unit& unit, double number) const;

  struct Entry {
    int definition = -1;
    int prefix = -1;
  };

  /// All there is, to be kept and to be brought back.
  auto members() {
    return std::tie(dimensions_, definitions_, prefixes_, signs_, sign_bytes_, by_symbol_, by_word_, longest_);
  }

 private:
  /// Lets symbols be looked up without making a string of them.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using SymbolMap = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;
  /// One symbol of a compound unit. `is_rate`: "ps" stood at its end, per second.
  struct Factor {
    Entry entry;
    std::size_t begin = 0;
    std::size_t length = 0;
    bool is_below = false;
    bool is_rate = false;
  };
  struct Compound {
    std::vector<Factor> factors;
    std::size_t end = 0;
  };

  void join(int definition, int prefix);
  void insert(const std::string& symbol, Entry entry);
  void insert_word(const std::string& word, Entry entry);
  [[nodiscard]] const Entry* look_up(std::string_view symbol) const;
  [[nodiscard]] const Entry* look_up_rate(std::string_view symbol) const;
  [[nodiscard]] std::optional<Factor> find_symbol(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::optional<Factor> find_divisor(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::optional<Factor> find_multiplier(std::string_view text, const Factor& first) const;
  [[nodiscard]] bool is_inside_word(std::string_view text, const Factor& last) const;
  [[nodiscard]] Compound read_compound(std::string_view text, std::size_t at) const;
  [[nodiscard]] Unit build(std::string_view text, const Compound& compound) const;
  [[nodiscard]] Entry fitting_entry(Entry entry, double number) const;
  [[nodiscard]] std::optional<Entry> larger_sibling(Entry entry, double number) const;
  [[nodiscard]] const UnitDefinition& definition_of(Entry entry) const;
  void multiply_by(Unit& unit, Entry entry, bool is_below) const;

  std::vector<std::string> dimensions_;
  std::vector<UnitDefinition> definitions_;
  std::vector<Prefix> prefixes_;
  std::vector<int> signs_;  ///< definitions whose symbols may stand before the number
  std::bitset<256> sign_bytes_;
  SymbolMap by_symbol_;      ///< every prefix already joined to every symbol
  SymbolMap by_word_;        ///< the words among them, lower case
  std::size_t longest_ = 0;  ///< bytes of the longest symbol
};

}  // namespace countercheck

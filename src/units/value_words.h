// Reads the words of a language that stand for numbers ("sixteen") or directly before them ("at least").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "units/written.h"

namespace countercheck {

class WordReader {
 public:
  explicit WordReader(const ValueWords& words);

  struct Number {
    double value = 0;
    std::size_t length = 0;
  };
  struct Bound {
    Relation relation = Relation::equal;
    std::size_t length = 0;  ///< the space behind the word included
  };

  /// Both: the longest that begins at the beginning of a word at `at`; nothing if none does.
  [[nodiscard]] std::optional<Number> number_at(std::string_view text, std::size_t at) const;
  [[nodiscard]] std::optional<Bound> bound_at(std::string_view text, std::size_t at) const;
  /// Whether any word may begin with the two bytes at `at`: tells most words of a text apart at once.
  [[nodiscard]] bool may_begin_at(std::string_view text, std::size_t at) const;

 private:
  void expect(std::string_view word);
  [[nodiscard]] std::optional<Number> single_at(std::string_view text, std::size_t at) const;

  struct BoundWord {
    std::string_view word;
    Relation relation = Relation::equal;
  };

  const std::map<std::string, double, std::less<>>* numbers_ = nullptr;
  std::array<std::vector<BoundWord>, 26> bounds_;   ///< by the first letter
  std::array<std::uint32_t, 26> second_letters_{};  ///< of the words that begin with each letter
};

/// As in written.h, with a reader that serves many texts.
std::vector<Written> find_values(std::string_view text, const Units& units, const WordReader& words);

}  // namespace countercheck

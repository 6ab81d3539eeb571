// Reads the words of a language that stand for numbers ("sixteen") or directly before them ("at least").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

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
  /// Whether any word may begin with this byte: tells most words of a text apart at once.
  [[nodiscard]] bool may_begin_with(char c) const;

 private:
  [[nodiscard]] std::optional<Number> single_at(std::string_view text, std::size_t at) const;

  const ValueWords& words_;
  std::uint32_t first_letters_ = 0;
};

}  // namespace countercheck

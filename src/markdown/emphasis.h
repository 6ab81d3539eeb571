// Finds which runs of `*`, `_` and `~~` are emphasis, with CommonMark's delimiter stack.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

class Emphasis {
 public:
  explicit Emphasis(std::string_view text) : text_(text) {}

  /// Takes the run of marks at `at` and returns its end. Runs come from left to right.
  std::uint32_t add_run(std::uint32_t at);

  /// How many runs wait for their partner: the floor for a later `match`.
  [[nodiscard]] std::size_t waiting() const { return runs_.size(); }
  /// Pairs the runs from number `floor` on and forgets them; those left alone are text.
  void match(std::size_t floor);

  [[nodiscard]] const std::vector<Span>& marks() const { return marks_; }    ///< bytes that are no text, in no order
  [[nodiscard]] const std::vector<Span>& struck() const { return struck_; }  ///< between pairs of `~~`

 private:
  struct Run {
    Span span;                 ///< what is left of it
    std::uint32_t length = 0;  ///< as written
    char mark = '*';
    bool opens = false;
    bool closes = false;
    int before = -1;  ///< neighbours among the runs that still wait
    int after = -1;
  };
  [[nodiscard]] bool can_pair(const Run& opener, const Run& closer) const;
  void pair(int opener, int closer);
  void remove(int run);

  std::string_view text_;
  std::vector<Run> runs_;
  std::vector<Span> marks_;
  std::vector<Span> struck_;
};

}  // namespace countercheck

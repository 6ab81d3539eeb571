// Takes marks out of a flat text, or puts other text in their place, and knows where what is left has gone.
#pragma once

#include <string>
#include <vector>

#include "markdown/document.h"

namespace countercheck {

class Cuts {
 public:
  explicit Cuts(const FlatText& from) : from_(from) {}

  /// Cuts come in any order and do not overlap.
  void drop(Span span) { replace(span, {}); }
  void replace(Span span, std::string text) { cuts_.push_back({span, std::move(text)}); }

  /// What is left, with its map to the source. Once.
  FlatText apply();
  /// Where a span of the old text stands in the new one, after `apply`.
  [[nodiscard]] Span moved(Span span) const { return {moved(span.begin), moved(span.end)}; }

 private:
  struct Cut {
    Span span;
    std::string text;
  };
  struct Kept {
    Span span;                ///< in the old text
    std::uint32_t begin = 0;  ///< in the new one
  };
  [[nodiscard]] std::uint32_t moved(std::uint32_t place) const;

  const FlatText& from_;
  std::vector<Cut> cuts_;
  std::vector<Kept> kept_;
};

}  // namespace countercheck

// What a figure is said to be of, in the words around it: "Minimal latency (1.024 ms)" and "Total latency: 16 × 64 µs =
// 1.024 ms" are both of the latency.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

struct Subject {
  std::set<std::string> core;    ///< words that name it; empty: nothing does
  std::set<std::string> around;  ///< further words of its line and of the heading above
  std::set<std::string> limits;  ///< words that tell a bound or a statistic from the thing itself: "available", "peak"
  std::set<std::string> per;     ///< axes and other things that it is a share of: "gpu"
  std::string ordinal;           ///< of one among several: "2" of "Stage 2: 6 layers"
  bool is_in_summary = false;    ///< under a heading such as "Conclusion", below which nothing new is said
};

/// Whether two figures are said to be of one thing: by the same words, or by more on one side that stand beside the
/// other.
bool are_one(const Subject& a, const Subject& b);

/// The subjects of the claims of one document, read once each.
class Subjects {
 public:
  explicit Subjects(const Case& it);

  const Subject& of(int claim);

 private:
  [[nodiscard]] Subject read(const Claim& claim) const;
  void read_before(std::string_view line, const Claim& claim, Subject& subject) const;
  void read_behind(std::string_view rest, Subject& subject) const;
  void read_per(std::string_view text, Subject& subject) const;
  void read_heading(std::string_view heading, Subject& subject) const;
  void read_headings(int section, Subject& subject) const;
  void add_limit(const std::string& word, Subject& subject) const;
  void add_naming(std::string_view text, std::set<std::string>& into) const;
  [[nodiscard]] std::string ordinal_in(std::string_view label) const;
  [[nodiscard]] bool names(std::string_view word) const;
  [[nodiscard]] std::string_view text_of(int block) const;

  const Case& case_;
  const WordGroups no_name_;  ///< words that say how much or how good something is, or nothing
  const WordGroups limit_;
  const WordGroups phrase_end_;
  std::map<int, Subject> subjects_;
};

}  // namespace countercheck

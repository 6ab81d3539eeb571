// The words that name what a figure is of: those of its sentence, its column and its row.
#pragma once

#include <map>
#include <set>
#include <string>

#include "evaluate/evaluate.h"

namespace countercheck {

class WordsAbout {
 public:
  /// `with_names`: words with digits count too ("13b", "h200").
  WordsAbout(const Case& it, bool with_names);

  /// How many words are about both claims. Units, axes and words that name nothing are none.
  [[nodiscard]] std::size_t shared(int a, int b);

 private:
  const std::set<std::string>& of(int claim);
  void add(std::string_view text, std::set<std::string>& into) const;

  const Case& case_;
  bool with_names_;
  const WordGroups no_name_;
  std::map<int, std::set<std::string>> words_;
};

}  // namespace countercheck

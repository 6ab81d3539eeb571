// Where every stage reports what is wrong with a person's text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "countercheck/finding.h"

namespace countercheck {

class Sink {
 public:
  void report(Finding finding) { findings_.push_back(std::move(finding)); }
  /// A problem of the run at a place: rule "rulebook", "configuration", "io", "usage". Forces exit status 2.
  void problem(std::string rule, Place place, std::string message, std::string hint = {});
  void problem(std::string rule, std::string path, std::string message, std::string hint = {});

  [[nodiscard]] bool is_empty() const { return findings_.empty(); }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  /// Sorted by path and place; the sink is empty afterwards.
  std::vector<Finding> take_sorted();

 private:
  std::vector<Finding> findings_;
};

/// The name in `names` nearest to `wrong`, or an empty text if none is near: at most a third of its letters differ.
std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names);
/// "did you mean `x`?" or nothing.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace countercheck

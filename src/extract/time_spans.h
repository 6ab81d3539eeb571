// How long spans of time are in others, as people count them: a month has 30 days, or 730 hours.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rulebook/rulebook.h"

namespace countercheck {

class TimeSpans {
 public:
  TimeSpans(const Language& language, const Units& units);

  /// By how much an amount for `from` is multiplied to be one for `to`; the usual ways to count, most exact first.
  /// Empty if one of them is no span.
  [[nodiscard]] std::vector<double> ratios(const std::string& from, const std::string& to) const;
  /// The name of a span: "months" is month, "s" is second; empty if the word is none.
  [[nodiscard]] std::string named(std::string_view word) const;
  /// The span that a header is for: hour in "Price per GPU-hour", month in "Monthly cost (730 h)"; empty if none.
  [[nodiscard]] std::string period_of(std::string_view header) const;

 private:
  void add(const std::string& text);

  const Language& language_;
  const Units& units_;
  std::map<std::pair<std::string, std::string>, std::vector<double>> counts_;
};

}  // namespace countercheck

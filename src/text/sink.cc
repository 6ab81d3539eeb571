// Collects problems, and finds the name that was meant.
#include "text/sink.h"

#include <algorithm>
#include <utility>

namespace countercheck {

void Sink::problem(std::string rule, Place place, std::string message, std::string hint) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.verdict = Verdict::fail;
  finding.severity = Severity::error;
  if (place.is_known()) finding.path = place.source->path();
  finding.place = std::move(place);
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  report(std::move(finding));
}

void Sink::problem(std::string rule, std::string path, std::string message, std::string hint) {
  problem(std::move(rule), Place{}, std::move(message), std::move(hint));
  findings_.back().path = std::move(path);
}

std::vector<Finding> Sink::take_sorted() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    if (a.path != b.path) return a.path < b.path;
    if (a.place.is_known() != b.place.is_known()) return b.place.is_known();
    return a.place.span.begin < b.place.span.begin;
  });
  return std::exchange(findings_, {});
}

namespace {

constexpr std::size_t kLongestName = 100;  // nobody mistypes a longer one, and the distance takes quadratic time

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Damerau-Levenshtein: letters inserted, dropped or replaced, and neighbours swapped.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_previous;
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
    }
    before_previous = previous;
    previous = current;
  }
  return previous[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names) {
  if (wrong.size() > kLongestName) return {};
  const std::string wanted = lower(wrong);
  const std::string* nearest = nullptr;
  std::size_t least = wanted.size() / 3 + 1;
  for (const std::string& name : names) {
    const std::size_t longer = std::max(name.size(), wanted.size());
    const std::size_t shorter = std::min(name.size(), wanted.size());
    if (longer - shorter >= least) continue;
    const std::size_t apart = distance(wanted, lower(name));
    if (apart >= least) continue;
    least = apart;
    nearest = &name;
  }
  return nearest ? *nearest : std::string();
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(wrong, names);
  return nearest.empty() ? std::string() : "did you mean `" + nearest + "`?";
}

}  // namespace countercheck

// A set of ids, as graphs write them: "0-7", "[0,1,2]", "3 and 4", "0-3 → 4-7". Held as ranges, so that 0-9999 costs
// what 3 does.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace countercheck {

class IdSet {
 public:
  /// Reads a list; false, and nothing added, where it can be read in several ways ("0+1-2+3", "7-3").
  bool add(std::string_view list);
  void add(const IdSet& other);
  void add(int first, int last);

  [[nodiscard]] bool is_empty() const { return ranges_.empty(); }
  [[nodiscard]] long size() const;
  [[nodiscard]] int first() const { return ranges_.front().first; }
  [[nodiscard]] int last() const { return ranges_.back().second; }
  [[nodiscard]] bool contains(int id) const;
  [[nodiscard]] bool overlaps(const IdSet& other) const;
  /// What of first..last is not in the set.
  [[nodiscard]] IdSet missing(int first, int last) const;
  /// Ascending, disjoint, not touching.
  [[nodiscard]] const std::vector<std::pair<int, int>>& ranges() const { return ranges_; }
  /// "0-3, 7"; after `most` ranges "…".
  [[nodiscard]] std::string told(std::size_t most = 6) const;
  friend bool operator==(const IdSet&, const IdSet&) = default;

 private:
  std::vector<std::pair<int, int>> ranges_;
};

}  // namespace countercheck

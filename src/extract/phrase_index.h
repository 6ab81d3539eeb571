// Finds the phrases of the rulebook that a text may hold, by one look at each place of the text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.h"

namespace countercheck {

/// Every match of a phrase contains its literals. The longest is found by its first bytes, so that what a text costs
/// does not depend on how many phrases there are.
class PhraseIndex {
 public:
  explicit PhraseIndex(const Rulebook& book);

  struct Entry {
    QuantityId quantity = kNoQuantity;
    const Quantity::Phrase* phrase = nullptr;
  };
  /// Those whose literals all stand in `text`, which is in lower case; in the order of the rulebook.
  [[nodiscard]] std::vector<const Entry*> find(std::string_view text) const;

 private:
  static constexpr std::size_t kKey = 3;  ///< bytes by which a literal is found
  static constexpr std::size_t kSlots = 1024;
  static std::size_t slot_of(std::string_view key);
  [[nodiscard]] std::vector<bool> candidates(std::string_view text) const;

  struct Node {
    Entry entry;
    int next = -1;  ///< the next one in the same slot
  };
  std::vector<Node> nodes_;
  std::array<int, kSlots> slots_{};
  std::vector<int> unkeyed_;  ///< those without a literal that is long enough
};

}  // namespace countercheck

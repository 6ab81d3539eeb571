// Goes through an outline in its order and knows what is around each node.
#pragma once

#include <vector>

#include "markdown/leaf.h"

namespace countercheck {

class Walk {
 public:
  explicit Walk(const Layout& layout) : layout_(layout) {}

  /// Goes to node `number`; nodes come in their order.
  void enter(int number);
  /// Ties the item that was entered last to its block.
  void set_block(int block) { open_.back().block = block; }

  /// Where the content of the container that was entered last begins.
  [[nodiscard]] std::uint32_t content_start() const { return content_start_; }
  /// Quotes, items and footnotes around the node, for the readers of its lines.
  [[nodiscard]] std::vector<Container>& containers() { return containers_; }

  /// Whether nothing stands between the item of `block` and the node that was entered.
  [[nodiscard]] bool is_directly_in(int block) const { return !open_.empty() && open_.back().block == block; }
  /// The block of the innermost item around, or -1.
  [[nodiscard]] int item() const;
  /// How many lists and quotes are around.
  [[nodiscard]] int depth() const;
  [[nodiscard]] bool is_quote() const;

 private:
  struct Around {
    int node = -1;
    OutlineNode::Kind kind = OutlineNode::Kind::list;
    int block = -1;
  };
  const Layout& layout_;
  std::vector<Around> open_;
  std::vector<Container> containers_;  // of `open_`, without lists
  std::uint32_t content_start_ = 0;
};

}  // namespace countercheck

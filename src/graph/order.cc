// Tarjan's components without recursion, then a breadth-first search inside those that are no single node.
#include "graph/order.h"

#include <algorithm>
#include <cstddef>

namespace countercheck {
namespace {

class OrderFinder {
 public:
  OrderFinder(const std::vector<Arc>& arcs, const std::vector<std::vector<int>>& out) : arcs_(arcs), out_(out) {}

  Order find() {
    find_components();
    order_.is_acyclic = tangled_.empty();
    // Small components first: they are searched whole, and a short cycle ends the search in the large ones.
    std::stable_sort(tangled_.begin(), tangled_.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    budget_ = 20 * (out_.size() + arcs_.size()) + 1000;
    came_from_.assign(out_.size(), -1);
    seen_in_.assign(out_.size(), -1);
    for (const std::vector<int>& nodes : tangled_) {
      for (const int node : nodes) search(node);
    }
    return std::move(order_);
  }

 private:
  struct Visit {
    int node;
    std::size_t next;
  };

  void find_components() {
    const std::size_t size = out_.size();
    number_.assign(size, -1);
    low_.assign(size, 0);
    component_.assign(size, -1);
    for (std::size_t start = 0; start < size; ++start) {
      if (number_[start] < 0) visit_from(static_cast<int>(start));
    }
  }

  void visit_from(int start) {
    std::vector<Visit> path{{start, 0}};
    enter(start);
    while (!path.empty()) {
      Visit& visit = path.back();
      const auto at = static_cast<std::size_t>(visit.node);
      if (visit.next < out_[at].size()) {
        const int head = arcs_[static_cast<std::size_t>(out_[at][visit.next++])].head;
        const auto to = static_cast<std::size_t>(head);
        if (number_[to] < 0) {
          enter(head);
          path.push_back({head, 0});
        } else if (component_[to] < 0) {
          low_[at] = std::min(low_[at], number_[to]);
        }
        continue;
      }
      leave(visit.node);
      path.pop_back();
      if (!path.empty()) {
        const auto parent = static_cast<std::size_t>(path.back().node);
        low_[parent] = std::min(low_[parent], low_[at]);
      }
    }
  }

  void enter(int node) {
    const auto at = static_cast<std::size_t>(node);
    number_[at] = low_[at] = count_++;
    waiting_.push_back(node);
  }

  void leave(int node) {
    const auto at = static_cast<std::size_t>(node);
    if (low_[at] != number_[at]) return;
    std::vector<int> nodes;
    for (int member = -1; member != node;) {
      member = waiting_.back();
      waiting_.pop_back();
      component_[static_cast<std::size_t>(member)] = components_;
      nodes.push_back(member);
    }
    ++components_;
    const bool loops = std::any_of(out_[at].begin(), out_[at].end(),
                                   [&](int arc) { return arcs_[static_cast<std::size_t>(arc)].head == node; });
    if (nodes.size() > 1 || loops) tangled_.push_back(std::move(nodes));
  }

  /// The shortest cycle through `start`, if it is shorter than what is known.
  void search(int start) {
    if (!order_.cycle.empty() && order_.cycle.size() == 1) return;
    if (budget_ == 0 && !order_.cycle.empty()) {
      order_.is_shortest = false;
      return;
    }
    const int home = component_[static_cast<std::size_t>(start)];
    std::vector<int> queue{start};
    std::vector<std::size_t> distance{1};
    seen_in_[static_cast<std::size_t>(start)] = start;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      if (!order_.cycle.empty() && distance[i] >= order_.cycle.size()) return;
      for (const int arc : out_[static_cast<std::size_t>(queue[i])]) {
        if (budget_ > 0) --budget_;
        const int head = arcs_[static_cast<std::size_t>(arc)].head;
        const auto to = static_cast<std::size_t>(head);
        if (head == start) return take(start, queue[i]);
        if (component_[to] != home || seen_in_[to] == start) continue;
        seen_in_[to] = start;
        came_from_[to] = queue[i];
        queue.push_back(head);
        distance.push_back(distance[i] + 1);
      }
    }
  }

  void take(int start, int last) {
    order_.cycle.clear();
    for (int node = last; node != start; node = came_from_[static_cast<std::size_t>(node)])
      order_.cycle.push_back(node);
    order_.cycle.push_back(start);
    std::reverse(order_.cycle.begin(), order_.cycle.end());
  }

  const std::vector<Arc>& arcs_;
  const std::vector<std::vector<int>>& out_;
  Order order_;
  std::vector<int> number_, low_, component_, waiting_, came_from_, seen_in_;
  std::vector<std::vector<int>> tangled_;
  int count_ = 0;
  int components_ = 0;
  std::size_t budget_ = 0;
};

}  // namespace

Order order_of(const std::vector<Arc>& arcs, const std::vector<std::vector<int>>& out) {
  return OrderFinder(arcs, out).find();
}

}  // namespace countercheck

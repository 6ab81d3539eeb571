// The order of a directed graph: whether data can flow through it, and if not, the shortest way back.
#pragma once

#include <vector>

namespace countercheck {

struct Arc {
  int tail = 0;
  int head = 0;
};

struct Order {
  bool is_acyclic = true;
  std::vector<int> cycle;   ///< nodes of a shortest cycle, each before the one it leads to; empty if there is none
  bool is_shortest = true;  ///< false: the search was cut, and there may be a shorter one
};

/// Time and memory are proportional to nodes and arcs. `out` holds, for each node, indices into `arcs`.
Order order_of(const std::vector<Arc>& arcs, const std::vector<std::vector<int>>& out);

}  // namespace countercheck

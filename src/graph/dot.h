// A DOT file as nodes, edges and clusters with their labels.
#pragma once

#include <string>
#include <vector>

#include "countercheck/source.h"
#include "text/limits.h"

namespace countercheck {

struct DotNode {
  std::string name;
  std::string label;  ///< lines end with "\n"; HTML without tags; the name where there is no label
  std::string shape;  ///< empty if none was chosen
  int cluster = -1;   ///< the innermost subgraph
};

struct DotEdge {
  int tail = 0;
  int head = 0;
  std::string label;
  bool is_solid = true;  ///< dashed and dotted lines mostly stand for something beside the data
};

struct DotCluster {
  std::string name;
  std::string label;
  int parent = -1;
};

struct DotGraph {
  std::string name;
  std::string label;
  bool is_directed = true;
  std::vector<DotNode> nodes;
  std::vector<DotEdge> edges;
  std::vector<DotCluster> clusters;  ///< parents before children
};

struct DotProblem {
  Span span;
  std::string message;  ///< "syntax error near `]`"
  std::string hint;
};

struct DotFile {
  SourcePtr source;
  std::vector<DotGraph> graphs;      ///< those that could be read
  std::vector<DotProblem> problems;  ///< an error ends the file: what stands behind it was not read
};

/// Every byte sequence is read or has a problem. Nothing is written to stderr. Safe from several threads, one after the
/// other.
DotFile parse_dot(SourcePtr source, const Limits& limits = {});

/// The first graph of the text with the named nodes and edges in red, and without links, pictures and style sheets, so
/// that drawing it reads nothing else; indices are those of `parse_dot`. Empty if the text cannot be read.
std::string mark_dot(const Source& source, const std::vector<int>& nodes, const std::vector<int>& edges);

/// One line a cluster, node and edge, for tests: "node a [GPU 0] in 1".
std::string dump(const DotGraph& graph);

}  // namespace countercheck

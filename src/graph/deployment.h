// What a graph says about a deployment: for every operator where it runs and what it is part of, read from labels,
// names and clusters with the patterns of the rulebook.
#pragma once

#include <string>
#include <vector>

#include "graph/dot.h"
#include "graph/id_set.h"
#include "rulebook/rulebook.h"

namespace countercheck {

/// What is known of one node for one kind (GPU, layer, expert ...).
struct Mentioned {
  IdSet ids;
  bool is_own = false;     ///< from the node itself, not from a cluster around it
  bool is_all = false;     ///< every one of them
  bool is_unread = false;  ///< names some in a way that cannot be read
};

struct GraphOperator {
  std::vector<Mentioned> kinds;  ///< one for each kind of the rulebook
  std::string title;             ///< first line of the label
  bool is_passive = false;       ///< a note beside the graph
  bool is_communication = false;
  bool is_split = false;
  bool is_merge = false;
  bool is_entry = false;
  bool is_exit = false;
};

/// A dimension of a tensor: "hidden=1024" or "1024".
struct Size {
  std::string name;
  long value = -1;  ///< -1: not a number
};

struct DeploymentGraph {
  DotGraph dot;
  std::vector<GraphOperator> operators;  ///< one for each node
  std::vector<IdSet> ids;                ///< all ids of each kind, clusters included
  std::vector<int> unread;               ///< how many nodes name some of a kind in a way that cannot be read
  std::vector<bool> has_all;             ///< whether some node stands for all of a kind
  std::vector<std::vector<int>> out;     ///< edges that leave each node
  std::vector<std::vector<int>> in;
  std::string sketch_word;  ///< what says that only a part is shown; empty: nothing does
  Span sketch_place;
};

DeploymentGraph read_deployment(DotGraph dot, const Source& source, const GraphLabels& labels);

/// The sizes between brackets in a label; empty if none are given. `group` is a group of words: "input_shape".
std::vector<Size> sizes_in(const std::string& label, const Pattern* pattern);

}  // namespace countercheck

// Whether data that enters the graph leaves it: operators without input or output, splits without a merge, several
// beginnings.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "graph/checks.h"

namespace countercheck {
namespace {

class FlowCheck {
 public:
  FlowCheck(const DeploymentGraph& graph, GraphCheck& check) : graph_(graph), check_(check) {}

  void run() {
    std::vector<int> no_input, no_output, alone;
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) {
      const GraphOperator& op = graph_.operators[i];
      if (op.is_passive) continue;
      const bool has_input = !graph_.in[i].empty();
      const bool has_output = !graph_.out[i].empty();
      const int node = static_cast<int>(i);
      if (!has_input && !has_output) {
        if (is_placed(op)) alone.push_back(node);
        continue;
      }
      if (!has_input && !op.is_entry) no_input.push_back(node);
      if (!has_output && !op.is_exit) no_output.push_back(node);
    }
    // One beginning or end without a word for it may be the one that is due.
    if (no_input.size() == 1 && !has_end(true)) no_input.clear();
    if (no_output.size() == 1 && !has_end(false)) no_output.clear();
    tell("graph/no-input", "without input", std::move(no_input));
    tell("graph/no-output", "without output", std::move(no_output));
    tell("graph/unconnected", "without any edge", std::move(alone));
    tell_double_ends(true);
    tell_double_ends(false);
    check_splits();
  }

 private:
  [[nodiscard]] static bool is_placed(const GraphOperator& op) {
    return std::any_of(op.kinds.begin(), op.kinds.end(),
                       [](const Mentioned& mentioned) { return mentioned.is_own && !mentioned.ids.is_empty(); });
  }

  [[nodiscard]] bool has_end(bool is_entry) const {
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) {
      const GraphOperator& op = graph_.operators[i];
      const bool is_end = is_entry ? op.is_entry && graph_.in[i].empty() && !graph_.out[i].empty()
                                   : op.is_exit && graph_.out[i].empty() && !graph_.in[i].empty();
      if (is_end && !op.is_passive) return true;
    }
    return false;
  }

  void tell(std::string rule, std::string_view what, std::vector<int> nodes) {
    if (nodes.empty()) return;
    Flaw flaw;
    flaw.rule = std::move(rule);
    flaw.message = fmt::format("{} operator{} {}: {}", nodes.size(), nodes.size() == 1 ? "" : "s", what,
                               told_nodes(graph_, nodes));
    flaw.nodes = std::move(nodes);
    check_.flaws.push_back(std::move(flaw));
  }

  /// One is due where two say the same and neither belongs to a device, a level or a part.
  void tell_double_ends(bool is_entry) {
    std::map<std::string, std::vector<int>> by_label;
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) {
      const GraphOperator& op = graph_.operators[i];
      const bool is_end = is_entry ? op.is_entry && graph_.in[i].empty() && !graph_.out[i].empty()
                                   : op.is_exit && graph_.out[i].empty() && !graph_.in[i].empty();
      const bool is_somewhere = std::any_of(op.kinds.begin(), op.kinds.end(),
                                            [](const Mentioned& mentioned) { return !mentioned.ids.is_empty(); });
      if (is_end && !op.is_passive && !is_somewhere) by_label[graph_.dot.nodes[i].label].push_back(static_cast<int>(i));
    }
    for (auto& [label, nodes] : by_label) {
      if (nodes.size() < 2) continue;
      Flaw flaw;
      flaw.rule = is_entry ? "graph/several-sources" : "graph/several-sinks";
      flaw.message = fmt::format("the graph {} {} times with the same label: {}", is_entry ? "begins" : "ends",
                                 nodes.size(), told_nodes(graph_, nodes));
      flaw.nodes = std::move(nodes);
      check_.flaws.push_back(std::move(flaw));
      return;
    }
  }

  /// The branches of a split must meet again. All searches together may take as many steps as a few passes over the
  /// graph; branches that meet soon cost little.
  void check_splits() {
    std::size_t budget = 30 * (graph_.dot.nodes.size() + graph_.dot.edges.size());
    reached_from_.assign(graph_.operators.size(), {-1, -1});
    std::vector<int> open;
    bool is_cut = false;
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) {
      if (!graph_.operators[i].is_split || graph_.operators[i].is_merge || graph_.out[i].size() < 2) continue;
      const Meeting meeting = meets_again(static_cast<int>(i), budget);
      is_cut = is_cut || meeting == Meeting::unknown;
      if (meeting == Meeting::no) open.push_back(static_cast<int>(i));
    }
    if (!open.empty()) {
      Flaw flaw;
      flaw.rule = "graph/split-without-merge";
      flaw.message = fmt::format("{} split{} whose branches never meet again: {}", open.size(),
                                 open.size() == 1 ? "" : "s", told_nodes(graph_, open));
      flaw.nodes = std::move(open);
      check_.flaws.push_back(std::move(flaw));
    }
    if (!is_cut) return;
    Flaw flaw;
    flaw.rule = "graph/split-without-merge";
    flaw.verdict = Verdict::unverifiable;
    flaw.severity = Severity::note;
    flaw.message = "not all splits were followed to their merge: the graph is too large";
    check_.flaws.push_back(std::move(flaw));
  }

  enum class Meeting : std::uint8_t { yes, no, unknown };

  Meeting meets_again(int split, std::size_t& budget) {
    std::vector<int> queue;
    int branches = 0;
    const auto reach = [&](int node, int branch) {
      auto& [by_split, by_branch] = reached_from_[static_cast<std::size_t>(node)];
      if (by_split == split) return by_branch == branch;
      by_split = split;
      by_branch = branch;
      queue.push_back(node);
      return true;
    };
    std::vector<int> heads;
    for (const int edge : graph_.out[static_cast<std::size_t>(split)]) {
      heads.push_back(graph_.dot.edges[static_cast<std::size_t>(edge)].head);
    }
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    if (heads.size() < 2) return Meeting::yes;
    for (const int head : heads) {
      if (!reach(head, ++branches)) return Meeting::yes;
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const int branch = reached_from_[static_cast<std::size_t>(queue[i])].second;
      for (const int edge : graph_.out[static_cast<std::size_t>(queue[i])]) {
        if (budget == 0) return Meeting::unknown;
        --budget;
        if (!reach(graph_.dot.edges[static_cast<std::size_t>(edge)].head, branch)) return Meeting::yes;
      }
    }
    return Meeting::no;
  }

  const DeploymentGraph& graph_;
  GraphCheck& check_;
  std::vector<std::pair<int, int>> reached_from_;  // the split that last reached a node, and by which branch
};

}  // namespace

void check_flow(const DeploymentGraph& graph, GraphCheck& check) {
  FlowCheck(graph, check).run();
}

}  // namespace countercheck

// Whether both ends of an edge agree: tensors that fit, and communication where data leaves its device.
#include <fmt/format.h>

#include "graph/checks.h"

namespace countercheck {
namespace {

class EdgeCheck {
 public:
  EdgeCheck(const DeploymentGraph& graph, const GraphLabels& labels, GraphCheck& check)
      : graph_(graph), labels_(labels), check_(check) {
    for (std::size_t kind = 0; kind < labels.kinds.size(); ++kind) {
      if (labels.kinds[kind].role == GraphLabels::Role::device) device_ = static_cast<int>(kind);
    }
  }

  void run() {
    read_sizes();
    for (std::size_t i = 0; i < graph_.dot.edges.size(); ++i) {
      if (crosses(graph_.dot.edges[i])) crossing_.push_back(static_cast<int>(i));
      if (std::string how = misfit(graph_.dot.edges[i]); !how.empty()) {
        misfits_.push_back(static_cast<int>(i));
        if (first_misfit_.empty()) first_misfit_ = std::move(how);
      }
    }
    tell_crossing();
    tell_misfits();
  }

 private:
  [[nodiscard]] const GraphOperator& at(int node) const { return graph_.operators[static_cast<std::size_t>(node)]; }

  [[nodiscard]] const Mentioned* place_of(int node) const {
    if (device_ < 0) return nullptr;
    const Mentioned& mentioned = at(node).kinds[static_cast<std::size_t>(device_)];
    return mentioned.ids.is_empty() || !mentioned.is_own ? nullptr : &mentioned;
  }

  void read_sizes() {
    const Pattern* input = labels_.find("input_shape");
    const Pattern* output = labels_.find("output_shape");
    inputs_.resize(graph_.dot.nodes.size());
    outputs_.resize(graph_.dot.nodes.size());
    for (std::size_t i = 0; i < graph_.dot.nodes.size(); ++i) {
      const std::string& label = graph_.dot.nodes[i].label;
      if (label.find('[') == std::string::npos) continue;
      inputs_[i] = sizes_in(label, input);
      outputs_[i] = sizes_in(label, output);
    }
  }

  [[nodiscard]] bool crosses(const DotEdge& edge) const {
    const Mentioned* from = place_of(edge.tail);
    const Mentioned* to = place_of(edge.head);
    if (from == nullptr || to == nullptr || from->ids.overlaps(to->ids) || !edge.is_solid) return false;
    if (at(edge.tail).is_communication || at(edge.head).is_communication) return false;
    if (at(edge.tail).is_entry && graph_.in[static_cast<std::size_t>(edge.tail)].empty()) return false;
    const Pattern* words = labels_.find("communication");
    return edge.label.empty() || words == nullptr || !words->search(edge.label);
  }

  /// "`a` gives hidden 512, `b` takes 1024"; nothing where the tensor may be cut or joined on the way.
  [[nodiscard]] std::string misfit(const DotEdge& edge) const {
    const GraphOperator& tail = at(edge.tail);
    const GraphOperator& head = at(edge.head);
    if (tail.is_communication || tail.is_split || head.is_communication || head.is_merge || !edge.is_solid) return {};
    if (graph_.in[static_cast<std::size_t>(edge.head)].size() != 1) return {};
    const Mentioned* from = place_of(edge.tail);
    const Mentioned* to = place_of(edge.head);
    if ((from == nullptr) != (to == nullptr) || (from != nullptr && !(from->ids == to->ids))) return {};
    const std::vector<Size>& given = outputs_[static_cast<std::size_t>(edge.tail)];
    const std::vector<Size>& taken = inputs_[static_cast<std::size_t>(edge.head)];
    if (given.empty() || taken.empty()) return {};
    const auto said = [&](const Size& a, const Size& b) {
      const std::string name = a.name.empty() ? std::string() : a.name + " ";
      return fmt::format("`{}` gives {}{}, `{}` takes {}", graph_.dot.nodes[static_cast<std::size_t>(edge.tail)].name,
                         name, a.value, graph_.dot.nodes[static_cast<std::size_t>(edge.head)].name, b.value);
    };
    // Only what both name is compared: `[8, 1024]` may be transposed, or one of several results.
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i].value < 0 || given[i].name.empty()) continue;
      for (const Size& size : taken) {
        if (size.name == given[i].name && size.value >= 0 && size.value != given[i].value) return said(given[i], size);
      }
    }
    return {};
  }

  void tell_crossing() {
    if (crossing_.empty()) return;
    const DotEdge& first = graph_.dot.edges[static_cast<std::size_t>(crossing_.front())];
    Flaw flaw;
    flaw.rule = "graph/crosses-without-communication";
    flaw.message = fmt::format("{} edge{} to other {} without a communication operator, first `{}` → `{}`",
                               crossing_.size(), crossing_.size() == 1 ? " leads" : "s lead",
                               labels_.kinds[static_cast<std::size_t>(device_)].plural,
                               graph_.dot.nodes[static_cast<std::size_t>(first.tail)].name,
                               graph_.dot.nodes[static_cast<std::size_t>(first.head)].name);
    flaw.hint = "what is sent takes time: draw it";
    flaw.edges = crossing_;
    check_.flaws.push_back(std::move(flaw));
  }

  void tell_misfits() {
    if (misfits_.empty()) return;
    Flaw flaw;
    flaw.rule = "graph/shapes-differ";
    flaw.severity = Severity::error;
    flaw.message = misfits_.size() == 1 ? "the tensor does not fit: " + first_misfit_
                                        : fmt::format("{} edges join tensors that do not fit, first: {}",
                                                      misfits_.size(), first_misfit_);
    flaw.edges = misfits_;
    check_.flaws.push_back(std::move(flaw));
  }

  const DeploymentGraph& graph_;
  const GraphLabels& labels_;
  GraphCheck& check_;
  int device_ = -1;
  std::vector<std::vector<Size>> inputs_, outputs_;
  std::vector<int> crossing_, misfits_;
  std::string first_misfit_;
};

}  // namespace

void check_edges(const DeploymentGraph& graph, const GraphLabels& labels, GraphCheck& check) {
  EdgeCheck(graph, labels, check).run();
}

}  // namespace countercheck

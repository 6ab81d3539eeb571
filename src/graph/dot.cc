// Reads DOT with libcgraph.
#include "graph/dot.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "graph/cgraph.h"
#include "graph/dot_text.h"

namespace countercheck {
namespace {

/// An attribute by its symbol: looking each up by name would cost more than reading the file.
std::string_view value_of(void* object, Agsym_t* symbol) {
  if (symbol == nullptr) return {};
  const char* text = agxget(object, symbol);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::string label_text(void* object, Agsym_t* symbol, std::string_view name) {
  const std::string_view raw = value_of(object, symbol);
  if (raw.empty()) return std::string(name);
  if (aghtmlstr(agxget(object, symbol)) != 0) return without_tags(raw);
  return plain_label(raw, name);
}

class GraphReader {
 public:
  explicit GraphReader(Agraph_t* graph) : graph_(graph) {}

  DotGraph read() {
    out_.name = agnameof(graph_);
    out_.is_directed = agisdirected(graph_) != 0;
    if (const char* label = agget(graph_, mutable_text("label"))) out_.label = plain_label(label, out_.name);
    read_nodes();
    read_edges();
    cluster_label_ = agattr(graph_, AGRAPH, mutable_text("label"), nullptr);
    read_clusters();
    return std::move(out_);
  }

 private:
  void read_nodes() {
    Agsym_t* label = agattr(graph_, AGNODE, mutable_text("label"), nullptr);
    Agsym_t* shape = agattr(graph_, AGNODE, mutable_text("shape"), nullptr);
    out_.nodes.reserve(static_cast<std::size_t>(agnnodes(graph_)));
    for (Agnode_t* node = agfstnode(graph_); node != nullptr; node = agnxtnode(graph_, node)) {
      index_.emplace(AGID(node), static_cast<int>(out_.nodes.size()));
      const std::string name = agnameof(node);
      out_.nodes.push_back({name, label_text(node, label, name), std::string(value_of(node, shape)), -1});
    }
  }

  void read_edges() {
    Agsym_t* label = agattr(graph_, AGEDGE, mutable_text("label"), nullptr);
    Agsym_t* style = agattr(graph_, AGEDGE, mutable_text("style"), nullptr);
    out_.edges.reserve(static_cast<std::size_t>(agnedges(graph_)));
    for (Agnode_t* node = agfstnode(graph_); node != nullptr; node = agnxtnode(graph_, node)) {
      for (Agedge_t* edge = agfstout(graph_, node); edge != nullptr; edge = agnxtout(graph_, edge)) {
        const std::string_view how = value_of(edge, style);
        const bool is_solid = how.find("dashed") == how.npos && how.find("dotted") == how.npos;
        out_.edges.push_back(
            {index_.at(AGID(agtail(edge))), index_.at(AGID(aghead(edge))), label_text(edge, label, {}), is_solid});
      }
    }
  }

  // Without recursion: subgraphs nest as deeply as the file says.
  void read_clusters() {
    std::vector<std::pair<Agraph_t*, int>> open;
    for (Agraph_t* sub = agfstsubg(graph_); sub != nullptr; sub = agnxtsubg(sub)) open.emplace_back(sub, -1);
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
      const auto [graph, parent] = open.back();
      open.pop_back();
      const int number = static_cast<int>(out_.clusters.size());
      const char* name = agnameof(graph);
      const std::string named = name == nullptr || *name == '%' ? std::string() : name;
      // A label is handed down to subgraphs; only a cluster is drawn with one.
      const bool is_drawn = named.rfind("cluster", 0) == 0;
      out_.clusters.push_back({named, is_drawn ? label_text(graph, cluster_label_, named) : named, parent});
      for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
        out_.nodes[static_cast<std::size_t>(index_.at(AGID(node)))].cluster = number;
      }
      const std::size_t first = open.size();
      for (Agraph_t* sub = agfstsubg(graph); sub != nullptr; sub = agnxtsubg(sub)) open.emplace_back(sub, number);
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
    }
  }

  Agraph_t* graph_;
  Agsym_t* cluster_label_ = nullptr;
  DotGraph out_;
  std::unordered_map<IDTYPE, int> index_;
};

/// "Error: <unknown>: syntax error in line 5 near ']'" with the place that it names.
DotProblem problem_of(const std::string& said, const Source& source) {
  DotProblem problem;
  constexpr std::string_view kLine = "in line ";
  constexpr std::string_view kNear = "near '";
  const std::size_t line_at = said.find(kLine);
  int line = source.line_count();
  if (line_at != std::string::npos) {
    std::from_chars(said.data() + line_at + kLine.size(), said.data() + said.size(), line);
  }
  line = std::clamp(line, 1, source.line_count());
  std::string token;
  if (const std::size_t near = said.find(kNear); near != std::string::npos) {
    const std::size_t from = near + kNear.size();
    token = said.substr(from, said.find('\'', from) - from);
    if (const std::size_t end = token.find('\n'); end != std::string::npos) token.resize(end);
  }
  const std::string_view text = source.line(line);
  const std::size_t column = token.empty() ? std::string_view::npos : text.find(token);
  const auto begin = static_cast<std::uint32_t>(text.data() - source.text().data());
  problem.span = {begin, begin + static_cast<std::uint32_t>(text.size())};
  if (text.empty()) {
    const auto end = static_cast<std::uint32_t>(source.text().size());
    problem.span = {end, end};
  }
  if (column != std::string_view::npos) {
    problem.span = {begin + static_cast<std::uint32_t>(column),
                    begin + static_cast<std::uint32_t>(column + token.size())};
  }
  problem.message = token.empty() ? "is no graph from here on" : "syntax error near `" + token + "`";
  return problem;
}

std::optional<DotProblem> refused(const DotOutline& outline) {
  if (outline.unclosed) {
    return DotProblem{*outline.unclosed, "is never closed", "the file may have been cut off"};
  }
  if (outline.unopened) return DotProblem{*outline.unopened, "closes nothing", {}};
  if (outline.too_deep) {
    return DotProblem{*outline.too_deep, fmt::format("subgraphs nest deeper than {}", kDeepestDot), {}};
  }
  return std::nullopt;
}

}  // namespace

DotFile parse_dot(SourcePtr source, const Limits& limits) {
  DotFile file;
  file.source = source;
  if (source->text().size() > static_cast<std::size_t>(limits.graph_mib) << 20) {
    const std::string message = fmt::format("the graph was not read: it is larger than {} MiB", limits.graph_mib);
    file.problems.push_back({{0, 1}, message, hint_of({message, "graph_mib", {}})});
    return file;
  }
  if (auto problem = refused(outline_dot(source->text()))) {
    file.problems.push_back(std::move(*problem));
    return file;
  }
  Cgraph library(source->text());
  for (int i = 0; i < kMostGraphs; ++i) {
    Agraph_t* graph = library.read();
    if (graph == nullptr) break;
    file.graphs.push_back(GraphReader(graph).read());
    agclose(graph);
  }
  const std::string& said = library.messages();
  if (said.find("rror") != std::string::npos) file.problems.push_back(problem_of(said, *source));
  return file;
}

std::string dump(const DotGraph& graph) {
  std::string text;
  const auto flat = [](std::string label) {
    std::replace(label.begin(), label.end(), '\n', '/');
    return label;
  };
  for (const DotCluster& cluster : graph.clusters) {
    text += fmt::format("cluster {} [{}] in {}\n", cluster.name, flat(cluster.label), cluster.parent);
  }
  for (const DotNode& node : graph.nodes) {
    text += fmt::format("node {} [{}] in {}\n", node.name, flat(node.label), node.cluster);
  }
  for (const DotEdge& edge : graph.edges) {
    text += fmt::format("edge {} -> {} [{}]\n", graph.nodes[static_cast<std::size_t>(edge.tail)].name,
                        graph.nodes[static_cast<std::size_t>(edge.head)].name, flat(edge.label));
  }
  return text;
}

}  // namespace countercheck

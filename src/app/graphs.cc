// Checks graphs, and turns what is wrong with them into findings of their document.
#include "app/graphs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/graph_files.h"
#include "facts/graph_facts.h"
#include "graph/dot_text.h"

namespace countercheck {
namespace {

constexpr const char* kTopic = "deployment graph";

Finding start(std::string rule, const SourcePtr& source, Span span) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.verdict = Verdict::fail;
  finding.severity = Severity::error;
  finding.place = {source, span};
  finding.path = source->path();
  finding.topic = kTopic;
  return finding;
}

DerivationPtr leaf(std::string name, std::string value, const Place& place) {
  auto node = std::make_shared<Derivation>();
  node->name = name;
  node->label = std::move(name);
  node->value = std::move(value);
  node->place = place;
  return node;
}

/// Places are looked up only for graphs that have something to tell.
class FlawTeller {
 public:
  explicit FlawTeller(const GraphFile& file) : file_(file), graph_(file.graphs.front()), places_(file.source->text()) {}

  [[nodiscard]] Finding tell(const Flaw& flaw) const {
    Finding finding = start(flaw.rule, file_.source, place_of(flaw));
    finding.verdict = flaw.verdict;
    finding.severity = flaw.severity;
    finding.message = flaw.message;
    finding.hint = flaw.hint;
    finding.notes = flaw.notes;
    return finding;
  }

 private:
  [[nodiscard]] const std::string& name(int node) const {
    return graph_.dot.nodes[static_cast<std::size_t>(node)].name;
  }
  [[nodiscard]] Span place_of(const Flaw& flaw) const {
    if (!flaw.edges.empty()) {
      const DotEdge& edge = graph_.dot.edges[static_cast<std::size_t>(flaw.edges.front())];
      return places_.edge(name(edge.tail), name(edge.head));
    }
    if (!flaw.nodes.empty()) return places_.node(name(flaw.nodes.front()));
    return flaw.span;
  }

  const GraphFile& file_;
  const DeploymentGraph& graph_;
  DotPlaces places_;
};

class GraphsCheck {
 public:
  GraphsCheck(const Project& project, Facts& facts) : project_(project), facts_(facts) {}

  void add(const SourcePtr& source) {
    GraphFile file;
    file.source = source;
    DotFile dot = parse_dot(source, project_.limits);
    for (const DotProblem& problem : dot.problems) {
      Finding finding = start("graph/syntax", source, problem.span);
      finding.message = problem.message;
      finding.hint = problem.hint;
      out_.findings.push_back(std::move(finding));
    }
    if (dot.graphs.empty() && dot.problems.empty()) {
      Finding finding = start("graph/syntax", source, {});
      finding.message = "the file holds no graph";
      out_.findings.push_back(std::move(finding));
    }
    for (DotGraph& graph : dot.graphs) {
      file.graphs.push_back(read_deployment(std::move(graph), *source, project_.book->graph));
      if (file.graphs.size() == 1) continue;
      Finding finding = start("graph/several-graphs", source, {});
      finding.verdict = Verdict::unverifiable;
      finding.severity = Severity::note;
      finding.message = fmt::format("the file holds {} graphs; only the first was checked", dot.graphs.size());
      out_.findings.push_back(std::move(finding));
      break;
    }
    if (!file.graphs.empty()) check(file, dot.problems.empty());
    out_.files.push_back(std::move(file));
  }

  DocumentGraphs finish() {
    const int main = choose();
    for (std::size_t i = 0; i < out_.files.size(); ++i) {
      if (!out_.files[i].graphs.empty()) summarize(out_.files[i], static_cast<int>(i) == main);
    }
    if (main >= 0) {
      const GraphFile& file = out_.files[static_cast<std::size_t>(main)];
      add_graph_facts(file.graphs.front(), file.check, {file.source, name_of_graph(file)}, *project_.book, facts_);
    } else if (out_.summaries.size() > 1) {
      Finding finding = start("graph/several-graphs", out_.files.front().source, {});
      finding.verdict = Verdict::unverifiable;
      finding.severity = Severity::note;
      finding.message =
          fmt::format("the document has {} graphs; their counts were not compared with it", out_.summaries.size());
      out_.findings.push_back(std::move(finding));
    }
    return std::move(out_);
  }

 private:
  /// Half a graph is not judged.
  void check(GraphFile& file, bool is_whole) {
    const DeploymentGraph& graph = file.graphs.front();
    const Rulebook& book = *project_.book;
    if (!is_whole) {
      file.check.is_counted.assign(book.graph.kinds.size(), false);
      return;
    }
    file.check = check_deployment(graph, book.graph, plan_counts(facts_, book));
    const std::string stem = std::filesystem::path(file.source->path()).stem().string();
    if (auto flaw = check_strategy(graph, stem, facts_, book)) {
      flaw->span = name_of_graph(file);
      file.check.flaws.push_back(std::move(*flaw));
    }
    if (!file.check.flaws.empty()) {
      const FlawTeller teller(file);
      for (const Flaw& flaw : file.check.flaws) out_.findings.push_back(teller.tell(flaw));
    }
    const bool has_failed = std::any_of(file.check.flaws.begin(), file.check.flaws.end(), [](const Flaw& flaw) {
      return flaw.verdict == Verdict::fail || flaw.rule == "graph/structure";
    });
    if (has_failed || graph.dot.edges.empty()) return;
    Finding finding = start("graph/structure", file.source, name_of_graph(file));
    finding.verdict = Verdict::pass;
    finding.severity = Severity::note;
    finding.message =
        fmt::format("the graph is acyclic: {} nodes, {} edges", graph.dot.nodes.size(), graph.dot.edges.size());
    auto root = std::make_shared<Derivation>();
    root->name = "graph/structure";
    root->label = "structure of the graph";
    root->value = "holds";
    root->formula = "acyclic";
    root->calculation = fmt::format("{} nodes, {} edges", graph.dot.nodes.size(), graph.dot.edges.size());
    root->operands = {leaf("nodes", std::to_string(graph.dot.nodes.size()), finding.place),
                      leaf("edges", std::to_string(graph.dot.edges.size()), finding.place)};
    finding.derivation = std::move(root);
    out_.findings.push_back(std::move(finding));
  }

  /// Where the graph's name stands, or its first word.
  [[nodiscard]] static Span name_of_graph(const GraphFile& file) {
    const std::string_view text = file.source->text();
    const std::string& name = file.graphs.front().dot.name;
    const std::size_t brace = std::min(text.find('{'), text.size());
    const std::size_t graph = text.substr(0, brace).rfind("graph");
    const std::size_t at = graph == text.npos || name.empty() ? text.npos : text.substr(0, brace).find(name, graph);
    if (at != text.npos) return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
    if (graph == text.npos) return {};
    return {static_cast<std::uint32_t>(graph), static_cast<std::uint32_t>(graph + 5)};
  }

  /// The graph that is compared with the document: the only whole one, else the sketch with the most devices. -1: there
  /// are several, and none is the document's.
  [[nodiscard]] int choose() const {
    int chosen = -1;
    for (const bool is_sketch : {false, true}) {
      for (std::size_t i = 0; i < out_.files.size(); ++i) {
        const GraphFile& file = out_.files[i];
        if (file.graphs.empty() || file.check.is_sketch != is_sketch) continue;
        if (chosen >= 0 && !is_sketch) return -1;
        if (chosen < 0 || devices(file) > devices(out_.files[static_cast<std::size_t>(chosen)])) {
          chosen = static_cast<int>(i);
        }
      }
      if (chosen >= 0) return chosen;
    }
    return chosen;
  }

  [[nodiscard]] long devices(const GraphFile& file) const {
    long count = 0;
    for (std::size_t kind = 0; kind < project_.book->graph.kinds.size(); ++kind) {
      if (project_.book->graph.kinds[kind].role == GraphLabels::Role::device)
        count += file.graphs.front().ids[kind].size();
    }
    return count;
  }

  void summarize(const GraphFile& file, bool is_main) {
    const DeploymentGraph& graph = file.graphs.front();
    GraphSummary summary;
    summary.path = file.source->path();
    summary.nodes = static_cast<int>(graph.dot.nodes.size());
    summary.edges = static_cast<int>(graph.dot.edges.size());
    summary.clusters =
        static_cast<int>(std::count_if(graph.dot.clusters.begin(), graph.dot.clusters.end(),
                                       [](const DotCluster& cluster) { return cluster.name.starts_with("cluster"); }));
    summary.is_acyclic = file.check.order.is_acyclic;
    summary.is_sketch = file.check.is_sketch;
    for (std::size_t kind = 0; kind < project_.book->graph.kinds.size(); ++kind) {
      summary.counts[project_.book->graph.kinds[kind].key] = graph.ids[kind].size();
    }
    out_.summaries.insert(is_main ? out_.summaries.begin() : out_.summaries.end(), std::move(summary));
  }

  const Project& project_;
  Facts& facts_;
  DocumentGraphs out_;
};

}  // namespace

bool is_graph_file(std::string_view path) {
  return path.ends_with(".dot") || path.ends_with(".gv");
}

DocumentGraphs check_graphs(const Document& doc, const Project& project, Files& files, Facts& facts) {
  FoundGraphs found = find_graphs(doc, project, facts, files);
  GraphsCheck check(project, facts);
  std::vector<Finding> findings = std::move(found.findings);
  for (const std::string& path : found.paths) {
    Files::Read file = files.read(path);
    if (file.text) {
      check.add(std::make_shared<const Source>(path, std::move(*file.text)));
      continue;
    }
    Finding finding = start("graph/missing", doc.source, {});
    finding.severity = Severity::warning;
    finding.message = fmt::format("the graph `{}` cannot be read: {}", path, file.error.message);
    findings.push_back(std::move(finding));
  }
  DocumentGraphs graphs = check.finish();
  graphs.findings.insert(graphs.findings.begin(), findings.begin(), findings.end());
  return graphs;
}

DocumentGraphs check_graph_file(const SourcePtr& source, const Project& project, Facts& facts) {
  GraphsCheck check(project, facts);
  check.add(source);
  return check.finish();
}

std::string told_graph(const GraphFile& file, const GraphLabels& labels) {
  std::string text = file.source->path() + "\n";
  if (file.graphs.empty()) return text + "  no graph could be read\n";
  const DeploymentGraph& graph = file.graphs.front();
  const auto line = [&](std::string_view name, std::string_view value) {
    text += fmt::format("  {:<12} {}\n", name, value);
  };
  line("name", graph.dot.name);
  line("nodes", std::to_string(graph.dot.nodes.size()));
  line("edges", std::to_string(graph.dot.edges.size()));
  line("clusters", std::to_string(graph.dot.clusters.size()));
  line("acyclic", file.check.order.is_acyclic ? "yes" : graph.dot.is_directed ? "no" : "has no direction");
  for (std::size_t kind = 0; kind < labels.kinds.size(); ++kind) {
    const IdSet& ids = graph.ids[kind];
    std::string value = std::to_string(ids.size());
    if (!ids.is_empty()) value += " (" + ids.told() + ")";
    if (graph.has_all[kind]) value += ", and labels that speak of all";
    if (graph.unread[kind] > 0) value += fmt::format(", and {} labels that cannot be read", graph.unread[kind]);
    line(labels.kinds[kind].plural, value);
  }
  if (file.check.is_sketch) line("sketch", graph.sketch_word.empty() ? "yes" : "`" + graph.sketch_word + "`");
  for (const GraphOperator& op : graph.operators) {
    std::string where;
    for (std::size_t kind = 0; kind < labels.kinds.size(); ++kind) {
      const Mentioned& mentioned = op.kinds[kind];
      if (mentioned.ids.is_empty() && !mentioned.is_all) continue;
      where += fmt::format("{}{} {}", where.empty() ? "" : ", ", labels.kinds[kind].name,
                           mentioned.ids.is_empty() ? "all" : mentioned.ids.told());
    }
    const auto node = static_cast<std::size_t>(&op - graph.operators.data());
    text += fmt::format("    {:<28} {}\n", graph.dot.nodes[node].name, where);
  }
  return text;
}

}  // namespace countercheck

// Deployment graphs: every byte sequence is read or has a problem, indices are inside, and a marked graph can be read.
//
// Seeds: fixtures *.dot whole
#include "graph/dot.h"

#include "fuzz.h"
#include "graph/checks.h"
#include "graph/deployment.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

bool is_index(int index, std::size_t size, int least) {
  return index >= least && index < static_cast<int>(size);
}

void check_shape(const DotGraph& graph) {
  for (const DotNode& node : graph.nodes)
    require(is_index(node.cluster, graph.clusters.size(), -1), "a node stands in a cluster that is there");
  for (const DotEdge& edge : graph.edges)
    require(is_index(edge.tail, graph.nodes.size(), 0) && is_index(edge.head, graph.nodes.size(), 0),
            "an edge has nodes that are there");
  for (std::size_t i = 0; i < graph.clusters.size(); ++i)
    require(is_index(graph.clusters[i].parent, i, -1), "clusters follow those around them");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourcePtr source = source_of(text_of(data, size), "plan.dot");
  DotFile file = parse_dot(source);
  for (const DotProblem& problem : file.problems)
    require(problem.span.begin <= problem.span.end && problem.span.end <= size, "a problem stands in the file");
  for (const DotGraph& graph : file.graphs) {
    check_shape(graph);
    dump(graph);
  }
  if (file.graphs.empty()) return 0;
  const DeploymentGraph graph = read_deployment(std::move(file.graphs.front()), *source, book().graph);
  const GraphCheck check =
      check_deployment(graph, book().graph, std::vector<std::optional<long>>(book().graph.kinds.size(), 8));
  for (const Flaw& flaw : check.flaws) {
    require(flaw.span.begin <= flaw.span.end && flaw.span.end <= size, "a flaw stands in the file");
    for (const int node : flaw.nodes) require(is_index(node, graph.dot.nodes.size(), 0), "a flaw names its nodes");
    for (const int edge : flaw.edges) require(is_index(edge, graph.dot.edges.size(), 0), "a flaw names its edges");
    const std::string marked = mark_dot(*source, flaw.nodes, flaw.edges);
    const DotFile again = parse_dot(source_of(marked, "marked.dot"));
    require(!again.graphs.empty() && again.graphs.front().nodes.size() == graph.dot.nodes.size(),
            "a marked graph can be read again", marked);
  }
  return 0;
}

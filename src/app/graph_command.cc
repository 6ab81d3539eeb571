// The command that draws a deployment graph, with what is wrong in red.
#include <algorithm>
#include <utility>

#include "app/check.h"
#include "app/commands.h"
#include "app/documents.h"
#include "app/graphs.h"
#include "app/graphviz.h"
#include "graph/dot.h"

namespace countercheck {

Output draw_graph(const Options& options, Files& files) {
  if (options.names.size() != 1)
    return usage_error("`graph` draws one graph", "name a DOT file: `graph plan.dot --svg -o plan.svg`");
  Sink sink;
  const Request request = request_of(options, files, sink);
  Projects projects(request.settings, request.use_configuration, files, sink);
  Output output;
  for (const SourcePtr& source : read_documents(request, files, sink)) {
    Facts facts;
    facts.scopes.emplace_back();
    const DocumentGraphs graphs = check_graph_file(source, projects.of(source->path()), facts);
    for (const Finding& finding : graphs.findings) {
      if (finding.rule == "graph/syntax") sink.report(finding);
    }
    const GraphFile& file = graphs.files.front();
    if (file.graphs.empty()) continue;
    std::vector<int> nodes, edges;
    for (const Flaw& flaw : file.check.flaws) {
      if (flaw.verdict != Verdict::fail) continue;
      nodes.insert(nodes.end(), flaw.nodes.begin(), flaw.nodes.end());
      edges.insert(edges.end(), flaw.edges.begin(), flaw.edges.end());
    }
    std::sort(nodes.begin(), nodes.end());
    std::sort(edges.begin(), edges.end());
    std::string marked = mark_dot(*source, nodes, edges);
    if (!options.svg) {
      output.text += marked;
      continue;
    }
    std::variant<std::string, CannotDraw> drawn = draw_dot(marked, "svg");
    if (const auto* cannot = std::get_if<CannotDraw>(&drawn)) {
      sink.problem("graph", source->path(), cannot->message,
                   "without `--svg` the marked DOT text is printed, which other programs draw");
    } else {
      output.text += std::get<std::string>(drawn);
    }
  }
  output.problems = sink.take_sorted();
  output.status = output.problems.empty() ? 0 : 2;
  return output;
}

}  // namespace countercheck

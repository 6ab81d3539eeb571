// The deployment graphs of a document: which files they are, what they show, what is wrong with them.
#pragma once

#include <string_view>
#include <vector>

#include "app/projects.h"
#include "facts/facts.h"
#include "graph/checks.h"
#include "markdown/document.h"
#include "text/files.h"

namespace countercheck {

/// ".dot" and ".gv" are graphs, not documents.
bool is_graph_file(std::string_view path);

/// A file with the graph that was read from it.
struct GraphFile {
  SourcePtr source;
  std::vector<DeploymentGraph> graphs;  ///< none if the file cannot be read
  GraphCheck check;                     ///< of the first
};

struct DocumentGraphs {
  std::vector<GraphFile> files;
  std::vector<Finding> findings;
  std::vector<GraphSummary> summaries;
};

/// Reads and checks the graphs that the configuration, the front matter or the text names, else those beside the
/// document that are named for its strategy; their counts become facts. No path that the document names leads out of
/// its own folder.
DocumentGraphs check_graphs(const Document& doc, const Project& project, Files& files, Facts& facts);

/// The same for a graph that is checked by itself; `doc` has no text.
DocumentGraphs check_graph_file(const SourcePtr& source, const Project& project, Facts& facts);

/// What `facts` prints of a graph.
std::string told_graph(const GraphFile& file, const GraphLabels& labels);

}  // namespace countercheck

// Finds the files of a document's deployment graphs.
#pragma once

#include <string>
#include <vector>

#include "app/projects.h"
#include "facts/facts.h"
#include "markdown/document.h"
#include "text/files.h"

namespace countercheck {

struct FoundGraphs {
  std::vector<std::string> paths;
  std::vector<Finding> findings;  ///< what is named but not there, or not to be read
};

FoundGraphs find_graphs(const Document& doc, const Project& project, const Facts& facts, Files& files);

}  // namespace countercheck

// Lists the names of all checks.
#include "findings/rule_ids.h"

#include "findings/suppress.h"
#include "graph/checks.h"

namespace countercheck {

std::vector<std::string> rule_ids(const Rulebook& book) {
  std::vector<std::string> ids = {"arithmetic", "sum", "consistency", "inference", "document", "baseline"};
  ids.insert(ids.end(), std::begin(kSuppressionRules), std::end(kSuppressionRules));
  for (const Quantity& quantity : book.quantities) ids.push_back("claim/" + quantity.name);
  for (const Rule& rule : book.rules) ids.push_back(rule.id);
  const std::vector<std::string> of_graphs = graph_rules(book.graph);
  ids.insert(ids.end(), of_graphs.begin(), of_graphs.end());
  return ids;
}

}  // namespace countercheck

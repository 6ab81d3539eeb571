// What a deployment graph adds to the facts of its document, and what the document says that the graph must show.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "graph/checks.h"

namespace countercheck {

/// For each kind of the rulebook how many the document has; nothing where it does not say, or says several.
std::vector<std::optional<long>> plan_counts(const Facts& facts, const Rulebook& book);

/// Adds the graph's counts, as far as they are all there are, and whether it is a sketch. They hold for the document.
void add_graph_facts(const DeploymentGraph& graph, const GraphCheck& check, const Place& place, const Rulebook& book,
                     Facts& facts);

/// The strategy that the graph's name or its file's name tells (EP64_TP2), where the document states another one.
std::optional<Flaw> check_strategy(const DeploymentGraph& graph, std::string_view file_name, const Facts& facts,
                                   const Rulebook& book);

/// Whether every code in the file's name, at least one, is a degree that the document states.
bool matches_strategy(std::string_view file_name, const Facts& facts, const Rulebook& book);

}  // namespace countercheck

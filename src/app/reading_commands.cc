// The command that shows how documents were read.
#include <fmt/format.h>

#include "app/check.h"
#include "app/commands.h"
#include "app/documents.h"
#include "app/graphs.h"
#include "extract/claims.h"
#include "facts/facts.h"
#include "markdown/document.h"

namespace countercheck {

namespace {

std::string_view name_of(Trust trust) {
  switch (trust) {
    case Trust::set:
      return "set";
    case Trust::configuration:
      return "configuration";
    case Trust::directive:
      return "directive";
    case Trust::target:
      return "target";
    case Trust::stated:
      return "stated";
    case Trust::named:
      return "named";
    case Trust::assumed:
      return "assumed";
  }
  return {};
}

std::string where(const Fact& fact) {
  if (!fact.place.is_known()) return fact.origin;
  const Position at = fact.place.begin();
  return fmt::format("{}:{}:{}", fact.place.source->path(), at.line, at.column);
}

std::string graph_facts_of(const SourcePtr& source, const Project& project) {
  Facts none;
  none.scopes.emplace_back();
  return told_graph(check_graph_file(source, project, none).files.front(), project.book->graph);
}

std::string facts_of(const SourcePtr& source, const Project& project, Files& files, Sink& sink) {
  if (is_graph_file(source->path())) return graph_facts_of(source, project);
  const Rulebook& book = *project.book;
  const Document doc = parse_markdown(source, project.limits);
  const Claims claims = extract(doc, book, sink);
  Facts facts = bind(claims, doc, project.target, book, sink);
  check_graphs(doc, project, files, facts);

  std::string text = source->path() + "\n";
  for (std::size_t scope = 0; scope < facts.scopes.size(); ++scope) {
    if (scope > 0) text += fmt::format("  {}:\n", facts.scopes[scope].name);
    for (const Fact& fact : facts.facts) {
      if (fact.scope != static_cast<ScopeId>(scope)) continue;
      std::string name = book[fact.quantity].name;
      for (const std::string& axis : fact.per) name += " per " + axis;
      text += fmt::format("  {}{:<32} = {:<16} {:<13} {}\n", scope > 0 ? "  " : "", name, fact.text,
                          name_of(fact.trust), where(fact));
    }
  }
  if (facts.facts.empty()) text += "  nothing was read\n";
  return text;
}

}  // namespace

Output show_facts(const Options& options, Files& files) {
  if (options.names.empty()) return usage_error("no documents", "name files or folders, or `-` for stdin");
  Sink sink;
  const Request request = request_of(options, files, sink);
  Projects projects(request.settings, request.use_configuration, files, sink);
  Output output;
  for (const SourcePtr& source : read_documents(request, files, sink)) {
    if (!output.text.empty()) output.text += "\n";
    output.text += facts_of(source, projects.of(source->path()), files, sink);
  }
  output.problems = sink.take_sorted();
  output.status = output.problems.empty() ? 0 : 2;
  return output;
}

}  // namespace countercheck

// The commands that show how a document was read: facts, and explain with a line.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "app/check.h"
#include "app/commands.h"
#include "app/documents.h"
#include "app/explain.h"
#include "app/graphs.h"
#include "app/terminal.h"
#include "extract/claims.h"
#include "facts/facts.h"
#include "markdown/document.h"
#include "render/render.h"

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
  const Document doc = parse_markdown(source);
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

std::optional<LineName> read_line_name(std::string_view text) {
  // "plan.md:12" or "plan.md:12:31"; the column is not needed.
  for (int part = 0; part < 2; ++part) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    int line = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
    if (error != std::errc() || end != digits.data() + digits.size() || line < 1) return std::nullopt;
    const std::string_view before = text.substr(0, colon);
    const std::size_t earlier = before.rfind(':');
    const bool has_column = part == 0 && earlier != std::string_view::npos && earlier + 1 < before.size() &&
                            std::all_of(before.begin() + static_cast<std::ptrdiff_t>(earlier) + 1, before.end(),
                                        [](char c) { return c >= '0' && c <= '9'; });
    if (!has_column) return LineName{std::string(before), line};
    text = before;
  }
  return std::nullopt;
}

namespace {

bool is_on(const Place& place, const SourcePtr& source, int line) {
  return place.is_known() && place.source == source && place.begin().line <= line && line <= place.end().line;
}

/// The numbers on a line that no claim and no calculation took.
std::vector<std::string> unread_numbers(const Document& doc, const Claims& claims, const Units& units, int line) {
  const Source& source = *doc.source;
  std::vector<std::string> unread;
  std::set<std::uint32_t> known;
  for (const Block& block : doc.blocks) {
    if (source.position(block.span.begin).line > line || source.position(block.span.end).line < line) continue;
    for (const Written& written : find_values(block.text.text, units)) {
      const Span span = block.text.to_source(written.span);
      const auto holds = [&](const auto& taken) { return taken.span.overlaps(span); };
      const bool is_taken = std::any_of(claims.claims.begin(), claims.claims.end(), holds) ||
                            std::any_of(claims.equations.begin(), claims.equations.end(), holds);
      if (is_taken || source.position(span.begin).line != line || !known.insert(span.begin).second) continue;
      unread.emplace_back(source.slice(span));
    }
  }
  return unread;
}

}  // namespace

Output explain_line(const LineName& name, const Options& options, Files& files) {
  Request request;
  request.files = {name.path};
  request.settings = options.settings;
  request.use_configuration = options.use_configuration;
  Report report = check(request, files);
  Output output{{}, report.problems, report.problems.empty() ? 0 : 2};
  if (report.documents.empty()) return output;

  DocumentReport& document = report.documents.front();
  const SourcePtr source = document.source;
  if (name.line > source->line_count()) {
    return usage_error(fmt::format("`{}` has {} lines", name.path, source->line_count()));
  }
  const std::size_t before = document.findings.size();
  std::erase_if(document.findings, [&](const Finding& finding) { return !is_on(finding.place, source, name.line); });
  const bool has_findings = !document.findings.empty();
  if (document.findings.size() != before) {
    // Causes may stand elsewhere; their numbers no longer count here.
    for (Finding& finding : document.findings) finding.caused_by = -1;
  }
  report.problems.clear();
  const RenderOptions how{options.output_file.empty() && wants_colour(options.colour, look_around()), true,
                          terminal_width(100)};
  output.text = fmt::format("{}:{}: {}\n", name.path, name.line, source->line(name.line));
  if (has_findings) output.text += find_format("text")->render(report, how);

  Sink sink;  // the mistakes are in `output` already
  Projects projects(request.settings, request.use_configuration, files, sink);
  const Rulebook& book = *projects.of(name.path).book;
  const Document doc = parse_markdown(source);
  const std::vector<std::string> unread = unread_numbers(doc, extract(doc, book, sink), book.units, name.line);
  for (const std::string& number : unread) {
    output.text += fmt::format(
        "`{}` was not checked: no label, header, phrase, flag or key says what it is, and no calculation uses it\n",
        number);
  }
  if (!has_findings && unread.empty()) output.text += "there is no number on this line\n";
  return output;
}

}  // namespace countercheck

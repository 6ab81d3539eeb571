// Checks documents: each line of check_document is a stage.
#include "app/check.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "app/graphs.h"
#include "app/parallel.h"
#include "app/rule_pages.h"
#include "app/terms.h"
#include "evaluate/evaluate.h"
#include "extract/claims.h"
#include "facts/facts.h"
#include "findings/settle.h"
#include "markdown/document.h"
#include "text/encoding.h"

namespace countercheck {

namespace {

Finding note_of(std::string message, Place place = {}) {
  Finding finding;
  finding.rule = "document";
  finding.verdict = Verdict::unverifiable;
  finding.severity = Severity::note;
  finding.message = std::move(message);
  finding.place = std::move(place);
  return finding;
}

/// What of the document could not be read is told: an unread figure must not look like a right one.
void add_notes(const Document& doc, const Claims& claims, std::vector<Finding>& findings) {
  for (const std::vector<Unread>* all : {&doc.unread, &claims.unread}) {
    for (const Unread& each : *all) {
      findings.push_back(note_of(each.message, {doc.source, each.span}));
      findings.back().hint = hint_of(each);
    }
  }
  const std::string_view text = doc.source->text();
  if (const auto broken = first_broken_utf8(text)) {
    findings.push_back(note_of("not UTF-8: figures beside such bytes may be missed", {doc.source, *broken}));
  }
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    const auto begin = static_cast<std::uint32_t>(at);
    findings.push_back(note_of("a NUL byte, as in a file that is no text", {doc.source, {begin, begin + 1}}));
  }
}

/// A graph that is checked by itself: no claims, and only what the user sets to compare it with.
DocumentReport check_graph(const SourcePtr& source, const Project& project, Sink& sink) {
  const Rulebook& book = *project.book;
  const Document doc = parse_markdown(std::make_shared<const Source>(source->path(), ""));
  Claims claims;
  claims.scopes.emplace_back();
  Facts facts = bind(claims, doc, project.target, book, sink);
  DocumentGraphs graphs = check_graph_file(source, project, facts);
  std::vector<Finding> findings = evaluate({doc, claims, facts, project.target, book, project.settings});
  findings.insert(findings.end(), graphs.findings.begin(), graphs.findings.end());
  DocumentReport report = settle(std::move(findings), claims, source, terms_of(doc, project));
  report.graphs = std::move(graphs.summaries);
  return report;
}

}  // namespace

DocumentReport check_document(const SourcePtr& source, const Project& project, Files& files, Sink& sink) {
  if (is_graph_file(source->path())) return check_graph(source, project, sink);
  const Rulebook& book = *project.book;
  const Document doc = parse_markdown(source, project.limits);
  const Claims claims = extract(doc, book, sink);
  // From here on, source.slice(claim.span) is the claim.
  Facts facts = bind(claims, doc, project.target, book, sink);
  DocumentGraphs graphs = check_graphs(doc, project, files, facts);
  // From here on, names are resolved and it is decided which value holds where.
  std::vector<Finding> findings = evaluate({doc, claims, facts, project.target, book, project.settings});
  findings.insert(findings.end(), graphs.findings.begin(), graphs.findings.end());
  add_notes(doc, claims, findings);
  DocumentReport report = settle(std::move(findings), claims, source, terms_of(doc, project));
  report.graphs = std::move(graphs.summaries);
  return report;
}

int worst_status(Report& report, const std::vector<FailOn>& levels) {
  Report one;
  one.problems = report.problems;
  int worst = exit_status(one, FailOn::error);
  one.problems.clear();
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    one.documents.assign(1, {});
    std::swap(one.documents[0], report.documents[i]);
    worst = std::max(worst, exit_status(one, levels[i]));
    std::swap(one.documents[0], report.documents[i]);
  }
  return worst;
}

std::vector<SourcePtr> read_documents(const Request& request, Files& files, Sink& sink) {
  std::vector<SourcePtr> sources;
  for (const std::string& path : request.files) {
    Files::Read file = files.read(path);
    if (file.text) {
      sources.push_back(std::make_shared<const Source>(path, std::move(*file.text)));
    } else {
      sink.problem("io", path, file.error.message);
    }
  }
  sources.insert(sources.end(), request.texts.begin(), request.texts.end());
  return sources;
}

Report check(const Request& request, Files& files, const Progress& progress) {
  Sink sink;  // every stage reports here
  Projects projects(request.settings, request.use_configuration, files, sink);
  const std::vector<SourcePtr> sources = read_documents(request, files, sink);
  std::vector<const Project*> project_of;
  for (const SourcePtr& source : sources) project_of.push_back(&projects.of(source->path()));
  // From here on, rules and settings are sound and nothing changes them, so that documents can be checked at once.
  Report report;
  report.documents.resize(sources.size());
  std::vector<Sink> sinks(sources.size());
  std::atomic<std::size_t> done{0};
  for_each_index(sources.size(), request.jobs, [&](std::size_t i) {
    report.documents[i] = check_document(sources[i], *project_of[i], files, sinks[i]);
    if (progress) progress(++done, sources.size());
  });
  std::vector<FailOn> levels;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (Finding& problem : sinks[i].take_sorted()) sink.report(std::move(problem));
    add_pages(report.documents[i].findings, *project_of[i]->book, report.rules);
    levels.push_back(*project_of[i]->settings.fail_on);
  }
  report.problems = sink.take_sorted();
  report.exit_status = worst_status(report, levels);
  return report;
}

Report check(const Request& request) {
  DiskFiles files;
  return check(request, files);
}

}  // namespace countercheck

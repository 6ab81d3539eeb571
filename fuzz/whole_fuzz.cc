// The whole of check, annotate, strip and fix on one document, and what holds for every document:
//
//   claimed figures are bytes of the document; no output has a control character of a document;
//   strip(annotate(x)) = x; annotating twice is annotating once; fixing twice is fixing once;
//   line ends, a byte order mark and the number of jobs change no verdict.
//
// Seeds: fixtures *.md paragraphs
#include <algorithm>

#include "app/check.h"
#include "app/fixing.h"
#include "fuzz.h"
#include "render/render.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

struct World {
  MemoryFiles files;
  Sink sink;
  Settings settings;
  Projects projects{settings, false, files, sink};
  const Project& project = projects.of("input.md");
};

World& world() {
  static World one;
  return one;
}

DocumentReport checked(std::string_view text) {
  return check_document(source_of(text), world().project, world().files, world().sink);
}

std::string verdicts_of(const DocumentReport& report) {
  std::string all;
  for (const Finding& finding : report.findings) {
    // How many bytes a message counts, and what it quotes, may well differ.
    if (finding.rule == "document") continue;
    const int line = finding.place.is_known() ? finding.place.begin().line : 0;
    all += std::to_string(line) + ' ' + finding.rule + ' ' + std::string(name_of(finding.verdict)) + '\n';
  }
  return all;
}

void check_spans(const DocumentReport& report) {
  for (const Finding& finding : report.findings) {
    const bool is_here = finding.place.is_known() && finding.place.source == report.source;
    if (!is_here) continue;
    require(
        finding.place.span.begin <= finding.place.span.end && finding.place.span.end <= report.source->text().size(),
        "a finding stands in its document");
    if (finding.claimed)
      require(report.source->text().find(finding.claimed->text) != std::string_view::npos,
              "a claimed figure is bytes of the document", finding.claimed->text);
  }
}

void check_outputs(const DocumentReport& document) {
  Report report;
  report.documents.push_back(document);
  for (const Format& format : formats()) {
    const std::string output = format.render(report, {false, true, 100});
    require(control_in(output, "\n").empty(), "no output has a control character",
            std::string(format.name) + ": " + control_in(output, "\n"));
  }
  const std::string page = assessment(document);
  require(control_in(page, "\n").empty(), "an assessment has no control character", control_in(page, "\n"));
}

void check_marks(std::string_view text, const DocumentReport& report) {
  require(mute(text).size() == text.size(), "muting moves nothing");
  const Annotated once = annotate(report);
  require(once.text.empty() || once.problem.empty(), "a refused document has no text");
  if (!once.problem.empty()) return;
  require(strip(once.text) == text, "strip(annotate(x)) = x", once.text);
  require(annotate(checked(strip(once.text))).text == once.text, "annotating twice is annotating once", once.text);
}

void check_fixes(std::string_view text) {
  for (const Fixes which : {Fixes::safe, Fixes::all}) {
    const Fixed once = fix_document(source_of(text), world().project, which, world().files);
    if (once.figures == 0) continue;
    const Fixed twice = fix_document(source_of(once.text), world().project, which, world().files);
    require(twice.text == once.text, "fixing twice is fixing once", once.text + "\n---\n" + twice.text);
  }
}

void check_line_ends(std::string_view text, const std::string& verdicts) {
  if (text.find('\r') != std::string_view::npos || text.starts_with("\xEF\xBB\xBF")) return;
  std::string other = "\xEF\xBB\xBF";
  for (const char c : text) other += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const std::string others = verdicts_of(checked(other));
  require(others == verdicts, "line ends and a byte order mark change no verdict", verdicts + "---\n" + others);
}

void check_jobs(std::string_view text) {
  Request request;
  request.use_configuration = false;
  for (const char* name : {"a.md", "b.md", "c.md"}) request.texts.push_back(source_of(text, name));
  const Format& json = *find_format("json");
  MemoryFiles files;
  const std::string one = json.render(check(request, files), {});
  request.jobs = 3;
  require(json.render(check(request, files), {}) == one, "the number of jobs changes nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const DocumentReport report = checked(text);
  check_spans(report);
  check_outputs(report);
  check_marks(text, report);
  const std::string verdicts = verdicts_of(report);
  check_line_ends(text, verdicts);
  if (verdicts.find(" fail") != std::string::npos) check_fixes(text);
  // Threads are slow to start, so only a few inputs have them.
  if (size % 64 == 0) check_jobs(text);
  return 0;
}

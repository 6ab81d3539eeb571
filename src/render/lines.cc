// Writes headlines and summaries for terminals.
#include "render/lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "findings/settle.h"
#include "render/outline.h"
#include "render/terminal.h"

namespace countercheck {

Colour colour_of(const Finding& finding) {
  if (!is_notable(finding)) return finding.verdict == Verdict::pass ? Colour::green : Colour::blue;
  switch (finding.severity) {
    case Severity::error:
      return Colour::red;
    case Severity::warning:
      return Colour::yellow;
    case Severity::note:
      break;
  }
  return Colour::blue;
}

std::string headline(const Finding& finding, const RenderOptions& options) {
  std::string where = finding.path.empty() && finding.place.is_known() ? finding.place.source->path() : finding.path;
  if (where.empty()) where = "countercheck";
  where = harmless(where);
  if (finding.place.is_known()) {
    const Position begin = finding.place.begin();
    where += fmt::format(":{}:{}", begin.line, begin.column);
  }
  const std::string_view word = is_notable(finding) ? name_of(finding.severity) : name_of(finding.verdict);
  return fmt::format("{}: {}: {} [{}]\n", painted(where, Colour::bold, options.colour),
                     painted(word, colour_of(finding), options.colour), harmless(finding.message),
                     harmless(finding.rule));
}

std::string closing_lines(const Report& report, const RenderOptions& options) {
  if (report.documents.empty() && !report.problems.empty()) return {};
  std::string text;
  Summary claims;
  Summary rules;
  for (const DocumentReport& document : report.documents) {
    add(claims, document.summary);
    add(rules, count_rules(document));
    if (!is_unchecked(document)) continue;
    const std::string path = document.source ? harmless(document.source->path()) : "";
    text += fmt::format("{}: {}: nothing could be checked: {} read, none of them recomputed\n",
                        painted(path, Colour::bold, options.colour), painted("warning", Colour::yellow, options.colour),
                        counted(document.summary.claims, "claim"));
  }
  text += told_counts(claims, rules);
  if (report.documents.size() != 1) {
    text += fmt::format(" (in {})", counted(static_cast<int>(report.documents.size()), "document"));
  }
  return text + '\n';
}

}  // namespace countercheck

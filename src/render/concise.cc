// One line a finding, for editors and scripts.
#include "render/formats.h"
#include "render/lines.h"
#include "render/outline.h"

namespace countercheck {

// Problems of the run are no findings about a document: the caller tells them apart from these. Consequences are not
// folded here: an editor wants a line for every wrong number.
std::string render_concise(const Report& report, const RenderOptions& options) {
  std::string text;
  for (const DocumentReport& document : report.documents) {
    for (const Finding& finding : document.findings) {
      if (options.all || is_notable(finding)) text += headline(finding, options);
    }
  }
  return text + closing_lines(report, options);
}

}  // namespace countercheck

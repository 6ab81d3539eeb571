// Gathers wrong claims into rows.
#include "render/rows.h"

#include <set>
#include <unordered_map>

#include "render/judgement.h"
#include "render/marks.h"
#include "render/outline.h"

namespace countercheck {
namespace {

std::string without_spaces(std::string_view text) {
  std::string result(text);
  std::erase(result, ' ');
  return result;
}

// Another verdict on the same claim speaks for it.
bool is_second_verdict(const Finding& finding, const DocumentReport& document) {
  if (finding.claim < 0 || finding.caused_by < 0) return false;
  const auto cause = static_cast<std::size_t>(finding.caused_by);
  return cause < document.findings.size() && document.findings[cause].claim == finding.claim;
}

}  // namespace

std::vector<Row> rows_of(const DocumentReport& document) {
  std::vector<Row> rows;
  std::unordered_map<std::string, std::size_t> known;
  std::set<int> claims;
  for (const Finding& finding : document.findings) {
    const bool is_wrong = finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
    if (!is_wrong || !finding.claimed || is_about_graph(finding) || is_second_verdict(finding, document)) continue;
    if (finding.claim >= 0 && !claims.insert(finding.claim).second) continue;
    const std::string label = label_of(finding);
    const std::string expected = finding.expected ? finding.expected->text : "–";
    const std::string where = label.empty() ? std::to_string(finding.place.span.begin) : label;
    const std::string key =
        without_spaces(where + '\n' + finding.claimed->text + '\n' + expected) + std::string(name_of(finding.verdict));
    const auto [entry, is_new] = known.emplace(key, rows.size());
    if (is_new) rows.push_back({label, finding.claimed->text, expected, sign_of(finding.verdict), {}});
    rows[entry->second].findings.push_back(&finding);
  }
  return rows;
}

}  // namespace countercheck

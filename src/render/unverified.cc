// Counts what was missing.
#include "render/unverified.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "render/markdown_text.h"
#include "render/outline.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostInputs = 8;

struct Lack {
  std::string name;
  std::vector<const Finding*> findings;
};

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

void add_names(std::string_view list, std::vector<std::string>& names) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view name = list.substr(0, comma);
    while (!name.empty() && (name.front() == ' ' || name.front() == '`')) name.remove_prefix(1);
    while (!name.empty() && (name.back() == ' ' || name.back() == '`')) name.remove_suffix(1);
    const bool is_new = std::find(names.begin(), names.end(), name) == names.end();
    if (is_name(name) && is_new) names.emplace_back(name);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

std::vector<Lack> lacks_of(const DocumentReport& document) {
  std::map<std::string, std::vector<const Finding*>> by_name;
  for (const Finding& finding : document.findings) {
    if (finding.verdict != Verdict::unverifiable) continue;
    for (const std::string& name : missing_of(finding)) by_name[name].push_back(&finding);
  }
  std::vector<Lack> lacks;
  for (auto& [name, findings] : by_name) lacks.push_back({name, std::move(findings)});
  std::stable_sort(lacks.begin(), lacks.end(),
                   [](const Lack& a, const Lack& b) { return a.findings.size() > b.findings.size(); });
  return lacks;
}

std::string needed_for(const Lack& lack) {
  const auto rules = static_cast<int>(std::count_if(lack.findings.begin(), lack.findings.end(),
                                                    [](const Finding* finding) { return is_rule(*finding); }));
  const int figures = static_cast<int>(lack.findings.size()) - rules;
  std::string told = figures > 0 ? counted(figures, "figure") : "";
  if (rules > 0) told += (told.empty() ? "" : " and ") + counted(rules, "rule");
  return told;
}

}  // namespace

std::vector<std::string> missing_of(const Finding& finding) {
  std::vector<std::string> names;
  for (const std::string& note : finding.notes) {
    if (note.starts_with("missing: ")) add_names(std::string_view(note).substr(9), names);
  }
  if (!names.empty()) return names;
  const std::size_t at = finding.message.rfind(": no ");
  if (at != std::string::npos) add_names(std::string_view(finding.message).substr(at + 5), names);
  return names;
}

std::string told_unverified(const DocumentReport& document) {
  const int claims = document.summary.unverifiable;
  const int rules = count_rules(document).unverifiable;
  if (claims == 0 && rules == 0) return {};
  std::string text = "## What could not be verified\n\n";
  if (claims > 0) text += fmt::format("{} of {}", claims, counted(document.summary.claims, "figure"));
  if (rules > 0) text += fmt::format("{}{}", claims > 0 ? " and " : "", counted(rules, "rule"));
  const std::vector<Lack> lacks = lacks_of(document);
  if (lacks.empty()) return text + " could not be verified.\n\n";
  text += " could not be verified, most often for want of:\n\n";
  for (std::size_t i = 0; i < std::min(lacks.size(), kMostInputs); ++i) {
    text += fmt::format("- `{}`, needed for {}\n", lacks[i].name, needed_for(lacks[i]));
  }
  if (lacks.size() > kMostInputs) text += fmt::format("- … and {} more\n", lacks.size() - kMostInputs);
  return text + fmt::format("\nState them in the document, or give them with `--set {}=…`.\n\n", lacks.front().name);
}

}  // namespace countercheck

// Gathers passes under their topics.
#include "render/right.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "render/markdown_text.h"
#include "render/marks.h"
#include "render/outline.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostOfTopic = 8;

std::string without_spaces(std::string_view text) {
  std::string result(text);
  std::erase(result, ' ');
  return result;
}

// A restatement of the same number is no news; a calculation is.
bool is_worth_telling(const Finding& finding) {
  if (is_rule(finding)) return true;
  return finding.derivation && !finding.derivation->calculation.empty() &&
         finding.derivation->calculation != finding.derivation->value;
}

std::string told(const Finding& finding) {
  std::string line = finding.message;
  const std::string& bare = finding.derivation->calculation;
  if (!bare.empty() && line.find(bare) == std::string::npos) {
    const std::string calculation = told_calculation(finding);
    line += is_rule(finding) ? fmt::format(" ({})", calculation) : ": " + calculation;
  }
  return fmt::format("{} {}", plain_with_code(capitalized(line)), sign_of(Verdict::pass));
}

// The topics of rules come first: they say most.
struct Topics {
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> lines;
};

Topics topics_of(const DocumentReport& document) {
  std::set<int> wrong;
  for (const Finding& finding : document.findings) {
    if (finding.claim >= 0 && is_notable(finding)) wrong.insert(finding.claim);
  }
  Topics topics;
  std::set<std::string> known;
  for (const bool is_for_rules : {true, false}) {
    for (const Finding& finding : document.findings) {
      if (finding.verdict != Verdict::pass || is_rule(finding) != is_for_rules) continue;
      if (wrong.contains(finding.claim) || !is_worth_telling(finding)) continue;
      const std::string topic = finding.topic.empty() ? "calculations" : finding.topic;
      std::string line = told(finding);
      if (!known.insert(without_spaces(line)).second) continue;
      if (!topics.lines.contains(topic)) topics.order.push_back(topic);
      topics.lines[topic].push_back(std::move(line));
    }
  }
  return topics;
}

}  // namespace

std::string told_right(const DocumentReport& document) {
  Topics topics = topics_of(document);
  if (topics.order.empty()) return {};
  std::string text = "## What is right\n\n";
  for (const std::string& topic : topics.order) {
    const std::vector<std::string>& lines = topics.lines[topic];
    text += fmt::format("### {} {}\n\n", plain(capitalized(topic)), sign_of(Verdict::pass));
    for (std::size_t i = 0; i < std::min(lines.size(), kMostOfTopic); ++i) text += "- " + lines[i] + '\n';
    if (lines.size() > kMostOfTopic) {
      text += fmt::format("- {} more {}\n", lines.size() - kMostOfTopic, sign_of(Verdict::pass));
    }
    text += '\n';
  }
  return text;
}

}  // namespace countercheck

// Compares the statements of one quantity in one scope with each other.
#include "evaluate/consistency.h"

#include <algorithm>
#include <map>

#include "evaluate/compare.h"

namespace countercheck {
namespace {

/// So many must agree before one that differs is a contradiction and not a variation.
constexpr std::size_t kMajority = 3;

DerivationPtr restated(const Fact& fact, const Quantity& quantity) {
  auto leaf = std::make_shared<Derivation>();
  leaf->name = quantity.name;
  leaf->label = quantity.said;
  leaf->value = fact.text;
  leaf->place = fact.place;
  auto root = std::make_shared<Derivation>();
  root->name = leaf->name;
  root->label = leaf->label;
  root->value = leaf->value;
  root->formula = "as stated before";
  root->calculation = leaf->value;
  root->operands = {leaf};
  return root;
}

class ConsistencyJudge {
 public:
  explicit ConsistencyJudge(const Case& it) : case_(it) {}

  void judge(const std::vector<const Fact*>& statements, std::vector<Finding>& findings) const {
    if (statements.size() < 2) return;
    const std::vector<std::vector<const Fact*>> groups = by_value(statements);
    const auto most = std::max_element(groups.begin(), groups.end(),
                                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
    const Fact& meant = *most->front();
    const bool is_lone = statements.size() - most->size() == 1 && most->size() >= kMajority;
    for (const Fact* fact : statements) {
      if (fact == &meant) continue;
      if (states_same(*fact, meant))
        findings.push_back(compare(*fact, meant, true));
      else if (is_lone && fact != statements.front() && fact->is_firm)
        findings.push_back(compare(*fact, meant, false));
    }
  }

 private:
  [[nodiscard]] Finding compare(const Fact& fact, const Fact& meant, bool agrees) const {
    const Quantity& quantity = case_.book[fact.quantity];
    Finding finding;
    finding.rule = "consistency";
    finding.quantity = quantity.name;
    finding.claim = fact.claim;
    finding.place = fact.place;
    finding.path = case_.doc.source->path();
    finding.claimed = figure_of(fact);
    finding.expected = figure_of(meant);
    finding.derivation = restated(meant, quantity);
    finding.topic = quantity.topic;
    finding.verdict = agrees ? Verdict::pass : Verdict::fail;
    finding.severity = agrees ? Severity::note : Severity::error;
    const std::string line = std::to_string(meant.place.begin().line);
    finding.message =
        quantity.said + ": " + fact.text + (agrees ? ", as in line " : " here, " + meant.text + " in line ") + line;
    return finding;
  }

  [[nodiscard]] Figure figure_of(const Fact& fact) const {
    const Claim& claim = case_.claims.claims[static_cast<std::size_t>(fact.claim)];
    return claimed_figure(claim, case_.doc, &case_.book[fact.quantity], Prefixes::decimal);
  }

  const Case& case_;
};

}  // namespace

std::vector<Finding> judge_consistency(const Case& it) {
  std::vector<Finding> findings;
  const ConsistencyJudge judge(it);
  for (const auto& [quantity, indices] : it.facts.by_quantity) {
    std::map<std::pair<ScopeId, std::vector<std::string>>, std::vector<const Fact*>> statements;
    for (const int index : indices) {
      const Fact& fact = it.facts.facts[static_cast<std::size_t>(index)];
      if (fact.trust == Trust::stated) statements[{fact.scope, fact.per}].push_back(&fact);
    }
    for (const auto& [where, facts] : statements) judge.judge(facts, findings);
  }
  return findings;
}

}  // namespace countercheck

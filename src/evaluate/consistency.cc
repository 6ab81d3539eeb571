// Compares the statements of one quantity in one scope with each other.
#include "evaluate/consistency.h"

#include <algorithm>
#include <map>
#include <utility>

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
                                       [&](const auto& a, const auto& b) { return weight_of(a) < weight_of(b); });
    const Fact& meant = *most->front();
    const bool is_lone = statements.size() - most->size() == 1;
    for (const Fact* fact : statements) {
      if (fact == &meant) continue;
      if (states_same(*fact, meant))
        findings.push_back(compare(*fact, meant, true));
      else if (is_lone && is_contradicted(*fact, *most, fact == statements.front()))
        findings.push_back(compare(*fact, meant, false));
    }
  }

 private:
  /// By three others, if it is firm or an input; in a summary, where nothing new is said, by one that is firm. What
  /// comes first is what the others may not have kept to.
  [[nodiscard]] bool is_contradicted(const Fact& fact, const std::vector<const Fact*>& others, bool is_first) const {
    const bool is_summary = stands_in_summary(fact.section);
    if (is_first && !is_summary) return false;
    if (others.size() >= kMajority) return fact.is_firm || is_input(case_.book[fact.quantity]);
    const bool has_firm = std::any_of(others.begin(), others.end(), [](const Fact* other) { return other->is_firm; });
    return is_summary && has_firm && !case_.claims.claims[static_cast<std::size_t>(fact.claim)].is_computed &&
           !is_said_elsewhere(fact);
  }

  /// "16 GPUs" on another line, of whatever: then the document knows such a number of them.
  [[nodiscard]] bool is_said_elsewhere(const Fact& fact) const {
    const std::string& own = fact.written.unit.noun;
    const std::string& noun = own.empty() ? case_.book[fact.quantity].unit.noun : own;
    const double value = fact.written.nominal(Prefixes::decimal);
    const auto& claims = case_.claims.claims;
    return !noun.empty() && std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
      return claim.block != claims[static_cast<std::size_t>(fact.claim)].block && claim.written.unit.noun == noun &&
             claim.written.nominal(Prefixes::decimal) == value;
    });
  }

  /// Of two values that are stated as often, what a label states before the summary weighs more.
  [[nodiscard]] std::pair<std::size_t, std::ptrdiff_t> weight_of(const std::vector<const Fact*>& group) const {
    return {group.size(), std::count_if(group.begin(), group.end(), [&](const Fact* fact) {
              return fact->is_firm && !stands_in_summary(fact->section);
            })};
  }

  static bool is_input(const Quantity& quantity) {
    return std::all_of(quantity.formulas.begin(), quantity.formulas.end(),
                       [](const Formula& formula) { return formula.is_fallback; });
  }

  /// The title, which names the whole document, is none: "Deployment summary".
  [[nodiscard]] bool stands_in_summary(int section) const {
    for (; section > 0; section = case_.doc.sections[static_cast<std::size_t>(section)].parent) {
      const Section& it = case_.doc.sections[static_cast<std::size_t>(section)];
      if (it.heading < 0 || it.level == 1) continue;
      const std::string& heading = case_.doc.blocks[static_cast<std::size_t>(it.heading)].text.text;
      if (case_.book.language.has_any("closing", heading)) return true;
    }
    return false;
  }

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

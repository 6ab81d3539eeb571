// Judges each rule in each scope that states one of its figures.
#include "evaluate/judge_rules.h"

#include <algorithm>

namespace countercheck {
namespace {

class RuleJudge {
 public:
  RuleJudge(const Case& it, Resolvers& resolvers) : case_(it), resolvers_(resolvers) {}

  std::optional<Finding> judge(const Rule& rule, ScopeId scope) {
    const std::optional<Stand> stand = stand_of(rule, scope);
    if (!stand) return std::nullopt;
    const Where where{scope, stand->section};
    std::optional<Finding> first;
    for (Resolver* resolver : resolvers_.in_order(case_.target)) {
      std::vector<std::string> lacking;
      if (rule.when) {
        const Truth applies = resolver->holds(*rule.when, rule.when_names, where, &lacking);
        if (applies == Truth::no || (applies == Truth::unknown && lacking.empty())) return std::nullopt;
        if (applies == Truth::unknown) return std::nullopt;  // whether it concerns this document is not said
      }
      std::optional<Finding> finding = judge_with(*resolver, rule, where);
      if (!finding) return std::nullopt;
      finding->place = stand->place;
      finding->path = stand->place.source->path();
      if (finding->verdict != Verdict::fail) return finding;
      if (!first) first = std::move(finding);
    }
    return first;
  }

  /// What is impossible by itself is so wherever it is stated: a utilization of 120 %.
  void judge_each(const Rule& rule, std::vector<Finding>& findings) {
    if (rule.names.size() != 1 || rule.when) return;
    if (rule.names.front().owner != Owner::document) return;
    const auto stated = case_.facts.by_quantity.find(rule.names.front().quantity);
    if (stated == case_.facts.by_quantity.end()) return;
    for (const int index : stated->second) {
      const Fact& fact = case_.facts.facts[static_cast<std::size_t>(index)];
      if (fact.trust != Trust::stated || !fact.per.empty() || is_of_another_file({&fact}) ||
          is_told(rule, fact, findings))
        continue;
      auto finding = conclude(rule, resolvers_.in_order(case_.target).front()->assert_on(rule.assertion, fact));
      if (!finding || finding->verdict != Verdict::fail) continue;
      finding->place = fact.place;
      finding->path = fact.place.source->path();
      findings.push_back(*std::move(finding));
    }
  }

 private:
  static bool is_told(const Rule& rule, const Fact& fact, const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.rule == rule.id && finding.verdict == Verdict::fail && finding.place.source == fact.place.source &&
             finding.place.span == fact.place.span;
    });
  }

  /// Where a rule is told: at a figure of it that the scope states.
  struct Stand {
    Place place;
    int section = 0;
  };

  [[nodiscard]] bool is_of_another_file(const std::vector<const Fact*>& stated) const {
    return !stated.empty() && stated.front()->place.is_known() && stated.front()->place.source != case_.doc.source;
  }

  /// The last of the rule's figures in the text, for there the assertion is complete. Nothing if this scope states
  /// none.
  [[nodiscard]] std::optional<Stand> stand_of(const Rule& rule, ScopeId scope) const {
    std::optional<Stand> stand;
    std::size_t count = 0;
    for (const Reference& name : rule.names) {
      const QuantityId quantity = name.owner == Owner::document ? name.quantity : kNoQuantity;
      const std::vector<const Fact*>& stated = case_.facts.statements(quantity, {}, scope);
      // A figure of another file, such as the deployment graph, is the document's and no alternative's; it is what is
      // judged, so the rule is told there.
      if (scope != kDocumentScope && is_of_another_file(case_.facts.statements(quantity, {}, kDocumentScope))) {
        return std::nullopt;
      }
      if (stated.empty()) continue;
      if (is_of_another_file(stated)) return Stand{stated.front()->place, 0};
      ++count;
      if (!stand || stand->place.span.begin < stated.front()->place.span.begin)
        stand = Stand{stated.front()->place, stated.front()->section};
    }
    // An alternative that states one figure only may differ in the others without saying so.
    if (scope != kDocumentScope && count < std::min<std::size_t>(2, rule.names.size())) return std::nullopt;
    return stand;
  }

  /// "model.num_layers"
  static bool is_of_profile(const std::string& name) { return name.find('.') != std::string::npos; }

  std::optional<Finding> judge_with(Resolver& resolver, const Rule& rule, Where where) {
    return conclude(rule, resolver.assert_in(rule.assertion, rule.names, where));
  }

  std::optional<Finding> conclude(const Rule& rule, const Resolver::Asserted& asserted) {
    Finding finding;
    finding.rule = rule.id;
    finding.path = case_.doc.source->path();
    finding.topic = rule.topic;
    auto node = std::make_shared<Derivation>();
    node->name = rule.id;
    node->label = rule.summary;
    node->formula = rule.assert_text;
    node->origin = rule.place.is_known() ? rule.place.source->path() : std::string();
    bool is_assumed = false;
    bool is_estimate = false;
    for (const auto& [name, operand] : asserted.operands) {
      if (!operand->value) continue;
      node->operands.push_back(operand->derivation);
      is_assumed = is_assumed || operand->is_assumed;
      is_estimate = is_estimate || operand->is_estimate;
    }
    const auto shown = [&](std::string_view name) { return asserted.shown(name); };
    node->calculation = substitute(rule.assertion, shown);
    finding.derivation = node;
    const Truth truth = truth_of(asserted.outcome);
    node->value = truth == Truth::yes ? "holds" : truth == Truth::no ? "does not hold" : "cannot tell";
    if (truth == Truth::yes) {
      finding.verdict = Verdict::pass;
      finding.severity = Severity::note;
      finding.message = fill(rule.passes.empty() ? "no " + rule.summary : rule.passes, shown);
      return finding;
    }
    finding.message = fill(rule.message, shown);
    if (truth == Truth::no && !is_assumed && !is_estimate) {
      finding.verdict = Verdict::fail;
      finding.severity = rule.severity;
      finding.hint = rule.why;
      return finding;
    }
    finding.verdict = Verdict::unverifiable;
    finding.severity = Severity::note;
    if (!asserted.outcome.missing.empty()) {
      // A rule about the named machine or model says nothing where none is named.
      if (std::all_of(asserted.outcome.missing.begin(), asserted.outcome.missing.end(), is_of_profile))
        return std::nullopt;
      std::string lacking;
      for (const std::string& name : asserted.outcome.missing) lacking += (lacking.empty() ? "" : ", ") + name;
      finding.message = rule.summary + ": cannot be decided: no " + lacking;
    } else if (!asserted.outcome.error.empty()) {
      finding.message = rule.summary + ": " + asserted.outcome.error;
    } else {
      finding.message += is_estimate  ? " (by an estimate)"
                         : is_assumed ? " (if what is not stated is as assumed)"
                                      : " (cannot tell: the figures are too coarse)";
    }
    return finding;
  }

  static Truth truth_of(const Outcome& outcome) {
    if (!outcome.value) return Truth::unknown;
    return outcome.truth;
  }

  /// Replaces {quantity} by its value.
  static std::string fill(const std::string& message, const std::function<std::string(std::string_view)>& shown) {
    std::string out;
    std::size_t at = 0;
    while (at < message.size()) {
      const std::size_t open = message.find('{', at);
      const std::size_t close = open == std::string::npos ? open : message.find('}', open);
      if (close == std::string::npos) break;
      out += message.substr(at, open - at) + shown(std::string_view(message).substr(open + 1, close - open - 1));
      at = close + 1;
    }
    return out + message.substr(at);
  }

  const Case& case_;
  Resolvers& resolvers_;
};

}  // namespace

std::vector<Finding> judge_rules(const Case& it, Resolvers& resolvers) {
  std::vector<Finding> findings;
  RuleJudge judge(it, resolvers);
  for (const Rule& rule : it.book.rules) {
    for (std::size_t scope = 0; scope < it.facts.scopes.size(); ++scope) {
      if (it.facts.scopes[scope].is_former) continue;
      if (auto finding = judge.judge(rule, static_cast<ScopeId>(scope))) findings.push_back(std::move(*finding));
    }
    judge.judge_each(rule, findings);
  }
  return findings;
}

}  // namespace countercheck

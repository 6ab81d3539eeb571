// Finds the causes of findings: by claim, by restatement, by derivation.
#include "findings/fold.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace countercheck {
namespace {

constexpr std::size_t kMaxNodes = 4096;  // of one derivation that are looked at

bool is_wrong(const Finding& finding) {
  return finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
}

bool is_about_claim(const Finding& finding) {
  return finding.claim >= 0 || finding.claimed.has_value();
}

class Folder {
 public:
  Folder(std::vector<Finding>& findings, const Claims& claims) : findings_(findings), claims_(claims) {
    for (int i = 0; i < static_cast<int>(findings.size()); ++i) {
      if (is_wrong(findings[at(i)]) && is_about_claim(findings[at(i)])) wrong_.push_back(i);
    }
  }

  void run() {
    keep_given_causes();
    fold_same_claim();
    fold_restatements();
    fold_consequences();
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  void fold_same_claim() {
    std::unordered_map<int, int> leads;
    for (const int i : wrong_) {
      if (const int claim = findings_[at(i)].claim; claim >= 0) {
        const auto [entry, is_first] = leads.emplace(claim, i);
        if (!is_first && is_worse(i, entry->second)) entry->second = i;
      }
    }
    for (const int i : wrong_) {
      const auto lead = leads.find(findings_[at(i)].claim);
      if (lead != leads.end()) follow(i, lead->second);
    }
  }

  // The finding that says most about a claim leads: a failure, and one that knows what the number should be.
  [[nodiscard]] bool is_worse(int a, int b) const {
    const Finding& left = findings_[at(a)];
    const Finding& right = findings_[at(b)];
    if (left.verdict != right.verdict) return left.verdict == Verdict::fail;
    return left.expected.has_value() && !right.expected.has_value();
  }

  // The same statement in the same scope, or wherever the very same calculation refutes it.
  void fold_restatements() {
    std::unordered_map<std::string, int> first;
    for (const int i : wrong_) {
      const Finding& finding = findings_[at(i)];
      if (finding.caused_by >= 0 || finding.quantity.empty() || !finding.claimed) continue;
      const std::string statement = statement_of(finding);
      int cause = find_in_scope(first, statement, i);
      const std::string refuted = refutation_of(finding);
      if (cause < 0 && !refuted.empty()) {
        const auto [known, is_new] = first.emplace(statement + refuted, i);
        if (!is_new) cause = known->second;
      }
      if (cause >= 0) {
        follow(i, cause);
      } else {
        first.emplace(statement + '@' + std::to_string(scope_of(finding)), i);
      }
    }
  }

  [[nodiscard]] static std::string refutation_of(const Finding& finding) {
    if (!finding.expected || !finding.derivation || finding.derivation->operands.empty()) return {};
    return "\n" + finding.expected->text + '\n' + finding.derivation->formula + '\n' + finding.derivation->calculation;
  }

  void fold_consequences() {
    for (const int i : wrong_) {
      const Finding& finding = findings_[at(i)];
      if (finding.caused_by >= 0) continue;
      if (!finding.quantity.empty()) {
        by_quantity_.emplace(finding.quantity + '@' + std::to_string(scope_of(finding)), i);
      }
      if (finding.place.is_known()) by_place_.emplace_back(finding.place.span, i);
    }
    std::sort(by_place_.begin(), by_place_.end(),
              [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    for (const int i : wrong_) {
      if (findings_[at(i)].caused_by < 0) follow(i, cause_in_derivation(i));
    }
  }

  // Breadth first: the cause is the wrong figure nearest to the result.
  [[nodiscard]] int cause_in_derivation(int i) const {
    const Finding& finding = findings_[at(i)];
    if (!finding.derivation) return -1;
    std::deque<const Derivation*> queue{finding.derivation.get()};
    std::unordered_set<const Derivation*> seen{finding.derivation.get()};
    while (!queue.empty() && seen.size() < kMaxNodes) {
      const Derivation* node = queue.front();
      queue.pop_front();
      if (node != finding.derivation.get()) {
        const int cause = node->operands.empty() ? cause_at(*node, i) : cause_named(*node, i);
        if (cause >= 0 && can_cause(cause, i)) return cause;
      }
      for (const DerivationPtr& operand : node->operands) {
        if (operand && seen.insert(operand.get()).second) queue.push_back(operand.get());
      }
    }
    return -1;
  }

  // A recomputed value took the place of a wrong statement: the same quantity, calculated in the same way.
  [[nodiscard]] int cause_named(const Derivation& node, int i) const {
    const int cause = find_in_scope(by_quantity_, node.name, i);
    if (cause < 0 || findings_[at(cause)].quantity == findings_[at(i)].quantity) return -1;
    const DerivationPtr& theirs = findings_[at(cause)].derivation;
    if (!theirs) return -1;
    const bool is_same =
        theirs.get() == &node || (theirs->formula == node.formula && theirs->calculation == node.calculation);
    return is_same ? cause : -1;
  }

  // The wrong statement itself was used.
  [[nodiscard]] int cause_at(const Derivation& leaf, int i) const {
    if (!leaf.place.is_known() || leaf.place.source != findings_[at(i)].place.source) return -1;
    const Span span = leaf.place.span;
    auto next = std::partition_point(by_place_.begin(), by_place_.end(),
                                     [&](const auto& entry) { return entry.first.begin < span.end; });
    if (next == by_place_.begin()) return -1;
    --next;
    return next->first.overlaps(span) ? next->second : -1;
  }

  [[nodiscard]] bool can_cause(int cause, int i) const {
    const Finding& causing = findings_[at(cause)];
    const Finding& finding = findings_[at(i)];
    if (cause == i || (finding.claim >= 0 && causing.claim == finding.claim)) return false;
    if (causing.place.is_known() && causing.place.source == finding.place.source &&
        causing.place.span.overlaps(finding.place.span)) {
      return false;
    }
    return causing.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
  }

  // What evaluate has said stays, unless it goes in circles.
  void keep_given_causes() {
    for (std::size_t i = 0; i < findings_.size(); ++i) roots_.push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const int given = std::exchange(findings_[i].caused_by, -1);
      if (given < static_cast<int>(findings_.size())) follow(static_cast<int>(i), given);
    }
  }

  void follow(int i, int cause) {
    if (cause < 0 || cause == i || findings_[at(i)].caused_by >= 0) return;
    const int root = root_of(cause);
    if (root == i) return;
    findings_[at(i)].caused_by = cause;
    roots_[at(i)] = root;
  }

  // Chains are shortened on the way, or a document of consequences would take quadratic time.
  int root_of(int i) {
    while (roots_[at(i)] != i) {
      roots_[at(i)] = roots_[at(roots_[at(i)])];
      i = roots_[at(i)];
    }
    return i;
  }

  [[nodiscard]] const Claim* claim_of(const Finding& finding) const {
    return finding.claim >= 0 && at(finding.claim) < claims_.claims.size() ? &claims_.claims[at(finding.claim)]
                                                                           : nullptr;
  }

  [[nodiscard]] ScopeId scope_of(const Finding& finding) const {
    const Claim* claim = claim_of(finding);
    return claim ? claim->scope : kDocumentScope;
  }

  [[nodiscard]] std::string statement_of(const Finding& finding) const {
    std::string key = std::string(name_of(finding.verdict)) + ' ' + finding.quantity + '=' +
                      std::to_string(finding.claimed->value) + ' ' + finding.claimed->unit;
    if (const Claim* claim = claim_of(finding)) {
      for (const std::string& axis : claim->per) key += '/' + axis;
    }
    return key;
  }

  // Looks up `key` in the scope of finding `i` and the scopes around it.
  [[nodiscard]] int find_in_scope(const std::unordered_map<std::string, int>& table, const std::string& key,
                                  int i) const {
    ScopeId scope = scope_of(findings_[at(i)]);
    for (std::size_t steps = 0; scope >= 0 && steps <= claims_.scopes.size(); ++steps) {
      if (const auto found = table.find(key + '@' + std::to_string(scope)); found != table.end()) return found->second;
      scope = at(scope) < claims_.scopes.size() ? claims_.scopes[at(scope)].parent : -1;
    }
    return -1;
  }

  std::vector<Finding>& findings_;
  const Claims& claims_;
  std::vector<int> roots_;  // of each finding; itself if it has no cause
  std::vector<int> wrong_;  // fail and disputed verdicts on claims, in the order of the text
  std::unordered_map<std::string, int> by_quantity_;
  std::vector<std::pair<Span, int>> by_place_;
};

}  // namespace

void fold(std::vector<Finding>& findings, const Claims& claims) {
  Folder(findings, claims).run();
}

}  // namespace countercheck

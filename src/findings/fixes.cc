// Looks for what speaks against a repair.
#include "findings/fixes.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace countercheck {
namespace {

constexpr std::size_t kMostNodes = 2000;  // of one derivation that are looked at

using Key = std::uint64_t;
Key key_of(Span span) {
  return (Key{span.begin} << 32) | span.end;
}

bool is_wrong(const Finding& finding) {
  return finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
}

/// Where the leaves of a calculation stand.
template <typename Use>
void for_leaves(const Finding& finding, Use use) {
  if (!finding.derivation) return;
  std::vector<const Derivation*> open{finding.derivation.get()};
  std::unordered_set<const Derivation*> seen{finding.derivation.get()};
  while (!open.empty() && seen.size() < kMostNodes) {
    const Derivation* node = open.back();
    open.pop_back();
    if (node->operands.empty() && node->place.is_known() && node->place.source == finding.place.source) {
      use(*node);
    }
    for (const DerivationPtr& operand : node->operands) {
      if (operand && seen.insert(operand.get()).second) open.push_back(operand.get());
    }
  }
}

class Weigher {
 public:
  Weigher(std::vector<Finding>& findings, const Claims& claims) : findings_(findings), claims_(claims) {
    for (const Finding& finding : findings_) {
      if (!finding.place.is_known()) continue;
      const Key here = key_of(finding.place.span);
      if (is_wrong(finding)) wrong_.insert(here);
      if (finding.verdict == Verdict::fail) refuted_.insert(here);
      if (finding.verdict != Verdict::pass || finding.rule == "consistency") continue;
      if (finding.claimed) right_.insert(here);
      for_leaves(finding, [&](const Derivation& leaf) {
        used_.insert(key_of(leaf.place.span));
        used_texts_.insert(leaf.value);
      });
    }
    for (std::size_t i = 0; i < claims_.claims.size(); ++i) {
      const Claim& claim = claims_.claims[i];
      if (!claim.choice.empty() || refuted_.contains(key_of(claim.span))) continue;
      if (claim.quantity != kNoQuantity) stated_.insert(statement_of(claim));
      if (claim.quantity == kNoQuantity) stated_.insert(number_of(claim));
    }
  }

  void weigh() {
    std::map<Key, std::string> texts;
    for (Finding& finding : findings_) {
      if (!finding.fix) continue;
      if (finding.caused_by >= 0 && !is_restatement(finding)) {
        finding.fix.reset();
        continue;
      }
      if (speaks_against(finding)) finding.fix->safe = false;
      const auto [known, is_new] = texts.try_emplace(key_of(finding.fix->span), finding.fix->text);
      if (!is_new && known->second != finding.fix->text) finding.fix->safe = false;
    }
    // The first of two different repairs must not win by standing first.
    for (Finding& finding : findings_) {
      if (!finding.fix || finding.fix->safe) continue;
      for (Finding* other : at(finding.fix->span)) {
        if (other->fix->text != finding.fix->text) other->fix->safe = false;
      }
    }
  }

 private:
  /// A value of a quantity in its scope.
  static std::string statement_of(const Claim& claim) {
    std::string key = std::to_string(claim.quantity) + '@' + std::to_string(claim.scope);
    for (const std::string& axis : claim.per) key += '/' + axis;
    return key + '=' + std::to_string(claim.written.nominal(Prefixes::decimal));
  }

  /// The same number, whatever it is of: a restatement that nobody can check must not be left behind. Small bare
  /// numbers stand everywhere and say nothing.
  static std::string number_of(const Claim& claim) {
    const double value = claim.written.nominal(Prefixes::decimal);
    if (claim.written.unit.dimension.is_one() && value < 10) return {};
    std::string key;
    for (const auto exponent : claim.written.unit.dimension.exponents) key += '.' + std::to_string(exponent);
    return key + '=' + std::to_string(value);
  }

  std::vector<Finding*> at(Span span) {
    if (by_fix_.empty()) {
      for (Finding& finding : findings_) {
        if (finding.fix) by_fix_[key_of(finding.fix->span)].push_back(&finding);
      }
    }
    const auto found = by_fix_.find(key_of(span));
    return found == by_fix_.end() ? std::vector<Finding*>{} : found->second;
  }

  [[nodiscard]] bool is_restatement(const Finding& finding) const {
    const Finding& cause = findings_[static_cast<std::size_t>(finding.caused_by)];
    if (cause.place.is_known() && cause.place.span == finding.place.span) return true;
    return !finding.quantity.empty() && cause.quantity == finding.quantity && cause.expected && finding.expected &&
           cause.expected->value == finding.expected->value && cause.expected->unit == finding.expected->unit;
  }

  [[nodiscard]] bool speaks_against(const Finding& finding) const {
    // What reproduces the figure to its digits may be what is wrong: a prefix, a label, an operand.
    if (!finding.hint.empty()) return true;
    const Key here = key_of(finding.place.span);
    if (right_.contains(here) || used_.contains(here)) return true;
    // "= 120, and 120 × 3 = 360": written again as an operand. One digit says nothing.
    if (finding.claimed && finding.claimed->text.size() > 1 && used_texts_.contains(finding.claimed->text)) return true;
    bool has_wrong_operand = false;
    for_leaves(finding, [&](const Derivation& leaf) {
      has_wrong_operand = has_wrong_operand || wrong_.contains(key_of(leaf.place.span));
    });
    if (has_wrong_operand || finding.claim < 0) return has_wrong_operand;
    const Claim& claim = claims_.claims[static_cast<std::size_t>(finding.claim)];
    if (claim.is_target || is_aside(claim)) return true;
    const std::string number = number_of(claim);
    return stated_.contains(statement_of(claim)) || (!number.empty() && stated_.contains(number));
  }

  /// What a document only supposes, or says was so before, is not its own mistake to repair.
  [[nodiscard]] bool is_aside(const Claim& claim) const {
    const auto scope = static_cast<std::size_t>(claim.scope);
    return claim.scope >= 0 && scope < claims_.scopes.size() && claims_.scopes[scope].is_former;
  }

  std::vector<Finding>& findings_;
  const Claims& claims_;
  std::unordered_set<Key> wrong_;    ///< figures with a verdict against them
  std::unordered_set<Key> refuted_;  ///< of these, the ones that nobody reads otherwise
  std::unordered_set<Key> right_;    ///< figures with a verdict for them
  std::unordered_set<Key> used_;     ///< figures that right calculations use
  std::unordered_set<std::string> used_texts_;
  std::unordered_set<std::string> stated_;  ///< by claims that are not wrong
  std::unordered_map<Key, std::vector<Finding*>> by_fix_;
};

}  // namespace

void weigh_fixes(std::vector<Finding>& findings, const Claims& claims) {
  if (std::none_of(findings.begin(), findings.end(), [](const Finding& it) { return it.fix.has_value(); })) return;
  Weigher(findings, claims).weigh();
}

}  // namespace countercheck

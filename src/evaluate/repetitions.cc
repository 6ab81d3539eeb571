// Finds repetitions by value, unit and several shared words.
#include "evaluate/repetitions.h"

#include <algorithm>
#include <map>

#include "evaluate/compare.h"
#include "evaluate/telling.h"
#include "evaluate/words_about.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// So many figures of nearly one value are looked at for one repetition.
constexpr int kMostAlike = 16;
/// So many words must be about both figures; one more for each digit or unit that a figure lacks to be telling.
constexpr std::size_t kSharedWords = 2;

class Repetitions {
 public:
  Repetitions(const Case& it, const std::vector<Finding>& judged) : case_(it), words_(it, true) {
    is_judged_.assign(it.claims.claims.size(), false);
    origins_.assign(it.claims.claims.size(), -1);
    for (const Finding& finding : judged)
      if (finding.claim >= 0 && is_decided(finding.verdict)) is_judged_[static_cast<std::size_t>(finding.claim)] = true;
    for (std::size_t i = 0; i < it.claims.claims.size(); ++i)
      if (may_repeat(at(i))) by_value_.emplace(at(i).written.nominal(Prefixes::decimal), static_cast<int>(i));
  }

  std::vector<Finding> judge() {
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < is_judged_.size(); ++i) {
      if (is_judged_[i] || !may_repeat(at(i))) continue;
      const int origin = origins_[i] = origin_of(static_cast<int>(i));
      if (origin >= 0) findings.push_back(repeated(static_cast<int>(i), origin));
    }
    return findings;
  }

 private:
  [[nodiscard]] const Claim& at(std::size_t i) const { return case_.claims.claims[i]; }
  [[nodiscard]] const Block& block_of(const Claim& claim) const {
    return case_.doc.blocks[static_cast<std::size_t>(claim.block)];
  }

  [[nodiscard]] bool may_repeat(const Claim& claim) const {
    return block_of(claim).kind != BlockKind::fence && claim.choice.empty() && !claim.is_target &&
           !claim.written.is_range() && telling_digits(claim.written) > 0 &&
           !(claim.written.unit.is_bare() && claim.quantity == kNoQuantity);
  }

  /// A cell, a label or a key states a figure; a sentence states it for those that come later.
  [[nodiscard]] bool states(const Claim& origin, const Claim& claim) const {
    const bool is_cell = block_of(origin).kind == BlockKind::cell;
    if (is_cell && block_of(claim).kind == BlockKind::cell)
      return block_of(origin).table != block_of(claim).table && origin.span.begin < claim.span.begin;
    return is_cell || origin.span.begin < claim.span.begin;
  }

  int origin_of(int number) {
    const Claim& claim = at(static_cast<std::size_t>(number));
    const double value = claim.written.nominal(Prefixes::decimal);
    int best = -1;
    int looked_at = 0;
    for (auto it = by_value_.lower_bound(value - std::abs(value) * 1e-12);
         it != by_value_.end() && it->first <= value + std::abs(value) * 1e-12 && looked_at < kMostAlike;
         ++it, ++looked_at) {
      const Claim& origin = at(static_cast<std::size_t>(it->second));
      if (it->second == number || origin.block == claim.block || !states(origin, claim)) continue;
      if (origins_[static_cast<std::size_t>(it->second)] == number) continue;  // two do not bear each other out
      if (!is_one_unit(claim.written.unit, origin.written.unit) || claim.written.relation != origin.written.relation)
        continue;
      const bool is_one_quantity = claim.quantity != kNoQuantity && claim.quantity == origin.quantity;
      if (!is_one_quantity && claim.quantity != kNoQuantity && origin.quantity != kNoQuantity) continue;
      if (claim.per != origin.per || are_alternatives(claim.scope, origin.scope, case_.claims)) continue;
      if (words_.shared(number, it->second) <
          needed_words(claim, is_one_quantity && block_of(claim).kind != BlockKind::cell))
        continue;
      if (best < 0 || it->second < best) best = it->second;
    }
    return best;
  }

  static std::size_t needed_words(const Claim& claim, bool is_one_quantity) {
    return (is_one_quantity ? 0 : kSharedWords) + (is_telling(claim.written) ? 0 : 1);
  }

  [[nodiscard]] Finding repeated(int number, int origin) const {
    const Claim& claim = at(static_cast<std::size_t>(number));
    const Claim& stated = at(static_cast<std::size_t>(origin));
    auto leaf = std::make_shared<Derivation>();
    leaf->place = {case_.doc.source, stated.span};
    leaf->value = std::string(case_.doc.source->slice(stated.span));
    leaf->name = leaf->value;
    auto root = std::make_shared<Derivation>();
    root->name = std::string(case_.doc.source->slice(claim.span));
    root->value = leaf->value;
    root->formula = "as stated";
    root->calculation = leaf->value;
    root->operands = {leaf};
    const Quantity* quantity = claim.quantity == kNoQuantity ? nullptr : &case_.book[claim.quantity];
    Finding finding;
    finding.rule = "consistency";
    finding.claim = number;
    finding.place = {case_.doc.source, claim.span};
    finding.path = case_.doc.source->path();
    finding.claimed = claimed_figure(claim, case_.doc, quantity, case_.target.prefixes.value_or(Prefixes::decimal));
    if (quantity != nullptr) finding.quantity = quantity->name, finding.topic = quantity->topic;
    finding.verdict = Verdict::pass;
    finding.severity = Severity::note;
    finding.derivation = root;
    finding.message = finding.claimed->text + ", as stated in line " + std::to_string(leaf->place.begin().line);
    return finding;
  }

  const Case& case_;
  WordsAbout words_;
  std::vector<bool> is_judged_;
  std::vector<int> origins_;             // of each claim: which one it repeats, or -1
  std::multimap<double, int> by_value_;  // in base units
};

}  // namespace

std::vector<Finding> judge_repetitions(const Case& it, const std::vector<Finding>& judged) {
  return Repetitions(it, judged).judge();
}

}  // namespace countercheck

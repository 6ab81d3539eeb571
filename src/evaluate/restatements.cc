// Finds restatements by value, unit and shared words.
#include "evaluate/restatements.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "evaluate/compare.h"
#include "evaluate/telling.h"
#include "evaluate/words_about.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// So many judged figures of nearly one value are looked at for one restatement.
constexpr int kMostAlike = 64;
/// So many digits tell a number without a unit as well as a unit would.
constexpr int kDigitsOfLongNumber = 6;
/// So many words a shorter number without a unit must share.
constexpr std::size_t kWordsOfBareNumber = 2;

class Restatements {
 public:
  Restatements(const Case& it, const std::vector<Finding>& judged) : case_(it), judged_(judged), words_(it, false) {
    verdicts_.assign(it.claims.claims.size(), -1);
    for (std::size_t i = 0; i < judged.size(); ++i) note(static_cast<int>(i));
    for (std::size_t claim = 0; claim < verdicts_.size(); ++claim) {
      if (verdicts_[claim] < 0) continue;
      const Finding& finding = judged[static_cast<std::size_t>(verdicts_[claim])];
      if (is_origin(finding))
        by_value_.emplace(claim_at(claim).written.nominal(Prefixes::decimal), static_cast<int>(claim));
    }
  }

  std::vector<Finding> judge() {
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < verdicts_.size(); ++i) {
      const Claim& claim = claim_at(i);
      if (verdicts_[i] >= 0 && is_settled(judged_[static_cast<std::size_t>(verdicts_[i])])) continue;
      if (!claim.choice.empty() || claim.is_target || claim.written.is_range() || !is_telling(claim.written)) continue;
      if (claim.quantity != kNoQuantity && case_.book[claim.quantity].formulas.empty()) continue;
      const int origin = origin_of(static_cast<int>(i));
      if (origin < 0 || (is_agreed(i) && !is_refuted(origin))) continue;
      findings.push_back(restated(static_cast<int>(i), origin));
    }
    return findings;
  }

 private:
  [[nodiscard]] const Claim& claim_at(std::size_t i) const { return case_.claims.claims[i]; }

  /// What merely agrees with another statement is as wrong as that one.
  static bool is_settled(const Finding& finding) {
    return is_decided(finding.verdict) && !(finding.rule == "consistency" && finding.verdict == Verdict::pass);
  }

  static bool states_a_value(const Written& written) {
    return written.relation == Relation::equal || written.relation == Relation::about;
  }

  [[nodiscard]] bool is_agreed(std::size_t claim) const {
    return verdicts_[claim] >= 0 && is_decided(judged_[static_cast<std::size_t>(verdicts_[claim])].verdict);
  }

  [[nodiscard]] bool is_refuted(int claim) const {
    const int finding = verdicts_[static_cast<std::size_t>(claim)];
    return judged_[static_cast<std::size_t>(finding)].verdict == Verdict::fail;
  }

  static bool is_origin(const Finding& finding) {
    return (finding.verdict == Verdict::pass || finding.verdict == Verdict::fail) && finding.rule != "consistency" &&
           finding.derivation != nullptr && !finding.derivation->operands.empty();
  }

  /// Of several findings on one claim the worst speaks, and of equal ones the first.
  void note(int number) {
    const Finding& finding = judged_[static_cast<std::size_t>(number)];
    if (finding.claim < 0) return;
    int& best = verdicts_[static_cast<std::size_t>(finding.claim)];
    const auto rank = [](const Finding& f) {
      return f.verdict == Verdict::fail ? 3 : f.verdict == Verdict::disputed ? 2 : f.verdict == Verdict::pass ? 1 : 0;
    };
    if (best < 0 || rank(finding) > rank(judged_[static_cast<std::size_t>(best)])) best = number;
  }

  /// The judged claim that this one repeats, or -1.
  int origin_of(int number) {
    const Claim& claim = claim_at(static_cast<std::size_t>(number));
    const Interval region = claim.written.interval(Role::result, Prefixes::decimal);
    int looked_at = 0;
    for (auto at = by_value_.lower_bound(region.low - std::abs(region.low) * 1e-12);
         at != by_value_.end() && at->first <= region.high + std::abs(region.high) * 1e-12 && looked_at < kMostAlike;
         ++at, ++looked_at) {
      const Claim& origin = claim_at(static_cast<std::size_t>(at->second));
      if (at->second == number || !is_one_unit(claim.written.unit, origin.written.unit)) continue;
      if (claim.quantity != kNoQuantity && origin.quantity != kNoQuantity && claim.quantity != origin.quantity)
        continue;
      if (claim.written.relation != origin.written.relation && !states_a_value(origin.written)) continue;
      if (are_alternatives(claim.scope, origin.scope, case_.claims)) continue;
      const bool is_bare = claim.written.unit.is_bare() && origin.written.unit.is_bare() &&
                           telling_digits(claim.written) < kDigitsOfLongNumber;
      const bool is_count = claim.written.unit.dimension.is_one();
      const bool is_known = !is_count && is_of_quantity(claim, origin.quantity);
      if (!is_known && words_.shared(number, at->second) < (is_bare ? kWordsOfBareNumber : 1)) continue;
      return at->second;
    }
    return -1;
  }

  /// "10,240 tokens/second throughput" says again what stands under "Tokens per second", which is a throughput.
  [[nodiscard]] bool is_of_quantity(const Claim& claim, QuantityId quantity) const {
    if (quantity == kNoQuantity) return false;
    if (claim.quantity == quantity) return true;
    const std::vector<Word> said = words_of(case_.book[quantity].said);
    const std::vector<Word> words = words_of(claim.wording);
    return std::all_of(said.begin(), said.end(), [&](const Word& wanted) {
      return std::any_of(words.begin(), words.end(), [&](const Word& word) { return word.text == wanted.text; });
    });
  }

  [[nodiscard]] Finding restated(int number, int origin) const {
    const Claim& claim = claim_at(static_cast<std::size_t>(number));
    const int cause = verdicts_[static_cast<std::size_t>(origin)];
    const Finding& finding_of_origin = judged_[static_cast<std::size_t>(cause)];
    const QuantityId quantity = claim.quantity;
    Finding finding;
    finding.rule = "consistency";
    finding.claim = number;
    finding.place = {case_.doc.source, claim.span};
    finding.path = case_.doc.source->path();
    finding.claimed = claimed_figure(claim, case_.doc, quantity == kNoQuantity ? nullptr : &case_.book[quantity],
                                     case_.target.prefixes.value_or(Prefixes::decimal));
    finding.expected = finding_of_origin.expected;
    finding.topic = finding_of_origin.topic;
    if (quantity != kNoQuantity) finding.quantity = case_.book[quantity].name;
    finding.verdict = finding_of_origin.verdict;
    finding.severity = finding_of_origin.severity;
    auto root = std::make_shared<Derivation>(*finding_of_origin.derivation);
    root->operands = {finding_of_origin.derivation};
    root->formula = "as stated before";
    root->calculation = finding_of_origin.derivation->value;
    finding.derivation = root;
    const std::string line = std::to_string(finding_of_origin.place.begin().line);
    if (finding.verdict == Verdict::pass) {
      finding.message = finding.claimed->text + ", as computed in line " + line;
      return finding;
    }
    finding.caused_by = cause;
    finding.message = finding.claimed->text + " repeats line " + line;
    if (finding.expected) finding.message += ", where " + finding.expected->text + " is recomputed";
    return finding;
  }

  const Case& case_;
  const std::vector<Finding>& judged_;
  std::vector<int> verdicts_;            // of each claim: the finding that speaks, or -1
  std::multimap<double, int> by_value_;  // judged claims, in base units
  WordsAbout words_;
};

}  // namespace

std::vector<Finding> judge_restatements(const Case& it, const std::vector<Finding>& judged) {
  return Restatements(it, judged).judge();
}

}  // namespace countercheck

// Compares figures that are said of one thing, by quantity where they have one, else by the words around them.
#include "evaluate/sayings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "evaluate/calculation.h"
#include "evaluate/compare.h"
#include "evaluate/subjects.h"
#include "evaluate/telling.h"
#include "extract/signs.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// A word that more figures share names too many things.
constexpr std::size_t kMostAlike = 64;
/// So many others must agree before one that stands in no summary is wrong.
constexpr std::size_t kWitnesses = 2;
/// So many where none of them is computed.
constexpr std::size_t kMajority = 3;
constexpr std::array kReadings = {Prefixes::decimal, Prefixes::binary};

/// All numbers that a figure may stand for once it has been rounded to the digits that it shows: 2,300 is 2,250 to
/// 2,350.
Interval rounded_region(const Written& written, Prefixes prefixes) {
  Written rounded = written;
  while (rounded.is_integer && rounded.mantissa >= 100 * rounded.step &&
         std::fmod(rounded.mantissa, rounded.step * 10) == 0)
    rounded.step *= 10;
  return rounded.region(Role::result, prefixes);
}

/// Whether one of two figures, to its digits, is the other.
bool is_one_value(const Written& a, const Written& b) {
  const auto is_rounded = [](const Written& rounded, const Written& exact, Prefixes prefixes) {
    const double number = exact.nominal(prefixes);
    return agree(rounded_region(rounded, prefixes), {number, number});
  };
  return std::any_of(kReadings.begin(), kReadings.end(),
                     [&](Prefixes prefixes) { return is_rounded(a, b, prefixes) || is_rounded(b, a, prefixes); });
}

class Sayings {
 public:
  Sayings(const Case& it, const std::vector<Finding>& judged)
      : case_(it),
        denying_(it.book.language.groups({"negation", "former_state", "hypothetical", "setting", "marked_wrong"})),
        subjects_(it) {
    decided_.resize(it.claims.claims.size());
    proofs_.resize(it.claims.claims.size());
    for (const Finding& finding : judged) note(finding);
    for (const Equation& equation : it.claims.equations) note(equation);
    for (std::size_t i = 0; i < it.claims.claims.size(); ++i) {
      comparable_.push_back(is_comparable(static_cast<int>(i)));
      if (comparable_[i]) insert(static_cast<int>(i));
    }
  }

  std::vector<Finding> judge() {
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < decided_.size(); ++i) {
      const int number = static_cast<int>(i);
      // A figure beside its calculation is judged by that.
      if (decided_[i] || at(number).is_computed || !comparable_[i]) continue;
      if (auto finding = judge(number)) findings.push_back(*std::move(finding));
    }
    return findings;
  }

 private:
  [[nodiscard]] const Claim& at(int claim) const { return case_.claims.claims[static_cast<std::size_t>(claim)]; }

  void note(const Finding& finding) {
    if (finding.claim < 0) return;
    const auto claim = static_cast<std::size_t>(finding.claim);
    if (is_decided(finding.verdict)) decided_[claim] = true;
    if (finding.verdict == Verdict::fail) proofs_[claim] = {nullptr, true};
    const bool is_computed = finding.verdict == Verdict::pass && finding.rule != "consistency" &&
                             finding.derivation != nullptr && !finding.derivation->operands.empty();
    if (is_computed && !proofs_[claim].is_refuted) proofs_[claim].finding = &finding;
  }

  /// What is computed with, and the ends of a change, are figures of other things than the label beside them.
  void note(const Equation& equation) {
    for (const Equation::Side& side : equation.sides) {
      if (side.expr.op == Operator::written && equation.form != Equation::Form::change) continue;
      for (const Expr* operand : operands_of(side.expr)) operands_.insert(operand->span.begin);
    }
  }

  [[nodiscard]] bool is_comparable(int number) const {
    const Claim& claim = at(number);
    const bool is_equal = claim.written.relation == Relation::equal || claim.written.is_approximate();
    // What a heading counts holds for what stands below it.
    if (case_.doc.blocks[static_cast<std::size_t>(claim.block)].kind == BlockKind::heading) return false;
    return claim.choice.empty() && !claim.is_target && !claim.written.is_range() && is_equal &&
           !operands_.contains(claim.span.begin) && !is_computed_with(claim) && !is_former(claim) &&
           !is_denied(claim.wording);
  }

  [[nodiscard]] std::string_view text_of(const Claim& claim) const {
    return case_.doc.blocks[static_cast<std::size_t>(claim.block)].text.text;
  }

  /// "32 MB ÷ 2".
  [[nodiscard]] bool is_computed_with(const Claim& claim) const {
    const std::string_view text = text_of(claim);
    return begins_with_operator(text.substr(std::min<std::size_t>(claim.written.span.end, text.size())));
  }

  /// "from 2048 to 512", "was 4".
  [[nodiscard]] bool is_former(const Claim& claim) const {
    const std::string_view before = text_of(claim).substr(0, claim.written.span.begin);
    const std::vector<Word> words = words_of(before.substr(before.size() - std::min<std::size_t>(before.size(), 20)));
    return !words.empty() && case_.book.language.has("former", words.back().text);
  }

  /// "not 32", "the previous 32-GPU strategy", "would need 64".
  [[nodiscard]] bool is_denied(std::string_view sentence) const {
    const std::vector<Word> words = words_of(sentence);
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return case_.book.language.has(denying_, word.text); });
  }

  void insert(int claim) {
    if (at(claim).quantity != kNoQuantity) by_key_["=" + case_.book[at(claim).quantity].name].push_back(claim);
    for (const std::string& word : subjects_.of(claim).core) by_key_[word].push_back(claim);
  }

  /// All other figures that are said of the same thing; nothing where too many may be.
  [[nodiscard]] std::vector<int> said_of_the_same(int number) {
    const Claim& claim = at(number);
    std::vector<std::string> keys;
    if (claim.quantity != kNoQuantity) keys.push_back("=" + case_.book[claim.quantity].name);
    for (const std::string& word : subjects_.of(number).core) keys.push_back(word);
    std::vector<int> out;
    for (const std::string& key : keys) {
      const auto found = by_key_.find(key);
      if (found == by_key_.end()) continue;
      if (found->second.size() > kMostAlike) continue;
      for (const int other : found->second)
        if (other != number && is_of_the_same(number, other)) out.push_back(other);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  [[nodiscard]] bool is_of_the_same(int a, int b) {
    const Claim& first = at(a);
    const Claim& second = at(b);
    if (first.scope != second.scope || !is_one_unit(first.written.unit, second.written.unit)) return false;
    if (first.quantity != kNoQuantity && second.quantity != kNoQuantity &&
        (first.quantity != second.quantity || first.per != second.per))
      return false;
    if (are_of_one_table(first, second)) return false;
    const Subject& one = subjects_.of(a);
    const Subject& other = subjects_.of(b);
    if (one.limits != other.limits) return false;
    return (first.quantity != kNoQuantity && first.quantity == second.quantity) || are_one(one, other);
  }

  /// Cells of one table are there to differ.
  [[nodiscard]] bool are_of_one_table(const Claim& a, const Claim& b) const {
    const int table = case_.doc.blocks[static_cast<std::size_t>(a.block)].table;
    return table >= 0 && table == case_.doc.blocks[static_cast<std::size_t>(b.block)].table;
  }

  std::optional<Finding> judge(int number) {
    const std::vector<int> others = said_of_the_same(number);
    int proof = -1;
    bool is_repeated = false;
    for (const int other : others) {
      if (is_one_value(at(number).written, at(other).written)) is_repeated = true;
      const Proof& found = proofs_[static_cast<std::size_t>(other)];
      if (found.finding == nullptr) continue;
      if (is_one_value(at(number).written, at(other).written)) return said(number, other, Verdict::pass);
      if (proof < 0) proof = other;
    }
    if (others.empty() || is_repeated) return std::nullopt;
    // What comes first is what a few others may not have kept to.
    if (others.front() > number && others.size() < kMajority) return std::nullopt;
    const int meant = proof < 0 ? others.front() : proof;
    const bool is_alone = std::all_of(others.begin(), others.end(),
                                      [&](int other) { return is_one_value(at(other).written, at(meant).written); });
    const bool sums_up = subjects_.of(number).is_in_summary && proof >= 0 && proof < number;
    if (!is_alone || (!sums_up && !is_outvoted(number, others.size(), proof >= 0))) return std::nullopt;
    return said(number, meant, Verdict::fail);
  }

  /// Bare numbers and cells without a calculation among them are varied, not contradicted.
  [[nodiscard]] bool is_outvoted(int number, std::size_t others, bool is_computed) {
    if (is_computed) return others >= kWitnesses;
    const bool is_cell = case_.doc.blocks[static_cast<std::size_t>(at(number).block)].kind == BlockKind::cell;
    return others >= kMajority && !is_cell && !at(number).written.unit.is_bare() && subjects_.of(number).limits.empty();
  }

  [[nodiscard]] Finding said(int number, int other, Verdict verdict) const {
    const Claim& claim = at(number);
    const Quantity* quantity = claim.quantity == kNoQuantity ? nullptr : &case_.book[claim.quantity];
    const Prefixes prefixes = case_.target.prefixes.value_or(Prefixes::decimal);
    Finding finding;
    finding.rule = "consistency";
    finding.claim = number;
    finding.place = {case_.doc.source, claim.span};
    finding.path = case_.doc.source->path();
    finding.claimed = claimed_figure(claim, case_.doc, quantity, prefixes);
    finding.expected = claimed_figure(at(other), case_.doc, quantity, prefixes);
    if (quantity != nullptr) finding.quantity = quantity->name, finding.topic = quantity->topic;
    finding.verdict = verdict;
    finding.severity = verdict == Verdict::fail ? Severity::error : Severity::note;
    const Finding* proof = proofs_[static_cast<std::size_t>(other)].finding;
    const Place place{case_.doc.source, at(other).span};
    auto root = std::make_shared<Derivation>(proof == nullptr ? Derivation{} : *proof->derivation);
    root->operands = {proof == nullptr ? leaf_of(other) : proof->derivation};
    root->value = root->operands.front()->value;
    root->formula = "as stated before";
    root->calculation = root->value;
    finding.derivation = root;
    const std::string line =
        (proof == nullptr ? " in line " : " computed in line ") + std::to_string(place.begin().line);
    finding.message = (quantity == nullptr ? "" : quantity->said + ": ") + finding.claimed->text;
    finding.message += verdict == Verdict::pass ? ", as" + line : " here, " + finding.expected->text + line;
    return finding;
  }

  [[nodiscard]] DerivationPtr leaf_of(int claim) const {
    auto leaf = std::make_shared<Derivation>();
    leaf->place = {case_.doc.source, at(claim).span};
    leaf->value = std::string(case_.doc.source->slice(at(claim).span));
    return leaf;
  }

  struct Proof {
    const Finding* finding = nullptr;  ///< a calculation that confirms the claim
    bool is_refuted = false;
  };

  const Case& case_;
  const WordGroups denying_;
  Subjects subjects_;
  std::vector<bool> decided_;
  std::vector<bool> comparable_;
  std::vector<Proof> proofs_;
  std::set<std::uint32_t> operands_;  ///< where they begin in the source
  std::map<std::string, std::vector<int>> by_key_;
};

}  // namespace

std::vector<Finding> judge_sayings(const Case& it, const std::vector<Finding>& judged) {
  return Sayings(it, judged).judge();
}

}  // namespace countercheck

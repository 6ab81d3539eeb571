// Turns the opinions on a claim into its verdict, in words.
#include "evaluate/judge_claims.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "evaluate/compare.h"
#include "evaluate/rewrite.h"
#include "evaluate/siblings.h"
#include "evaluate/slips.h"
#include "evaluate/witnesses.h"
#include "text/words.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

std::string with_axes(const std::string& said, const std::vector<std::string>& per) {
  std::string out = said;
  for (const std::string& axis : per) out += " per " + axis;
  return out;
}

class ClaimJudge {
 public:
  ClaimJudge(const Case& it, Resolvers& resolvers, Calculated calculated)
      : case_(it), calculated_(std::move(calculated)), opinions_(it, resolvers, calculated_) {}

  /// A figure under a loose label: the first quantity that it fits confirms it; nothing refutes it.
  std::optional<Finding> confirm(int number) {
    Claim claim = case_.claims.claims[static_cast<std::size_t>(number)];
    if (claim.is_target) return std::nullopt;
    for (const QuantityId id : claim.maybe) {
      claim.quantity = id;
      const std::vector<Opinion> opinions = opinions_.on(claim);
      const auto good = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.holds(); });
      if (good != opinions.end()) return pass(begin(number, claim), claim, *good);
    }
    return std::nullopt;
  }

  /// A figure that the claims beside it do not have, where a formula gives what they have.
  std::optional<Finding> refute(int number) {
    Claim claim = case_.claims.claims[static_cast<std::size_t>(number)];
    claim.quantity = claim.maybe.front();
    const std::vector<Opinion> opinions = opinions_.on(claim);
    const auto bad = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.fails(); });
    if (bad == opinions.end()) return std::nullopt;
    // 25 layers make no four stages alike.
    const Interval value = bad->expected.value->number;
    if (case_.book[claim.quantity].is_whole && std::floor(value.high) < value.low) return std::nullopt;
    return fail(begin(number, claim), claim, *bad);
  }

  /// The claim that keeps not to the estimate that all others of its quantity keep to.
  Finding refute(const Odd& odd) {
    const Claim& claim = case_.claims.claims[static_cast<std::size_t>(odd.claim)];
    const Claim& other = case_.claims.claims[static_cast<std::size_t>(odd.other)];
    const std::vector<Opinion> opinions = opinions_.on(claim);
    const auto told = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.speaks(); });
    return contradict(begin(odd.claim, claim), claim, *told, case_.doc.source->position(other.span.begin).line);
  }

  [[nodiscard]] const std::vector<Estimated>& estimated() const { return estimated_; }

  Finding judge(int number) {
    const Claim& claim = case_.claims.claims[static_cast<std::size_t>(number)];
    const Quantity& quantity = case_.book[claim.quantity];
    Finding finding = begin(number, claim);
    const bool is_setting = !quantity.is_goal && case_.book.language.has_any("setting", claim.wording);
    if (claim.is_target || is_setting || !claim.choice.empty() || !has_judging_formula(quantity))
      return judge_as_input(std::move(finding), claim);
    return conclude(std::move(finding), claim, opinions_.on(claim));
  }

 private:
  [[nodiscard]] Finding begin(int number, const Claim& claim) const {
    const Quantity& quantity = case_.book[claim.quantity];
    Finding finding;
    finding.rule = "claim/" + quantity.name;
    finding.quantity = quantity.name;
    finding.claim = number;
    finding.place = {case_.doc.source, claim.span};
    finding.path = case_.doc.source->path();
    finding.claimed = claimed_figure(claim, case_.doc, &quantity, case_.target.prefixes.value_or(Prefixes::decimal));
    finding.message = with_axes(quantity.said, claim.per) + ": " + finding.claimed->text;
    finding.topic = quantity.topic;
    return finding;
  }

  static bool has_judging_formula(const Quantity& quantity) {
    return std::any_of(quantity.formulas.begin(), quantity.formulas.end(),
                       [](const Formula& f) { return !f.is_fallback; });
  }

  /// What is set or targeted beats the document, and the difference is a finding; else an input is just taken.
  Finding judge_as_input(Finding finding, const Claim& claim) const {
    finding.verdict = Verdict::input;
    finding.severity = Severity::note;
    if (claim.is_target) return finding;
    const Fact* fact = case_.facts.find(claim.quantity, claim.per, where_of(claim, case_.doc)).fact;
    if (fact == nullptr || fact->trust > Trust::target) return finding;
    const Quantity& quantity = case_.book[claim.quantity];
    auto leaf = std::make_shared<Derivation>();
    leaf->name = quantity.name;
    leaf->label = quantity.said;
    leaf->value = fact->text;
    leaf->origin = fact->origin;
    leaf->place = fact->place;
    auto root = std::make_shared<Derivation>(*leaf);
    root->operands = {leaf};
    finding.derivation = root;
    const Prefixes prefixes = case_.target.prefixes.value_or(Prefixes::decimal);
    const Value value = fact->read(Role::operand, prefixes);
    const bool agrees = claim.choice.empty()
                            ? compare(claim.written, quantity, value.number, prefixes).agrees ||
                                  compare(claim.written, quantity, value.number, Prefixes::binary).agrees
                            : value.choice == claim.choice;
    finding.verdict = agrees ? Verdict::pass : Verdict::fail;
    finding.severity = agrees ? Severity::note : Severity::error;
    if (!agrees) {
      finding.expected = expected_figure(value.number, claim, quantity, prefixes, fact->text);
      finding.message += " claimed, " + fact->text + " by " + fact->origin;
    }
    return finding;
  }

  Finding conclude(Finding finding, const Claim& claim, const std::vector<Opinion>& opinions) {
    const auto good = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.holds(); });
    const auto bad = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.fails(); });
    // A reading that cannot be computed here might be the one that is meant.
    const bool is_silent = std::any_of(opinions.begin(), opinions.end(),
                                       [](const Opinion& o) { return !o.formula->reading.empty() && !o.speaks(); });
    const bool has_bad = bad != opinions.end();
    const bool has_good = good != opinions.end();
    // What is told of a former state is too little to refute a part of it.
    const bool is_former = case_.claims.scopes[static_cast<std::size_t>(claim.scope)].is_former;
    if (has_good && (!has_bad || is_former)) {
      if (!calculated_.contains(finding.claim)) note_estimate(finding.claim, claim, {*good});
      return pass(std::move(finding), claim, *good);
    }
    // What one arrangement may have at most, to its digits, is not too much because another may have less.
    const auto met = std::find_if(opinions.begin(), opinions.end(), [&](const Opinion& o) { return is_met(o, claim); });
    if (has_bad && bad->formula->strength == Strength::upper_bound && met != opinions.end())
      return pass(std::move(finding), claim, *met);
    if (has_good && !good->formula->reading.empty() && !bad->formula->reading.empty())
      return dispute(std::move(finding), claim, *good, *bad);
    if (has_bad && !is_silent && !is_former) {
      Finding failed = fail(std::move(finding), claim, *bad);
      if (failed.fix) failed.fix->safe = failed.fix->safe && speak_as_one(opinions, claim);
      return failed;
    }
    const bool is_calculated = calculated_.contains(finding.claim);  // what it rests on is judged where it stands
    if (const Testimony against = testimony_against(claim, opinions, case_);
        against.opinion != nullptr && !is_calculated && !is_aside(claim))
      return contradict(std::move(finding), claim, *against.opinion, against.witness->place.begin().line);
    if (!is_calculated) note_estimate(finding.claim, claim, opinions);
    return leave_open(std::move(finding), claim, opinions);
  }

  void note_estimate(int number, const Claim& claim, const std::vector<Opinion>& opinions) {
    const auto told = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.speaks(); });
    if (told == opinions.end() || !told->expected.is_estimate) return;
    if (claim.written.relation != Relation::equal || claim.written.is_range()) return;
    estimated_.push_back({number, claim.quantity, told->expected.value->number.low, told->holds()});
  }

  static bool is_met(const Opinion& opinion, const Claim& claim) {
    return opinion.formula->strength == Strength::upper_bound && opinion.holds() &&
           agree(claim.written.interval(Role::result, opinion.prefixes), opinion.expected.value->number);
  }

  Finding pass(Finding finding, const Claim& claim, const Opinion& opinion) const {
    finding.verdict = Verdict::pass;
    finding.severity = Severity::note;
    finding.derivation = opinion.expected.derivation;
    set_expected(finding, claim, opinion);
    const char* relation = opinion.formula->strength == Strength::lower_bound   ? " ≥ "
                           : opinion.formula->strength == Strength::upper_bound ? " ≤ "
                                                                                : " = ";
    if (!opinion.expected.derivation->calculation.empty())
      finding.message += relation + opinion.expected.derivation->calculation;
    if (!opinion.comparison.licence.empty()) finding.notes.push_back("holds with " + opinion.comparison.licence);
    if (!opinion.formula->reading.empty()) finding.notes.push_back("read as " + opinion.formula->reading);
    if (opinion.expected.is_assumed) finding.notes.push_back("rests on an assumption: see the calculation");
    if (opinion.expected.is_estimate) finding.notes.push_back("agrees with an estimate");
    return finding;
  }

  Finding fail(Finding finding, const Claim& claim, const Opinion& opinion) {
    set_expected(finding, claim, opinion);
    finding.derivation = opinion.expected.derivation;
    if (const auto found = calculated_.find(finding.claim);
        found != calculated_.end() && !case_.target.conventions.contains(case_.book[claim.quantity].name)) {
      // Judged on the figures that it writes, the calculation holds; what it rests on is judged where it stands.
      finding.verdict = Verdict::unverifiable;
      finding.severity = Severity::note;
      finding.message += ", from the document's own calculation; " + finding.expected->text + " recomputed";
      return finding;
    }
    if (is_varied(claim) || is_aside(claim)) {
      finding.verdict = Verdict::unverifiable;
      finding.severity = Severity::note;
      finding.message += "; " + finding.expected->text + " recomputed, but the document gives it several values";
      return finding;
    }
    finding.verdict = Verdict::fail;
    finding.severity = Severity::error;
    const char* relation = opinion.formula->strength == Strength::lower_bound   ? " claimed, at least "
                           : opinion.formula->strength == Strength::upper_bound ? " claimed, at most "
                                                                                : " claimed, ";
    finding.message += relation + finding.expected->text +
                       (opinion.formula->strength == Strength::identity ? " recomputed" : " possible");
    if (!opinion.formula->reading.empty()) finding.notes.push_back("read as " + opinion.formula->reading);
    if (opinion.formula->strength != Strength::identity) return finding;
    finding.fix = fix_of(finding.place, claim, opinion);
    finding.hint = find_claim_slip(claim, opinion.expected.value->number, *finding.derivation, opinion.prefixes, case_);
    return finding;
  }

  /// What a formula gives only as an estimate, or of a former state, and another line says as well.
  Finding contradict(Finding finding, const Claim& claim, const Opinion& opinion, int line) const {
    set_expected(finding, claim, opinion);
    finding.derivation = opinion.expected.derivation;
    finding.verdict = Verdict::fail;
    finding.severity = Severity::error;
    finding.message += " claimed, " + finding.expected->text + " recomputed, as in line " + std::to_string(line);
    return finding;
  }

  [[nodiscard]] std::optional<Fix> fix_of(const Place& place, const Claim& claim, const Opinion& opinion) const {
    const Quantity& quantity = case_.book[claim.quantity];
    const Interval value = opinion.expected.value->number;
    return rewrite({place, claim.written, value, opinion.prefixes, case_.target.prefixes.has_value(),
                    [&](const Written& now) { return compare(now, quantity, value, opinion.prefixes).agrees; }},
                   case_.book);
  }

  /// Whether every formula that has something to say would write the same.
  [[nodiscard]] bool speak_as_one(const std::vector<Opinion>& opinions, const Claim& claim) const {
    std::string first;
    for (const Opinion& opinion : opinions) {
      if (!opinion.speaks() || !opinion.is_identity()) continue;
      const std::string text = print_like(opinion.expected.value->number, claim.written, opinion.prefixes);
      if (first.empty()) first = text;
      if (text != first) return false;
    }
    return true;
  }

  /// "estimated for a batch size of 32" beside "Batch size: 128" speaks of something else.
  [[nodiscard]] bool is_aside(const Claim& claim) const {
    if (claim.reader != Reader::link) return false;
    const std::vector<const Fact*>& firm = case_.facts.firm_values(claim.quantity, claim.per, claim.scope);
    return std::any_of(firm.begin(), firm.end(), [&](const Fact* fact) {
      return !agree(fact->written.region(Role::result, Prefixes::decimal),
                    claim.written.region(Role::result, Prefixes::decimal));
    });
  }

  /// Two values of one quantity in one scope, each stated more than once, are two things that go by one name.
  bool is_varied(const Claim& claim) {
    const auto [known, is_new] = varied_.try_emplace({claim.quantity, claim.scope, claim.per}, false);
    if (is_new) {
      const auto groups = by_value(case_.facts.statements(claim.quantity, claim.per, claim.scope));
      known->second =
          std::count_if(groups.begin(), groups.end(), [](const auto& group) { return group.size() > 1; }) > 1;
    }
    return known->second;
  }

  Finding dispute(Finding finding, const Claim& claim, const Opinion& good, const Opinion& bad) const {
    finding.verdict = Verdict::disputed;
    finding.severity = Severity::warning;
    set_expected(finding, claim, bad);
    finding.derivation = bad.expected.derivation;
    const auto name = [](const Opinion& o) {
      return o.formula->reading.empty() ? o.formula->text : o.formula->reading;
    };
    finding.message += " holds as " + name(good) + " (" + good.expected.derivation->calculation + "), not as " +
                       name(bad) + " (" + finding.expected->text + " = " + bad.expected.derivation->calculation + ")";
    finding.hint =
        "say which is meant, or settle it with `[conventions] " + finding.quantity + " = \"" + name(good) + "\"`";
    return finding;
  }

  /// Missing inputs, an assumption or an estimate that disagrees: named, never a fail.
  Finding leave_open(Finding finding, const Claim& claim, const std::vector<Opinion>& opinions) const {
    finding.verdict = Verdict::unverifiable;
    finding.severity = Severity::note;
    const auto speaking = std::find_if(opinions.begin(), opinions.end(), [](const Opinion& o) { return o.speaks(); });
    if (speaking != opinions.end()) {
      set_expected(finding, claim, *speaking);
      finding.derivation = speaking->expected.derivation;
      finding.message += std::string(" claimed, ") + finding.expected->text +
                         (speaking->expected.is_estimate ? " estimated" : " if what is not stated is as assumed");
      return finding;
    }
    std::string lacking;
    for (const Opinion& opinion : opinions) {
      if (!opinion.expected.error.empty()) finding.notes.push_back(opinion.expected.error);
      for (const std::string& name : opinion.expected.missing) lacking += (lacking.empty() ? "" : ", ") + name;
      if (!lacking.empty()) break;
    }
    finding.message += lacking.empty() ? " cannot be recomputed here" : " cannot be recomputed: no " + lacking;
    return finding;
  }

  void set_expected(Finding& finding, const Claim& claim, const Opinion& opinion) const {
    const Interval value = opinion.expected.value->number;
    finding.expected = expected_figure(
        value, claim, case_.book[claim.quantity], opinion.prefixes,
        expected_text(value, claim.written, opinion.prefixes, case_.target.prefixes.has_value(), case_.book.units));
  }

  const Case& case_;
  Calculated calculated_;
  Opinions opinions_;
  std::vector<Estimated> estimated_;
  std::map<std::tuple<QuantityId, ScopeId, std::vector<std::string>>, bool> varied_;
};

}  // namespace

std::vector<Finding> judge_claims(const Case& it, Resolvers& resolvers, const std::vector<Finding>& arithmetic) {
  Calculated calculated;
  for (const Finding& finding : arithmetic)
    if (finding.claim >= 0 && finding.verdict == Verdict::pass) calculated.emplace(finding.claim, &finding);
  ClaimJudge judge(it, resolvers, std::move(calculated));
  std::vector<Finding> findings;
  std::vector<bool> is_confirmed(it.claims.claims.size());
  for (std::size_t i = 0; i < it.claims.claims.size(); ++i) {
    const Claim& claim = it.claims.claims[i];
    if (claim.quantity != kNoQuantity)
      findings.push_back(judge.judge(static_cast<int>(i)));
    else if (!claim.maybe.empty())
      if (auto finding = judge.confirm(static_cast<int>(i))) {
        findings.push_back(*std::move(finding));
        is_confirmed[i] = true;
      }
  }
  for (const int odd : odd_members(it, is_confirmed))
    if (auto finding = judge.refute(odd)) findings.push_back(*std::move(finding));
  for (const Odd& odd : odd_estimates(judge.estimated())) {
    const auto open =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.claim == odd.claim; });
    *open = judge.refute(odd);
  }
  return findings;
}

}  // namespace countercheck

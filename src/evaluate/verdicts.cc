// From a reading to a finding.
#include "evaluate/verdicts.h"

#include <algorithm>

#include "evaluate/compare.h"
#include "evaluate/rewrite.h"
#include "evaluate/slips.h"
#include "evaluate/tolerance.h"
#include "text/words.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr std::size_t kNearEquations = 500;
constexpr int kMostComputed = 8;
constexpr std::uint32_t kLongestRemark = 100;

/// Whether the document computes this number and rounds it: 68.27 written 68.
bool is_rounded(const Written& operand, const Case& it) {
  const auto is_same = [&](const Expr& side) {
    return side.op == Operator::written && side.written && side.written->mantissa == operand.mantissa &&
           side.written->suffix == operand.suffix && side.written->unit.scale == operand.unit.scale &&
           side.written->unit.dimension == operand.unit.dimension;
  };
  std::size_t seen = 0;
  int computed = 0;
  for (const Equation& equation : it.claims.equations) {
    if (++seen > kNearEquations) return false;
    if (equation.form != Equation::Form::equality && equation.form != Equation::Form::value_of) continue;
    for (std::size_t i = 0; i + 1 < equation.sides.size(); ++i) {
      const Expr& a = equation.sides[i].expr;
      const Expr& b = equation.sides[i + 1].expr;
      for (const auto& [result, calculation] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
        if (!is_same(*result) || calculation->op == Operator::written) continue;
        if (++computed > kMostComputed) return false;
        const Reading reading =
            read_as(*calculation, *result->written, {it.book.units, it.book.language, it.target.prefixes});
        const double written = result->written->nominal(reading.prefixes);
        if (reading.outcome == Reading::Outcome::holds && !agree(reading.value, {written, written})) return true;
      }
    }
  }
  return false;
}

Figure figure_of(Interval number, const Written& like, Prefixes prefixes, std::string text) {
  const double factor = like.unit.factor(prefixes);
  Figure figure;
  figure.text = std::move(text);
  figure.low = number.low / factor;
  figure.high = number.high / factor;
  figure.value = number.middle() / factor;
  figure.unit = like.unit.symbol;
  figure.relation = like.relation;
  return figure;
}

struct FixCase {
  const Judged& judged;
  const Verdicts& how;
  const Case& it;
};

/// The result of a calculation is derived. Where one number is set equal to another, and where the result is what other
/// figures are computed from, it may be the one that is right.
std::optional<Fix> fix_of(const Place& place, const Expr& calculation, const Reading& reading, const FixCase& where) {
  const Written& number = *where.judged.number.written;
  const Case& it = where.it;
  std::optional<Fix> fix =
      rewrite({place, number, reading.value, reading.prefixes, it.target.prefixes.has_value(),
               [&](const Written& now) { return agree(region_of(now, reading.prefixes), reading.value); }},
              it.book);
  if (!fix) return fix;
  if (calculation.op == Operator::written || !where.how.has_result) fix->safe = false;
  if (where.judged.claim < 0) return fix;
  const QuantityId quantity = it.claims.claims[static_cast<std::size_t>(where.judged.claim)].quantity;
  if (quantity != kNoQuantity && it.book[quantity].formulas.empty()) fix->safe = false;
  return fix;
}

/// 35 GB + 0.5 GB is 35.5 GB whatever a GB is.
bool is_of_one_prefix(const Expr& calculation, const Written& number) {
  const std::vector<const Expr*> operands = operands_of(calculation);
  const auto is_alike = [&](const Expr* operand) {
    const Unit& unit = operand->written->unit;
    return unit.dimension == number.unit.dimension && unit.scale == number.unit.scale;
  };
  return std::any_of(operands.begin(), operands.end(), is_alike) &&
         std::all_of(operands.begin(), operands.end(), [&](const Expr* operand) {
           return is_alike(operand) || (operand->written->unit.dimension.is_one() && operand->written->suffix == 1);
         });
}

/// A number of the same unit is no calculation: another place of the document says it.
bool is_other_statement(const Expr& calculation, const Written& written) {
  return calculation.written && calculation.written->unit.scale == written.unit.scale &&
         calculation.written->suffix == written.suffix;
}

/// "96 GPUs", "10 in line 394".
std::string placed(const Expr& number, const Place& here, const Case& it) {
  const int line = it.doc.source->position(number.span.begin).line;
  const std::string text = text_of(number);
  return line == here.begin().line ? text : text + " in line " + std::to_string(line);
}

}  // namespace

ReadingRules reading_rules(const Case& it) {
  return {it.book.units, it.book.language, it.target.prefixes,
          [&it](const Written& operand) { return is_rounded(operand, it); }};
}

Finding finding_on(const Judged& judged, std::string rule, const Case& it) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.claim = judged.claim;
  Span span = judged.span;
  if (judged.claim >= 0) {
    const Claim& claim = it.claims.claims[static_cast<std::size_t>(judged.claim)];
    span = claim.span;
    if (claim.quantity != kNoQuantity) finding.quantity = it.book[claim.quantity].name;
  }
  finding.place = {it.doc.source, span};
  finding.path = it.doc.source->path();
  const Written& written = *judged.number.written;
  const Prefixes prefixes = it.target.prefixes.value_or(Prefixes::decimal);
  finding.claimed = figure_of(region_of(written, prefixes), written, prefixes, std::string(it.doc.source->slice(span)));
  finding.claimed->value = written.nominal(prefixes) / written.unit.factor(prefixes);
  return finding;
}

std::optional<Finding> verdict_on(const Judged& judged, const Expr& calculation, const Verdicts& how, const Case& it) {
  const Written& written = *judged.number.written;
  const Reading reading = read_as(calculation, written, reading_rules(it));
  Finding finding = finding_on(judged, how.rule, it);
  const std::string& claimed = judged.number.literal_text;
  const std::string calculated = text_of(calculation);
  switch (reading.outcome) {
    case Reading::Outcome::holds:
      finding.verdict = Verdict::pass;
      finding.message = is_other_statement(calculation, written)
                            ? claimed + " agrees with " + placed(calculation, finding.place, it)
                            : claimed + " = " + calculated;
      if (!reading.note.empty()) finding.notes.push_back(reading.note);
      break;
    case Reading::Outcome::undecided:
      if (!how.may_fail) return std::nullopt;
      finding.verdict = Verdict::unverifiable;
      finding.message = "cannot compare `" + calculated + "` with `" + claimed + "`";
      finding.notes.push_back(reading.note);
      return finding;
    case Reading::Outcome::fails:
      if (!how.may_fail) return std::nullopt;
      if (const auto share = tolerance_for(how.rule, finding.quantity, it)) {
        const Comparison near = compare_with_tolerance(written, reading.value, *share, reading.prefixes);
        if (near.agrees) {
          finding.verdict = Verdict::pass;
          finding.message = claimed + " = " + calculated;
          finding.notes.push_back("holds " + near.licence);
          break;
        }
      }
      if (is_marked_wrong(judged.span, it)) {
        finding.verdict = Verdict::unverifiable;
        finding.message = "`" + claimed + "` is marked as wrong by the document itself";
        return finding;
      }
      finding.verdict = Verdict::fail;
      finding.severity = Severity::error;
      finding.hint = find_slip(calculation, written, reading, reading_rules(it));
      break;
  }
  const std::string value = finding.verdict == Verdict::fail ? print_beside(reading.value, written, reading.prefixes)
                                                             : print_like(reading.value, written, reading.prefixes);
  finding.expected = figure_of(reading.value, written, reading.prefixes, value);
  finding.derivation = derive(calculation, value, it.doc);
  if (finding.verdict == Verdict::fail) {
    const std::string expected =
        expected_text(reading.value, written, reading.prefixes,
                      it.target.prefixes.has_value() || is_of_one_prefix(calculation, written), it.book.units);
    finding.message = is_other_statement(calculation, written)
                          ? claimed + " differs from " + placed(calculation, finding.place, it)
                          : calculated + " is " + expected + ", not " + claimed;
    finding.fix = fix_of(finding.place, calculation, reading, {judged, how, it});
  }
  return finding;
}

bool is_marked_wrong(Span calculation, const Case& it) {
  const std::string_view text = it.doc.source->text();
  const std::string_view rest = text.substr(calculation.end, kLongestRemark);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  if (line.find_first_not_of(" )*") != std::string_view::npos && line[line.find_first_not_of(" )*")] == '?')
    return true;
  const std::vector<Word> words = words_of(line);
  for (const std::string& mark : it.book.language.group("marked_wrong")) {
    const bool is_sign = static_cast<unsigned char>(mark.front()) >= 0x80;
    if (is_sign ? line.find(mark) != std::string_view::npos
                : std::any_of(words.begin(), words.end(), [&](const Word& word) { return word.text == mark; }))
      return true;
  }
  return false;
}

}  // namespace countercheck

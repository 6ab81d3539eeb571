// Makes claims: their scope, their wording, and which calculation they belong to.
#include "extract/claim_maker.h"

#include <algorithm>

#include "extract/binding.h"

namespace countercheck {
namespace {

/// The sentence, or line, around a place in a text; lower case.
std::string sentence_around(std::string_view text, Span place) {
  std::size_t begin = place.begin;
  const auto ends = [&](std::size_t i) {
    return text[i] == '\n' || (text[i] == '.' && i + 1 < text.size() && text[i + 1] == ' ');
  };
  while (begin > 0 && place.begin - begin < 200 && !ends(begin - 1)) --begin;
  std::size_t end = place.end;
  while (end < text.size() && end - place.end < 200 && !ends(end)) ++end;
  return lower(text.substr(begin, end - begin));
}

}  // namespace

void ClaimMaker::add(const Statement& statement) {
  const Span span = statement.choice.empty() ? statement.written.number : statement.written.span;
  const auto [found, is_new] =
      by_number_.try_emplace({statement.block, span.begin}, static_cast<int>(out_.claims.size()));
  if (!is_new) return;
  Claim claim = claim_at(statement.block, statement.written);
  claim.choice = statement.choice;
  claim.quantity = statement.quantity;
  claim.maybe = statement.maybe;
  claim.per = statement.per;
  std::sort(claim.per.begin(), claim.per.end());
  claim.per.erase(std::unique(claim.per.begin(), claim.per.end()), claim.per.end());
  claim.reader = statement.reader;
  claim.label = page_.block(statement.label_block).text.to_source(statement.label);
  if (statement.scope != kInheritScope) claim.scope = statement.scope;
  claim.is_target = (statement.is_target || manner_of(claim.wording).is_target) &&
                    (claim.quantity == kNoQuantity || !page_.book[claim.quantity].is_goal);
  if (statement.is_former) {
    claim.scope = page_.scopes.open_former(claim.span);
    out_.claims.push_back(std::move(claim));
    return;
  }
  // A what-if, a former state and the left of "8 → 1" speak of another deployment.
  if (manner_of(claim.wording).is_another || becomes_another(statement))
    claim.scope = page_.scopes.open_aside(claim.scope, claim.span);
  out_.claims.push_back(std::move(claim));
}

const ClaimMaker::Manner& ClaimMaker::manner_of(const std::string& wording) {
  if (wording == wording_) return manner_;
  wording_ = wording;
  manner_ = {};
  const Language& language = page_.book.language;
  for (const Word& word : words_of(wording)) {
    manner_.is_target = manner_.is_target || language.has("target", word.text);
    manner_.is_another = manner_.is_another || language.has(another_, word.text);
  }
  return manner_;
}

void ClaimMaker::add(Equation equation, int block) {
  const FlatText& text = page_.block(block).text;
  equation.block = block;
  equation.scope = page_.scopes.of_block(block);
  const bool is_calculation = std::any_of(equation.sides.begin(), equation.sides.end(),
                                          [](const Equation::Side& side) { return side.expr.op != Operator::written; });
  for (Equation::Side& side : equation.sides) {
    equation.claims.push_back(claim_of(side, block));
    if (is_calculation && equation.claims.back() >= 0) {
      calculated_.insert(equation.claims.back());
      drop_input(equation.claims.back());
    }
    place_operands(side.expr, text);
    side.span = text.to_source(side.span);
  }
  equation.span = text.to_source(equation.span);
  out_.equations.push_back(std::move(equation));
}

void ClaimMaker::add_mention(const Written& written, int block) {
  const auto [found, is_new] =
      by_number_.try_emplace({block, written.number.begin}, static_cast<int>(out_.claims.size()));
  if (!is_new) return;
  const FlatText& text = page_.block(block).text;
  const Span number = text.to_source(written.number);
  const std::string_view flat = std::string_view(text.text).substr(written.number.begin, written.number.size());
  if (!text.is_contiguous(written.number) || page_.doc.source->slice(number) != flat) {
    by_number_.erase(found);  // LaTeX and entities: the bytes are another spelling
    return;
  }
  Claim claim = claim_at(block, written);
  claim.reader = Reader::mention;
  claim.maybe = counted(written);
  claim.is_target = manner_of(claim.wording).is_target;
  out_.claims.push_back(std::move(claim));
}

std::vector<QuantityId> ClaimMaker::counted(const Written& written) const {
  const Unit& unit = written.unit;
  if (written.is_range() || written.mantissa <= 1 || unit.noun.empty() || unit.per.size() > 1) return {};
  const auto& labels = unit.per.empty() ? page_.book.by_loose_label : page_.book.by_label;
  const auto found = labels.find(normal_form(unit.noun + (unit.per.empty() ? "" : " per " + unit.per.front())));
  if (found == labels.end()) return {};
  return in_context(all_fitting(found->second, written, page_.book), page_);
}

bool ClaimMaker::is_computed(const Sum& sum) const {
  const Sum::NumberAt& result = sum.numbers.front();
  const auto found = by_number_.find({result.block, result.written.number.begin});
  return found != by_number_.end() && calculated_.contains(found->second);
}

void ClaimMaker::add(Sum sum) {
  Equation& equation = sum.equation;
  equation.scope = page_.scopes.of_block(equation.block);
  for (const Sum::NumberAt& number : sum.numbers)
    equation.claims.push_back(number.block < 0 ? -1 : claim_of(number.written, number.block));
  mark_computed(equation.claims.front());
  drop_input(equation.claims.front());
  // The parts are given, only the total is computed.
  out_.equations.push_back(std::move(equation));
}

void ClaimMaker::add_conjecture(Sum sum) {
  const Sum::NumberAt& result = sum.numbers.front();
  const auto found = by_number_.find({result.block, result.written.number.begin});
  if (found == by_number_.end()) return;
  sum.equation.scope = page_.scopes.of_block(sum.equation.block);
  sum.equation.claims = {found->second, -1};
  out_.conjectures.push_back(std::move(sum.equation));
}

bool ClaimMaker::becomes_another(const Statement& statement) const {
  std::string_view after = page_.block(statement.block).text.text;
  after.remove_prefix(std::min<std::size_t>(after.size(), statement.written.span.end));
  after = after.substr(0, 40);
  const std::size_t arrow = std::min(after.find("→"), after.find("->"));
  const bool has_arrow =
      arrow != std::string_view::npos && after.substr(0, arrow).find_first_of("\n.,;:=") == std::string_view::npos;
  if (!has_arrow) return false;
  // "1024 → 512 per GPU" divides and changes nothing.
  const std::vector<Word> words = words_of(after.substr(arrow, after.substr(arrow).find_first_of("\n,;(")));
  const bool is_divided = std::any_of(words.begin(), words.end(),
                                      [&](const Word& word) { return page_.book.language.has("per", word.text); });
  return !is_divided && !is_calculated_over(statement, statement.written.span.end + static_cast<std::uint32_t>(arrow));
}

bool ClaimMaker::is_calculated_over(const Statement& statement, std::uint32_t arrow) const {
  constexpr std::ptrdiff_t kOverlapping = 64;  // few calculations overlap, a line may hold a hundred thousand
  const std::vector<Equation>& equations = page_.equations_of(statement.block);
  const auto behind = std::partition_point(equations.begin(), equations.end(), [&](const Equation& equation) {
    return equation.span.begin <= statement.written.span.begin;
  });
  const auto first = behind - std::min(behind - equations.begin(), kOverlapping);
  return std::any_of(first, behind, [&](const Equation& equation) {
    return equation.form != Equation::Form::change && equation.span.end > arrow;
  });
}

Claim ClaimMaker::claim_at(int block, const Written& written) {
  const FlatText& text = page_.block(block).text;
  Claim claim;
  claim.block = block;
  claim.written = written;
  claim.scope = page_.scopes.of_block(block);
  claim.span = text.is_contiguous(written.span) ? text.to_source(written.span) : text.to_source(written.number);
  claim.wording = sentence_around(text.text, written.span);
  return claim;
}

int ClaimMaker::claim_of(const Equation::Side& side, int block) {
  if (side.expr.op != Operator::written || !side.expr.written) return -1;
  const int claim = claim_of(*side.expr.written, block);
  mark_computed(claim);
  return claim;
}

int ClaimMaker::claim_of(const Written& written, int block) {
  const auto [found, is_new] =
      by_number_.try_emplace({block, written.number.begin}, static_cast<int>(out_.claims.size()));
  if (is_new) {
    Claim claim = claim_at(block, written);
    claim.reader = Reader::equation;
    out_.claims.push_back(std::move(claim));
  }
  return found->second;
}

void ClaimMaker::mark_computed(int number) {
  out_.claims[static_cast<std::size_t>(number)].is_computed = true;
}

void ClaimMaker::drop_input(int number) {
  Claim& claim = out_.claims[static_cast<std::size_t>(number)];
  const bool is_input = claim.quantity != kNoQuantity && page_.book[claim.quantity].formulas.empty();
  if (is_input && claim.reader == Reader::phrase) claim.quantity = kNoQuantity;
}

void ClaimMaker::place_operands(Expr& expr, const FlatText& text) {
  expr.span = text.to_source(expr.span);
  for (Expr& child : expr.children) place_operands(child, text);
}

}  // namespace countercheck

// When a parenthesis explains a number, and when it may refute it: not if it has an equals sign of its own, if it
// computes with the number itself, if more is said in it, or if its slash may separate alternatives.
#include "extract/explanations.h"

#include <algorithm>

#include "expr/build.h"
#include "text/words.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;
using Join = Chain::Join;
using Form = Equation::Form;

bool is_percent(const CalculationSide& side) {
  return side.is_number() && is_percent(side.expr.written->unit);
}

bool is_quotient(const CalculationSide& side) {
  return side.is_closed && side.expr.op == Operator::divide;
}

/// "85% of 80GB".
bool is_part_of(const CalculationSide& side) {
  return side.is_calculation() && side.expr.op == Operator::multiply && side.expr.children[0].op == Operator::written &&
         is_percent(side.expr.children[0].written->unit);
}

bool has_operand_like(const Expr& expr, const Written& value) {
  if (expr.op == Operator::written && expr.written->mantissa == value.mantissa) {
    // "4 bytes" is no 4 MB.
    const Unit& unit = expr.written->unit;
    return unit.dimension.is_one() || !(unit.dimension == value.unit.dimension) || unit.scale == value.unit.scale;
  }
  for (const Expr& child : expr.children)
    if (has_operand_like(child, value)) return true;
  return false;
}

/// What a number counts: its unit's noun, or the word behind it.
std::string noun_of(const Neighbourhood& near, const Written& value) {
  if (!value.unit.noun.empty()) return normal_form(value.unit.noun);
  if (!value.unit.is_bare()) return {};
  const std::string_view behind = near.tokens.text.substr(value.span.end, 24);
  const std::vector<Word> words = words_of(behind.substr(0, behind.find_first_of("(),=/*\n")));
  return words.empty() || words.front().span.begin > 1 ? std::string() : words.front().text;
}

/// "145M samples (290B tokens / 145K steps)": two other figures, not a quotient.
bool is_alternatives(const Neighbourhood& near, const Written& value, const CalculationSide& side) {
  if (side.expr.op != Operator::divide || !side.expr.children[0].written || !side.expr.children[1].written)
    return false;
  const Written& above = *side.expr.children[0].written;
  const Written& below = *side.expr.children[1].written;
  const std::string_view between = near.tokens.text.substr(above.span.end, below.span.begin - above.span.end);
  const std::string noun = noun_of(near, value);
  return between.find('/') != std::string_view::npos && !noun.empty() && !noun_of(near, above).empty() &&
         !noun_of(near, below).empty() && noun != noun_of(near, above);
}

/// "4 hosts (2 × 16 cores)": a product is no smaller than its factors; this one describes what is counted.
bool is_description(const Written& value, const Expr& calculation) {
  if (!value.unit.dimension.is_one() || value.unit.noun.empty()) return false;
  const Expr* factor = &calculation;
  bool is_exceeded = false;
  while (factor->op == Operator::multiply) {
    is_exceeded =
        is_exceeded || (factor->children[1].written && factor->children[1].written->mantissa >= value.mantissa);
    factor = &factor->children[0];
  }
  return factor != &calculation && (is_exceeded || (factor->written && factor->written->mantissa >= value.mantissa));
}

/// "MBS=2 (8*2)": the number is given to a name, the parenthesis speaks of something else.
bool is_assigned(const Neighbourhood& near, int first) {
  return first >= 2 && near.token(first - 1).kind == Kind::relation && near.token(first - 1).is_attached &&
         near.token(first).is_attached && near.token(first - 2).kind == Kind::word;
}

/// "64 A100 80GB (8 nodes × 8)": the number belongs to the name of a product, letters and digits in one word.
bool is_of_product(const Neighbourhood& near, int first) {
  if (first < 1 || near.token(first - 1).kind != Kind::word) return false;
  const std::string_view name = near.tokens.text_of(near.token(first - 1));
  const auto has = [&](char low, char high) {
    return std::any_of(name.begin(), name.end(), [&](char c) { return low <= c && c <= high; });
  };
  return has('A', 'Z') && has('0', '9');
}

/// Whether numbers stand in the parenthesis outside of this chain.
bool has_more_numbers(const Neighbourhood& near, const Parenthesis& parenthesis, const Chain& chain) {
  for (int i = parenthesis.open + 1; i < near.token(parenthesis.open).match; ++i)
    if ((i < chain.first || i >= chain.next) && near.token(i).kind == Kind::number) return true;
  return false;
}

/// Words before the calculation, "(was 64 × 4)", say what it is of.
bool begins_with_words(const Neighbourhood& near, const Parenthesis& parenthesis, const Chain& chain) {
  for (int i = parenthesis.open + 1; i < chain.first; ++i)
    if (near.token(i).kind == Kind::word) return true;
  return false;
}

}  // namespace

bool is_restated(const Written& a, const Written& b) {
  if (a.is_range() || b.is_range()) return false;
  // "16777216 (16MB)": a long count is one of base units.
  const auto is_count = [](const Written& number) {
    return number.unit.is_bare() && number.is_integer && number.mantissa >= 1000;
  };
  if (!(a.unit.dimension == b.unit.dimension) && !is_count(a) && !is_count(b)) return false;
  if (a.suffix == b.suffix && a.unit.scale == b.unit.scale) return false;
  const auto is_same = [&](Prefixes prefixes) {
    return agree(a.interval(Role::result, prefixes), b.interval(Role::result, prefixes));
  };
  return is_same(Prefixes::decimal) || is_same(Prefixes::binary);
}

namespace {

class Explainer {
 public:
  Explainer(const Neighbourhood& near, const CalculationSide& value, const Parenthesis& parenthesis, bool is_first)
      : near_(near), value_(value), parenthesis_(parenthesis), is_first_(is_first) {}

  std::vector<Equation> read() {
    if (!value_.is_closed || parenthesis_.inside.chains.empty()) return {};
    if (count_of_range() || share_of_pair() || product_of_pair()) return std::move(out_);
    const Chain& chain = parenthesis_.inside.chains.front();
    if (chain.links.size() == 1)
      single(chain);
    else
      chained(chain);
    return std::move(out_);
  }

 private:
  void single(const Chain& chain) {
    const CalculationSide& inner = chain.links.front().side;
    if (!inner.is_closed) return;
    if (value_.is_number() && inner.is_calculation()) return value_of(chain, inner);
    if (value_.is_calculation() && inner.is_number() && chain.first == parenthesis_.open + 1) return result(inner);
    if (!value_.is_number() || !inner.is_number()) return;
    if (is_percent(value_) && is_percent(inner))
      rest_of_whole(inner);
    else
      restatement(chain, inner);
  }

  void value_of(const Chain& chain, const CalculationSide& inner) {
    const bool is_soft =
        !is_first_ || inner.is_soft || value_.is_soft || has_more_numbers(near_, parenthesis_, chain) ||
        begins_with_words(near_, parenthesis_, chain) || is_assigned(near_, value_.first) ||
        is_of_product(near_, value_.first) || has_operand_like(inner.expr, *value_.expr.written) ||
        is_description(*value_.expr.written, inner.expr) || is_alternatives(near_, *value_.expr.written, inner);
    if (is_part_of(inner) && !is_percent(value_)) {
      // "68GB (85% of 80GB)" claims both numbers; the percentage is the one that may be wrong.
      CalculationSide share = inner;
      share.expr = inner.expr.children[0];
      share.span = share.expr.span;
      add(Form::share, share, {quotient(value_.expr, inner.expr.children[1]), value_.span, is_soft});
      return add(Form::value_of, value_, {inner.expr, inner.span, true});
    }
    const bool is_share = is_percent(value_) && is_quotient(inner);
    add(is_share ? Form::share : Form::value_of, value_, {inner.expr, inner.span, is_soft});
  }

  /// "68/128 GPUs (53%)" is a share of what it stands behind; any other number may be something else.
  void result(const CalculationSide& inner) {
    const bool is_share = is_percent(inner) && is_quotient(value_);
    add(is_share ? Form::share : Form::value_of, inner,
        {value_.expr, value_.span, !is_share || value_.is_soft || !is_alone(inner)});
  }

  /// "16/16 GPUs (85% busy)" says two things; "(53%)" and "(53% utilization)" can only be the quotient.
  [[nodiscard]] bool is_alone(const CalculationSide& share) const {
    const bool is_whole = value_.expr.children[0].written && value_.expr.children[1].written &&
                          value_.expr.children[0].written->mantissa == value_.expr.children[1].written->mantissa;
    const int behind = share.first + 1;
    return !is_whole && (near_.token(behind).kind != Kind::word || near_.is_word(behind, "share"));
  }

  /// "75% (25% bubbles)".
  void rest_of_whole(const CalculationSide& inner) {
    Expr whole = leaf_like(inner.expr, 100);
    const Expr rest = join(Operator::subtract, whole, inner.expr);
    if (value_.expr.written->mantissa + inner.expr.written->mantissa == 100 && value_.expr.written->mantissa != 50)
      add(Form::value_of, value_, {rest, inner.span, true});
  }

  /// "14 TiB (14,336 GiB)".
  void restatement(const Chain& chain, const CalculationSide& inner) {
    if (chain.first != parenthesis_.open + 1 || !is_restated(*value_.expr.written, *inner.expr.written)) return;
    add(Form::value_of, inner, {value_.expr, value_.span, true});
  }

  /// "512 (4 × 4 × 8 × 4 = 512)": the chain answers for itself, and may confirm what stands before it.
  void chained(const Chain& chain) {
    if (!value_.is_number()) return;
    for (std::size_t i = chain.links.size(); i-- > 0;) {
      const CalculationSide& side = chain.links[i].side;
      if (!side.is_closed || (i > 0 && chain.links[i].join != Join::equal)) return;
      if (!side.is_calculation()) continue;
      return add(Form::value_of, value_, {side.expr, side.span, true});
    }
  }

  /// "75% (3 of 4)".
  bool share_of_pair() {
    const Passage& inside = parenthesis_.inside;
    if (!is_percent(value_) || inside.chains.size() < 2) return false;
    const Expr pair = pair_at({near_.tokens, near_.words, inside, 0});
    if (pair.op != Operator::divide) return false;
    add(Form::share, value_, {pair, pair.span, value_.is_soft});
    return true;
  }

  /// "384 (48 nodes of 8)"; anything else that the words may mean is not refuted.
  bool product_of_pair() {
    const Passage& inside = parenthesis_.inside;
    if (!value_.is_number() || is_percent(value_) || inside.chains.size() != 2) return false;
    Expr pair = pair_at({near_.tokens, near_.words, inside, 0});
    if (pair.op != Operator::divide) return false;
    pair.op = Operator::multiply;
    if (pair.children[0].written->mantissa * pair.children[1].written->mantissa != value_.expr.written->mantissa)
      return true;
    add(Form::value_of, value_, {pair, pair.span, true});
    return true;
  }

 public:
  /// "3 out of 128 GPUs (2.3%)" and "608B, of which 342B (56.3%)" as quotients.
  static Expr pair_at(const Neighbourhood& near) {
    if (near.chain + 1 >= near.passage.chains.size()) return {};
    const Chain& next = near.passage.chains[near.chain + 1];
    const CalculationSide& a = near.here().links.back().side;
    const CalculationSide& b = next.links.front().side;
    if (!a.is_number() || !b.is_number() || is_percent(a) || next.first - near.here().next > 5) return {};
    bool is_of = false;
    bool is_which = false;
    for (int i = near.here().next; i < next.first; ++i) {
      const Kind kind = near.token(i).kind;
      if (kind != Kind::word && kind != Kind::comma) return {};
      is_of = is_of || near.is_word(i, "part_of");
      is_which = is_which || near.is_word(i, "which");
    }
    if (!is_of) return {};
    return is_which ? quotient(b.expr, a.expr) : quotient(a.expr, b.expr);
  }

 private:
  /// "Layers 0-19 (20 layers)", "GPUs 2 through 65 (64 GPUs)", "GPUs 0-7 (4 layers, 8 GPUs)": both ends count.
  bool count_of_range() {
    if (!value_.is_number()) return false;
    Expr low = value_.expr;
    Expr high = value_.expr;
    int noun = value_.first - 1;
    if (value_.expr.written->is_range()) {
      high.written.change().mantissa = *high.written->upper;
      low.written.change().upper.reset();
      high.written.change().upper.reset();
      low.literal_text = print_number(low.written->mantissa, 15);
      high.literal_text = print_number(high.written->mantissa, 15);
    } else {
      if (near_.chain == 0 || value_.first < 2 || !near_.is_word(value_.first - 1, "through")) return false;
      const Chain& before = near_.passage.chains[near_.chain - 1];
      if (before.next != value_.first - 1 || !before.links.back().side.is_number()) return false;
      low = before.links.back().side.expr;
      noun = before.links.back().side.first - 1;
    }
    if (noun < 0 || near_.token(noun).kind != Kind::word || !low.written->is_integer || !high.written->is_integer ||
        high.written->mantissa <= low.written->mantissa)
      return false;
    const std::string counted = normal_form(near_.tokens.text_of(near_.token(noun)));
    for (const Chain& chain : parenthesis_.inside.chains) {
      const CalculationSide& count = chain.links.front().side;
      if (!is_count_of(count, counted)) continue;
      add(Form::value_of, count, {inclusive_count(low, high), value_.span, true});
      out_.back().note = "both ends count";
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_count_of(const CalculationSide& count, const std::string& counted) const {
    if (!count.is_number() || !count.expr.written->is_integer || count.expr.written->is_range()) return false;
    if (!count.expr.written->unit.per.empty()) return false;
    const int behind = count.first + 1;
    return normal_form(count.expr.written->unit.noun) == counted ||
           (near_.token(behind).kind == Kind::word &&
            normal_form(near_.tokens.text_of(near_.token(behind))) == counted);
  }

  static Expr leaf_like(const Expr& leaf, double number) {
    Expr out;
    out.op = Operator::literal;
    out.span = leaf.span;
    const double value = number * leaf.written->unit.scale;
    out.literal = Value::of({value, value}, leaf.written->unit.dimension);
    out.literal_text = std::to_string(static_cast<int>(number)) + leaf.written->unit.symbol;
    return out;
  }

  static Expr inclusive_count(const Expr& low, const Expr& high) {
    return join(Operator::add, join(Operator::subtract, high, low), literal_of(1, "1"));
  }

  void add(Form form, const CalculationSide& value, Equation::Side calculation) {
    out_.push_back(make_equation(form, value, std::move(calculation)));
  }

  const Neighbourhood& near_;
  const CalculationSide& value_;
  const Parenthesis& parenthesis_;
  bool is_first_ = true;  // the second parenthesis behind a number speaks of something else
  std::vector<Equation> out_;
};

}  // namespace

bool Neighbourhood::is_word(int at, std::string_view group) const {
  return at >= 0 && token(at).kind == Kind::word && words.has(group, tokens.text_of(token(at)));
}

std::vector<Equation> explain(const Neighbourhood& near, const Chain::Link& link, const Parenthesis& parenthesis) {
  // "3 of 128 (2.3%)": the number before the parenthesis is the second of two.
  if (near.chain > 0 && !parenthesis.inside.chains.empty()) {
    const CalculationSide& share = parenthesis.inside.chains.front().links.front().side;
    const Expr pair = Explainer::pair_at({near.tokens, near.words, near.passage, near.chain - 1});
    if (is_percent(share) && pair.op == Operator::divide &&
        parenthesis.inside.chains.front().first == parenthesis.open + 1)
      return {make_equation(Form::share, share, {pair, pair.span, share.is_soft})};
  }
  return Explainer(near, link.side, parenthesis, parenthesis.open == link.parentheses.front()).read();
}

std::vector<Equation> explain(const Neighbourhood& near, const CalculationSide::Aside& aside,
                              const Parenthesis& parenthesis) {
  CalculationSide value;
  value.expr.op = Operator::written;
  value.expr.written = aside.value;
  value.expr.span = value.span = aside.value.span;
  value.expr.literal_text = near.tokens.text.substr(value.span.begin, value.span.size());
  value.is_soft = true;
  return Explainer(near, value, parenthesis, true).read();
}

std::vector<Equation> explain_comment(const Neighbourhood& near) {
  if (near.chain + 1 >= near.passage.chains.size()) return {};
  const Chain& code = near.here();
  const Chain& comment = near.passage.chains[near.chain + 1];
  int before = comment.first - 1;
  // "x = 64 * 16  # = 1024"
  const Kind sign = near.token(before).kind;
  const bool has_sign = sign == Kind::relation || sign == Kind::arrow;
  if (has_sign && before > 0) --before;
  if (comment.links.size() != 1 || near.token(before).kind != Kind::comment) return {};
  for (int i = code.next; i < before; ++i)
    if (near.token(i).kind != Kind::separator && near.token(i).kind != Kind::comma && near.token(i).kind != Kind::close)
      return {};
  for (int i = code.next; i < before; ++i)
    if (near.tokens.text_of(near.token(i)) == "\n") return {};
  const CalculationSide& left = code.links.back().side;
  const CalculationSide& right = comment.links.front().side;
  const bool ends_line = near.token(comment.next).kind == Kind::separator;
  if (left.is_calculation() && right.is_number()) {
    const Written& value = *right.expr.written;
    const bool may_refute = ends_line && !left.is_soft && !has_operand_like(left.expr, value) &&
                            (has_sign || (value.unit.is_bare() && value.suffix == 1));
    return {make_equation(Form::value_of, right, {left.expr, left.span, !may_refute})};
  }
  if (left.is_number() && right.is_calculation())
    return {make_equation(Form::value_of, left, {right.expr, right.span, !ends_line || right.is_soft})};
  if (left.is_number() && right.is_number() && is_restated(*left.expr.written, *right.expr.written))
    return {make_equation(Form::value_of, right, {left.expr, left.span, true})};
  return {};
}

std::vector<Equation> explain_share_of_words(const Neighbourhood& near) {
  constexpr int kMostWords = 12;
  constexpr std::size_t kLongestSubject = 5;  // "of all the failed jobs"
  const Chain::Link& link = near.here().links.back();
  int at = near.here().next;
  if (!is_percent(link.side) || !link.parentheses.empty() || !near.is_word(at, "part_of")) return {};
  std::vector<std::string> named;
  for (; near.token(at).kind == Kind::word && static_cast<int>(named.size()) < kMostWords; ++at)
    named.push_back(normal_form(near.tokens.text_of(near.token(at))));
  if (near.token(at).kind != Kind::open || !near.token(at).has_number || near.token(at).match < 0) return {};
  const int close = near.token(at).match;
  const Passage inside = read_passage(near.tokens, near.words, at + 1, close);
  if (inside.chains.size() != 2 || inside.chains[0].first != at + 1) return {};
  const Expr pair = Explainer::pair_at({near.tokens, near.words, inside, 0});
  if (pair.op != Operator::divide) return {};
  const std::string counted = noun_of(near, *inside.chains[1].links.front().side.expr.written);
  const auto end = named.begin() + static_cast<std::ptrdiff_t>(std::min(named.size(), kLongestSubject));
  const bool is_same = counted.empty() || std::find(named.begin(), end, counted) != end;
  return {make_equation(Equation::Form::share, link.side, {pair, pair.span, !is_same || link.side.is_soft})};
}

std::vector<Equation> explain_after_colon(const Neighbourhood& near) {
  if (near.chain + 1 >= near.passage.chains.size()) return {};
  const CalculationSide& value = near.here().links.back().side;
  const Chain& next = near.passage.chains[near.chain + 1];
  const Token& between = near.token(next.first - 1);
  const int after = skip_notes(near.tokens, near.words, near.here().next, next.first);
  if (after != next.first - 1 || between.kind != Kind::separator || near.tokens.text_of(between) != ":") return {};
  if (!value.is_number() || next.links.size() != 1 || !next.links.front().side.is_calculation()) return {};
  Equation equation =
      make_equation(Form::equality, value, {next.links.front().side.expr, next.links.front().side.span, true});
  return {std::move(equation)};
}

Equation make_equation(Equation::Form form, const CalculationSide& value, Equation::Side calculation) {
  Equation equation;
  equation.form = form;
  equation.span = {std::min(value.span.begin, calculation.span.begin), std::max(value.span.end, calculation.span.end)};
  equation.sides = {{value.expr, value.span, value.is_soft}, std::move(calculation)};
  return equation;
}

Expr quotient(const Expr& above, const Expr& below) {
  Expr expr;
  expr.op = Operator::divide;
  expr.span = {std::min(above.span.begin, below.span.begin), std::max(above.span.end, below.span.end)};
  expr.children = {above, below};
  Written& top = expr.children[0].written.change();
  if (below.written && top.unit.is_bare() && !below.written->unit.dimension.is_one()) top.unit = below.written->unit;
  return expr;
}

}  // namespace countercheck

// Chains and parentheses to equations: which numbers a calculation ties together, and whether it may be refuted.
#include "extract/equations.h"

#include <algorithm>
#include <array>

#include "extract/calculation_chain.h"
#include "extract/changes.h"
#include "extract/code_names.h"
#include "extract/explanations.h"
#include "extract/printed.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;
using Join = Chain::Join;
using Form = Equation::Form;

class EquationReader {
 public:
  EquationReader(const Tokens& tokens, const Words& words) : tokens_(tokens), words_(words) {}

  std::vector<Equation> read() {
    passage(0, static_cast<int>(tokens_.list.size()));
    return std::move(out_);
  }

 private:
  void passage(int first, int end) {
    const Passage found = read_passage(tokens_, words_, first, end);
    for (std::size_t i = 0; i < found.chains.size(); ++i) {
      equalities(found.chains[i]);
      neighbours(found.chains[i]);
      for (const Chain::Link& link : found.chains[i].links) {
        for (const CalculationSide::Aside& aside : link.side.asides) parenthesis(aside.open);
        for (const int open : link.parentheses) parenthesis(open);
      }
      explanations(found, i);
    }
    for (const int open : found.parentheses) parenthesis(open);
  }

  void parenthesis(int open) { passage(open + 1, tokens_.list[static_cast<std::size_t>(open)].match); }

  void explanations(const Passage& found, std::size_t at) {
    const Neighbourhood near{tokens_, words_, found, at};
    for (const Chain::Link& link : near.here().links) {
      for (const CalculationSide::Aside& aside : link.side.asides) append(explain(near, aside, inside_of(aside.open)));
      for (const int open : link.parentheses) {
        const Parenthesis parenthesis = inside_of(open);
        append(explain(near, link, parenthesis));
        append(read_changes(near, link, parenthesis));
      }
    }
    append(explain_comment(near));
    append(read_change_behind(near));
    append(read_multiple(near));
    append(explain_share_of_words(near));
    append(explain_after_colon(near));
  }

  [[nodiscard]] Parenthesis inside_of(int open) const {
    return {open, read_passage(tokens_, words_, open + 1, tokens_.list[static_cast<std::size_t>(open)].match)};
  }

  void append(std::vector<Equation> equations) {
    for (Equation& equation : equations) out_.push_back(std::move(equation));
  }

  /// Runs of closed sides joined by equals signs.
  void equalities(const Chain& chain) {
    std::size_t begin = 0;
    while (begin < chain.links.size()) {
      std::size_t end = begin + 1;
      if (chain.links[begin].side.is_closed)
        while (end < chain.links.size() && chain.links[end].join == Join::equal && chain.links[end].side.is_closed)
          ++end;
      if (end - begin >= 2 && is_calculated(chain, begin, end)) equality(chain, begin, end);
      begin = end;
    }
  }

  /// Numbers alone are worth a look where they are one number in two units, or should be: "16777216 bytes = 16MB".
  [[nodiscard]] bool is_calculated(const Chain& chain, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (chain.links[i].side.operators > 0) return true;
    const auto is_pair = [&](std::size_t i) {
      if (!chain.links[i - 1].side.is_number() || !chain.links[i].side.is_number()) return false;
      const Written& a = *chain.links[i - 1].side.expr.written;
      const Written& b = *chain.links[i].side.expr.written;
      const bool is_direct =
          tokens_.list[static_cast<std::size_t>(chain.links[i - 1].side.first) + 1].kind == Kind::relation;
      return is_restated(a, b) || (is_direct && a.unit.dimension == b.unit.dimension && !a.unit.dimension.is_one());
    };
    return end - begin == 2 && is_pair(begin + 1);
  }

  void equality(const Chain& chain, std::size_t begin, std::size_t end) {
    Equation equation;
    equation.form = Form::equality;
    for (std::size_t i = begin; i < end; ++i) equation.sides.push_back(side_of(chain.links[i]));
    // "Option 1 = 64 × 2" names, "1 node = 8 × 2 = 16 GPUs" defines: a number that begins a chain may be no result.
    Equation::Side& leftmost = equation.sides.front();
    if (begin == 0 && chain.links[0].side.is_number() &&
        (is_word_before(chain) || chain.links.size() > 2 || chain.links[0].side.expr.written->mantissa == 1))
      leftmost.is_open = true;
    finish(std::move(equation));
  }

  /// Comparisons, and arrows from a calculation to its result.
  void neighbours(const Chain& chain) {
    for (std::size_t i = 1; i < chain.links.size(); ++i) {
      const Chain::Link& left = chain.links[i - 1];
      const Chain::Link& right = chain.links[i];
      if (!left.side.is_closed || !right.side.is_closed) continue;
      Equation equation;
      equation.sides = {side_of(left), side_of(right)};
      if (right.join == Join::comparison) {
        equation.form = Form::comparison;
        equation.relation = right.relation;
        // "Stage 4 ≤ 8" names a stage; "prefill 900 ms ≤ 1000 ms" gives a figure.
        const bool is_bare = left.side.is_number() && left.side.expr.written->unit.dimension.is_one() &&
                             left.side.expr.written->unit.noun.empty();
        if (i == 1 && is_bare && is_word_before(chain)) equation.sides[0].is_open = true;
      } else if (right.join == Join::arrow && left.side.is_calculation() && right.side.is_number()) {
        equation.form = Form::equality;
        equation.sides[1].is_open = true;
      } else {
        continue;
      }
      finish(std::move(equation));
    }
  }

  [[nodiscard]] bool is_word_before(const Chain& chain) const {
    return chain.first > 0 && tokens_.list[static_cast<std::size_t>(chain.first) - 1].kind == Kind::word;
  }

  static Equation::Side side_of(const Chain::Link& link) {
    Equation::Side side{link.side.expr, link.side.span, link.side.is_soft};
    if (link.is_approximate && side.expr.written && side.expr.written->relation == Relation::equal)
      side.expr.written.change().relation = Relation::about;
    return side;
  }

  void finish(Equation equation) {
    equation.span = {equation.sides.front().span.begin, equation.sides.back().span.end};
    out_.push_back(std::move(equation));
  }

  const Tokens& tokens_;
  const Words& words_;
  std::vector<Equation> out_;
};

void to_origin(Expr& expr, const MathText& text) {
  expr.span = text.to_origin(expr.span);
  if (expr.written) {
    Written& written = expr.written.change();
    for (Span* span : {&written.span, &written.number, &written.unit_span}) *span = text.to_origin(*span);
  }
  for (Expr& child : expr.children) to_origin(child, text);
}

}  // namespace

std::vector<Equation> find_equations(const CalculationText& text, const Words& words) {
  Tokens resolved;
  if (text.is_code) {
    resolved = text.tokens;
    resolve_names(resolved);
  }
  const Tokens& tokens = text.is_code ? resolved : text.tokens;
  std::vector<Equation> equations = EquationReader(tokens, words).read();
  if (text.is_code)
    for (Equation& equation : read_printed(tokens, words)) equations.push_back(std::move(equation));
  for (Equation& equation : equations) {
    equation.span = text.math.to_origin(equation.span);
    for (Equation::Side& side : equation.sides) {
      side.span = text.math.to_origin(side.span);
      to_origin(side.expr, text.math);
    }
  }
  std::stable_sort(equations.begin(), equations.end(),
                   [](const Equation& a, const Equation& b) { return a.span.begin < b.span.begin; });
  return equations;
}

std::vector<Equation> find_equations(std::string_view text, const Units& units, const Language& language,
                                     bool is_code) {
  const Words words(units, language);
  return find_equations(CalculationText(text, words, is_code), words);
}

std::optional<Equation::Side> read_lone_calculation(std::string_view text, const Words& words) {
  const CalculationText read(text, words, false);
  const Tokens& tokens = read.tokens;
  const int end = static_cast<int>(tokens.list.size()) - 1;  // the last one is a separator
  const Passage found = read_passage(tokens, words, 0, end);
  if (found.chains.size() != 1 || found.chains[0].links.size() != 1 || !found.parentheses.empty()) return std::nullopt;
  const Chain& chain = found.chains[0];
  const CalculationSide& side = chain.links[0].side;
  if (!side.is_calculation() || side.is_soft || !chain.links[0].parentheses.empty() || chain.first != 0)
    return std::nullopt;
  for (int i = chain.next; i < end; ++i)
    if (tokens.list[static_cast<std::size_t>(i)].kind != Kind::word) return std::nullopt;
  Equation::Side out{side.expr, read.math.to_origin(side.span), false};
  to_origin(out.expr, read.math);
  return out;
}

std::string dump(const Equation& equation) {
  constexpr std::array<std::string_view, 6> kForms = {"equality", "value of", "share", "change", "comparison", "sum"};
  std::string out(kForms[static_cast<std::size_t>(equation.form)]);
  if (!equation.note.empty()) out += " (" + equation.note + ")";
  for (std::size_t i = 0; i < equation.sides.size(); ++i) {
    const Equation::Side& side = equation.sides[i];
    out += i == 0 ? " " : " | ";
    const std::string text = substitute(side.expr, [](std::string_view name) { return std::string(name); });
    const bool is_about = side.expr.written && side.expr.written->relation == Relation::about;
    out += (is_about && text.front() != '~' ? "~" : "") + text;
    if (side.is_open) out += "?";
  }
  return out;
}

}  // namespace countercheck

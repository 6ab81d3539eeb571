// Finds two counts around a word that says that they agree.
#include "extract/agreements.h"

#include <algorithm>

#include "extract/signs.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So many bytes may stand between a count and the word that compares it.
constexpr std::size_t kFarthest = 48;

bool is_count(const Written& value) {
  return value.is_integer && !value.is_range() && value.relation == Relation::equal && value.unit.dimension.is_one() &&
         value.unit.symbol != "%" && value.unit.per.empty() && value.mantissa > 0;
}

/// What stands between two counts; nothing if a sentence or clause ends there.
std::string_view between(std::string_view text, const Written& a, const Written& b) {
  const std::string_view gap = text.substr(a.span.end, b.span.begin - a.span.end);
  return gap.size() > 2 * kFarthest || gap.find_first_of(".,;:=→/×*+|\n") != std::string_view::npos ? std::string_view{}
                                                                                                    : gap;
}

/// "64 × 2 GPUs": the count is part of a calculation, and what matches is its result.
bool is_operand(std::string_view text, const Written& value) {
  const std::string_view before = without_end_blanks(text.substr(0, value.span.begin));
  const std::string_view after = text.substr(value.span.end);
  const std::size_t next = after.find_first_not_of(' ');
  const bool is_related = next != std::string_view::npos && (after[next] == '=' || after[next] == '-');
  return !operator_ending(before).empty() || before.ends_with('=') || before.ends_with('-') || before.ends_with('x') ||
         begins_with_operator(after) || is_related;
}

Equation::Side side_of(std::string_view text, const Written& value, bool is_open) {
  Equation::Side side;
  side.expr.op = Operator::written;
  side.expr.written = value;
  side.expr.literal_text = std::string(text.substr(value.span.begin, value.span.end - value.span.begin));
  side.expr.span = side.span = value.span;
  side.is_open = is_open;
  return side;
}

class AgreementReader {
 public:
  AgreementReader(std::string_view text, const Language& language) : text_(text), language_(language) {}

  void read(const Written& a, const Written& b) {
    if (!is_count(a) || !is_count(b) || is_operand(text_, a)) return;
    if (is_equated(a, b)) return add(a, b, false);
    if (is_operand(text_, b)) return;
    const std::string_view gap = between(text_, a, b);
    if (gap.empty()) return;
    if (says_so(gap)) return add(a, b, false);
    const std::string_view behind = text_.substr(b.span.end, kFarthest);
    const std::size_t open = behind.find('(');
    if (words_of(gap).size() > 3 || open > 1) return;
    const std::string_view note = behind.substr(open, behind.find(')') - open);
    if (says_so(note)) add(a, b, !says_nothing_else(note));
  }

  std::vector<Equation> take() { return std::move(out_); }

 private:
  /// One word of agreement, and around it nothing that relates the counts in another way.
  [[nodiscard]] bool says_so(std::string_view part) const {
    const std::vector<Word> words = words_of(part);
    const auto is = [&](std::string_view group) {
      return std::count_if(words.begin(), words.end(),
                           [&](const Word& word) { return language_.has(group, word.text); });
    };
    return is("agreement") == 1 && is("per") == 0 && is("placing") == 0 && is("negation") == 0 && words.size() <= 6;
  }

  /// "(perfect match)": no word that may name the counts that match.
  [[nodiscard]] bool says_nothing_else(std::string_view note) const {
    const std::vector<Word> words = words_of(note);
    return std::all_of(words.begin(), words.end(), [&](const Word& word) {
      return language_.has("agreement", word.text) || language_.has("judging", word.text);
    });
  }

  /// "GPU matching: 64 parts = 64 GPUs". Without a word of agreement "8 GPUs = 1 node" is as good.
  [[nodiscard]] bool is_equated(const Written& a, const Written& b) const {
    const std::string_view gap = text_.substr(a.span.end, b.span.begin - a.span.end);
    const std::size_t sign = gap.find('=');
    if (gap.size() > kFarthest || sign == std::string_view::npos || gap.find_first_of(".,;:→/×*+|()\n") != gap.npos ||
        gap.find('=', sign + 1) != gap.npos || words_of(gap.substr(0, sign)).size() > 2 ||
        !words_of(gap.substr(sign)).empty() || begins_with_operator(text_.substr(b.span.end)))
      return false;
    const std::size_t begin = text_.rfind('\n', a.span.begin) + 1;
    const std::string_view before = text_.substr(begin, std::min(kFarthest, a.span.begin - begin));
    const std::string_view behind = text_.substr(b.span.end, kFarthest);
    return says_so(before) || says_so(behind.substr(0, behind.find('\n')));
  }

  void add(const Written& a, const Written& b, bool is_open) {
    Equation equation;
    equation.form = Equation::Form::value_of;
    equation.sides = {side_of(text_, a, false), side_of(text_, b, is_open)};
    equation.span = {a.span.begin, b.span.end};
    equation.note = "the document says that they match";
    out_.push_back(std::move(equation));
  }

  std::string_view text_;
  const Language& language_;
  std::vector<Equation> out_;
};

}  // namespace

std::vector<Equation> find_agreements(std::string_view text, const std::vector<Written>& values,
                                      const Language& language) {
  AgreementReader reader(text, language);
  for (std::size_t i = 1; i < values.size(); ++i) reader.read(values[i - 1], values[i]);
  return reader.take();
}

}  // namespace countercheck

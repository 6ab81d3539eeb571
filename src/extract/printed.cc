// Pairs the calculations of a print statement with the numbers of the line behind it.
#include "extract/printed.h"

#include <algorithm>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/explanations.h"
#include "text/words.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;

/// So many bytes of text tell that a line was printed.
constexpr std::size_t kTellingWords = 4;

class PrintedReader {
 public:
  PrintedReader(const Tokens& tokens, const Words& words) : tokens_(tokens), words_(words) {}

  std::vector<Equation> read() {
    const int size = static_cast<int>(tokens_.list.size());
    for (int begin = 0; begin < size;) {
      const int end = line_end(begin);
      const int next_end = end < size ? line_end(end + 1) : size;
      line(begin, end, next_end);
      begin = end + 1;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Token& token(int at) const { return tokens_.list[static_cast<std::size_t>(at)]; }

  [[nodiscard]] int line_end(int at) const {
    while (at < static_cast<int>(tokens_.list.size()) && tokens_.text_of(token(at)) != "\n") ++at;
    return at;
  }

  void line(int begin, int end, int next_end) {
    int print = begin;
    while (print < end && !(token(print).kind == Kind::word && words_.has("print", tokens_.text_of(token(print)))))
      ++print;
    const bool is_prompt = print == end && begin + 3 < end && is_prompt_at(begin);
    if (print == end && !is_prompt) return;
    std::vector<CalculationSide> sides;
    if (!calculations(is_prompt ? begin + 3 : print + 1, end, sides) || sides.empty()) return;
    std::vector<int> numbers;
    for (int at = end + 1; at < next_end; ++at) {
      const Kind kind = token(at).kind;
      const bool is_text = kind == Kind::number || kind == Kind::word || kind == Kind::comma ||
                           kind == Kind::separator || (kind == Kind::operation && token(at).op == Operator::divide);
      if (!is_text || token(at).is_named) return;
      if (kind == Kind::number) numbers.push_back(at);
    }
    if (numbers.empty() || numbers.size() != sides.size()) return;
    // A line that begins with a number, or with words that the line above prints, is output; any other may be code as
    // well.
    const bool may_refute = numbers.front() == end + 1 || is_printed(begin, end, numbers.front());
    for (std::size_t i = 0; i < sides.size(); ++i) add(sides[i], numbers[i], may_refute);
  }

  /// Whether the words before the first number of the next line stand in the line that prints.
  [[nodiscard]] bool is_printed(int begin, int end, int number) const {
    const auto text_between = [&](int from, int to) {
      const std::uint32_t first = token(from).span.begin;
      return tokens_.text.substr(first, token(to).span.begin - first);
    };
    const std::string_view words = text_between(end + 1, number);
    return words.size() >= kTellingWords && text_between(begin, end).find(words) != std::string_view::npos;
  }

  /// ">>> 64 * 16"
  [[nodiscard]] bool is_prompt_at(int at) const {
    return tokens_.text_of(token(at)) == ">>" && tokens_.text_of(token(at + 1)) == ">";
  }

  /// Nothing if a name is left without a value.
  bool calculations(int begin, int end, std::vector<CalculationSide>& sides) const {
    for (int at = begin; at < end;) {
      const Token& here = token(at);
      // int(x), round(x): what they print is what x is, but for its digits.
      const bool may_begin = begins_side(tokens_, at, end) && (here.kind != Kind::open || here.is_group);
      if (!may_begin) {
        ++at;
        continue;
      }
      CalculationSide side = read_side(tokens_, words_, at, end);
      at = std::max(side.next, at + 1);
      if (side.operators == 0) continue;
      if (!side.is_closed && !has_number(side.expr)) continue;  // "hidden/heads ratio" is what is said of it
      if (!side.is_closed) return false;
      sides.push_back(std::move(side));
    }
    return true;
  }

  static bool has_number(const Expr& expr) {
    return expr.written || std::any_of(expr.children.begin(), expr.children.end(), has_number);
  }

  /// The unit that is printed behind a number is text: "{size / 1e9}B", "{seconds / 3600} h".
  static Expr with_unit(const Expr& calculation, const Written& printed) {
    if (printed.unit.is_bare() && printed.suffix == 1) return calculation;
    Written one = printed;
    one.mantissa = 1;
    one.step = 0;
    one.relation = Relation::equal;
    Expr unit;
    unit.op = Operator::written;
    unit.span = {printed.number.end, printed.span.end};
    unit.literal_text = printed.notation.suffix + printed.unit.symbol;
    unit.written = one;
    return join(Operator::multiply, calculation, std::move(unit));
  }

  void add(const CalculationSide& side, int number, bool may_refute) {
    CalculationSide value;
    value.expr = leaf_of(tokens_, token(number));
    value.span = token(number).span;
    Equation equation =
        make_equation(Equation::Form::value_of, value,
                      {with_unit(side.expr, *value.expr.written), side.span, side.is_soft || !may_refute});
    equation.note = "what the line above prints";
    out_.push_back(std::move(equation));
  }

  const Tokens& tokens_;
  const Words& words_;
  std::vector<Equation> out_;
};

}  // namespace

std::vector<Equation> read_printed(const Tokens& tokens, const Words& words) {
  return PrintedReader(tokens, words).read();
}

}  // namespace countercheck

// Reads expressions over names where one may begin: behind an equals sign, a colon, a dash, or in a code span.
#include "extract/formula_text.h"

#include <algorithm>
#include <array>

#include "extract/calculation_parser.h"
#include "text/words.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;

constexpr std::size_t kMostFormulas = 20;
constexpr std::size_t kMostNames = 12;
constexpr int kMostWords = 6;
constexpr int kMostOperators = 200;  // trees are walked recursively
constexpr int kMostDepth = 12;
constexpr std::size_t kLongestLeft = 120;
constexpr std::array<std::string_view, 7> kFunctions = {"min", "max", "ceil", "floor", "round", "log2", "sqrt"};

class FormulaParser {
 public:
  FormulaParser(const Tokens& tokens, const Words& words, int at) : tokens_(tokens), words_(words), at_(at) {}

  /// Whether a formula begins there; `next` is behind it.
  bool read(FormulaText& out, int& next) {
    const int first = at_;
    out.expr = sum(0);
    next = at_;
    if (!is_good_ || operators_ == 0 || names_.empty()) return false;
    out.names = std::move(names_);
    out.span = {token(first).span.begin, token(at_ - 1).span.end};
    return true;
  }

  /// Whether more was read than a formula can be: what begins inside of it is none either.
  [[nodiscard]] bool is_too_long() const { return operators_ > kMostOperators; }

 private:
  [[nodiscard]] const Token& token(int at) const { return tokens_.list[static_cast<std::size_t>(at)]; }
  [[nodiscard]] bool is(int at, Kind kind) const {
    return at < static_cast<int>(tokens_.list.size()) && token(at).kind == kind;
  }
  [[nodiscard]] bool is_operation(Operator op) const { return is(at_, Kind::operation) && token(at_).op == op; }

  Expr sum(int depth) {
    Expr left = product(depth);
    while (is_good_ && (is_operation(Operator::add) || is_operation(Operator::subtract))) {
      // "64-way" is one word.
      if (token(at_).is_attached && token(at_ + 1).is_attached && is(at_ + 1, Kind::word) && !is(at_ - 1, Kind::close))
        return fail();
      const Operator op = token(at_++).op;
      left = join(op, std::move(left), product(depth));
    }
    return left;
  }

  Expr product(int depth) {
    Expr left = power(depth);
    while (is_good_ && (is_operation(Operator::multiply) || is_operation(Operator::divide))) {
      const Operator op = token(at_++).op;
      left = join(op, std::move(left), power(depth));
    }
    return left;
  }

  Expr power(int depth) {
    Expr base = operand(depth);
    if (!is_good_ || !is_operation(Operator::power)) return base;
    ++at_;
    return join(Operator::power, std::move(base), operand(depth));
  }

  Expr operand(int depth) {
    if (depth > kMostDepth) return fail();
    if (is(at_, Kind::number)) {
      Expr leaf = leaf_of(tokens_, token(at_++));
      skip_notes();
      return leaf;
    }
    if (is(at_, Kind::open)) return group(depth);
    if (is(at_, Kind::word)) return word(depth);
    return fail();
  }

  Expr group(int depth) {
    const int close = token(at_).match;
    if (close < 0 || token(at_).op == Operator::list) return fail();
    ++at_;
    Expr inside = sum(depth + 1);
    if (at_ != close) return fail();
    ++at_;
    return inside;
  }

  Expr word(int depth) {
    const std::string first = lower(tokens_.text_of(token(at_)));
    if (is(at_ + 1, Kind::open) && token(at_ + 1).is_attached &&
        std::find(kFunctions.begin(), kFunctions.end(), first) != kFunctions.end())
      return call(first, depth);
    FormulaText::Name name;
    name.span = token(at_).span;
    int taken = 0;
    for (; is(at_, Kind::word) && !ends_name(at_); ++at_) {
      if (++taken > kMostWords) return fail();
      name.text += (name.text.empty() ? "" : " ") + std::string(tokens_.text_of(token(at_)));
      name.span.end = token(at_).span.end;
    }
    if (taken == 0) return fail();
    if (taken == 1) name.symbol = name.text;
    // "total drives (N)"
    if (is(at_, Kind::open) && token(at_).match == at_ + 2 && is(at_ + 1, Kind::word)) {
      name.symbol = tokens_.text_of(token(at_ + 1));
      at_ += 3;
    }
    skip_notes();
    return leaf(std::move(name));
  }

  [[nodiscard]] bool ends_name(int at) const {
    const std::string_view word = tokens_.text_of(token(at));
    return words_.has("clause", word) && !words_.has("part_of", word);
  }

  Expr leaf(FormulaText::Name name) {
    Expr expr;
    expr.op = Operator::name;
    expr.name = name.text;
    const auto known =
        std::find_if(names_.begin(), names_.end(), [&](const FormulaText::Name& n) { return n.text == name.text; });
    expr.span.begin = expr.span.end = static_cast<std::uint32_t>(known - names_.begin());
    if (known == names_.end()) names_.push_back(std::move(name));
    if (names_.size() > kMostNames) is_good_ = false;
    return expr;
  }

  Expr call(const std::string& function, int depth) {
    Expr expr;
    expr.op = Operator::call;
    expr.name = function;
    const int close = token(at_ + 1).match;
    if (close < 0) return fail();
    at_ += 2;
    while (is_good_ && at_ < close) {
      expr.children.push_back(sum(depth + 1));
      if (is(at_, Kind::comma)) ++at_;
    }
    if (at_ != close || expr.children.empty()) return fail();
    ++at_;
    ++operators_;
    return expr;
  }

  /// "1.25 (20 % of free space)": what a parenthesis says of an operand.
  void skip_notes() {
    if (is(at_, Kind::open) && !token(at_).is_attached && token(at_).match > at_ &&
        !is_followed_by_name(token(at_).match))
      at_ = token(at_).match + 1;
  }
  [[nodiscard]] bool is_followed_by_name(int close) const {
    return is(close + 1, Kind::word) || is(close + 1, Kind::number);
  }

  Expr join(Operator op, Expr left, Expr right) {
    if (++operators_ > kMostOperators) is_good_ = false;
    Expr expr;
    expr.op = op;
    expr.children.push_back(std::move(left));
    expr.children.push_back(std::move(right));
    return expr;
  }

  Expr fail() {
    is_good_ = false;
    return {};
  }

  const Tokens& tokens_;
  const Words& words_;
  int at_ = 0;
  int operators_ = 0;
  bool is_good_ = true;
  std::vector<FormulaText::Name> names_;
};

class FormulaFinder {
 public:
  FormulaFinder(const FlatText& flat, const CalculationText& text, const Words& words)
      : math_(text.math), words_(words), tokens_(text.tokens) {
    for (const FlatText::Code& code : flat.codes) {
      code_begins_.push_back(code.span.begin);
      code_ends_.push_back(code.span.end);
    }
  }

  std::vector<FormulaText> find() {
    for (int at = 0; at + 2 < static_cast<int>(tokens_.list.size()) && out_.size() < kMostFormulas; ++at) {
      if (!may_begin(at)) continue;
      FormulaText formula;
      int next = at;
      FormulaParser parser(tokens_, words_, at);
      if (!parser.read(formula, next) || !may_end(next)) {
        if (parser.is_too_long()) at = next - 1;
        continue;
      }
      formula.left = left_of(at);
      if (is_equal(next)) formula.left += " " + right_of(next);
      if (formula.left.find_first_not_of(' ') == std::string::npos) continue;
      formula.span = math_.to_origin(formula.span);
      out_.push_back(std::move(formula));
      at = next - 1;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Token& token(int at) const { return tokens_.list[static_cast<std::size_t>(at)]; }
  [[nodiscard]] std::string_view text_of(int at) const { return tokens_.text_of(token(at)); }
  [[nodiscard]] bool is_equal(int at) const {
    return token(at).kind == Kind::relation && token(at).op == Operator::equal;
  }
  [[nodiscard]] std::uint32_t origin(std::uint32_t at) const { return math_.to_origin({at, at}).begin; }

  [[nodiscard]] bool may_begin(int at) const {
    if (token(at).kind != Kind::word && token(at).kind != Kind::number && token(at).kind != Kind::open) return false;
    if (at == 0) return true;
    const Token& before = token(at - 1);
    if (before.kind == Kind::relation || text_of(at - 1) == ":" || text_of(at - 1) == "\n") return true;
    const bool is_dash = before.kind == Kind::operation && before.op == Operator::subtract;
    if (is_dash && !token(at).is_attached && !before.is_attached) return true;
    return std::binary_search(code_begins_.begin(), code_begins_.end(), origin(token(at).span.begin));
  }

  [[nodiscard]] bool may_end(int at) const {
    const Kind kind = token(at).kind;
    if (kind == Kind::relation && token(at).is_attached && token(at - 1).kind == Kind::word &&
        token(at + 1).is_attached)
      return false;  // "TP=2 + PP=4" gives numbers to names
    if (kind == Kind::separator || kind == Kind::comma || kind == Kind::relation || kind == Kind::comment ||
        kind == Kind::arrow || kind == Kind::close)
      return true;
    if (kind == Kind::word && words_.has("clause", text_of(at))) return true;
    return std::binary_search(code_ends_.begin(), code_ends_.end(), origin(token(at - 1).span.end));
  }

  /// The words of the same line or sentence before the formula.
  [[nodiscard]] std::string left_of(int at) const {
    const std::uint32_t end = token(at).span.begin;
    std::size_t begin = end > kLongestLeft ? end - kLongestLeft : 0;
    const std::string_view before = tokens_.text.substr(0, end);
    for (const std::string_view mark : {"\n", ". ", "; "})
      if (const std::size_t found = before.rfind(mark); found != std::string_view::npos)
        begin = std::max(begin, found + mark.size());
    return std::string(before.substr(begin));
  }

  [[nodiscard]] std::string right_of(int relation) const {
    std::string out;
    for (int at = relation + 1; token(at).kind == Kind::word && at < relation + 1 + kMostWords; ++at)
      out += (out.empty() ? "" : " ") + std::string(text_of(at));
    return out;
  }

  const MathText& math_;
  const Words& words_;
  const Tokens& tokens_;
  std::vector<std::uint32_t> code_begins_;  // in the order of the text
  std::vector<std::uint32_t> code_ends_;
  std::vector<FormulaText> out_;
};

}  // namespace

std::vector<FormulaText> read_formulas(const FlatText& flat, const CalculationText& text, const Words& words) {
  return FormulaFinder(flat, text, words).find();
}

std::string dump(const FormulaText& formula) {
  return formula.left + " <- " + substitute(formula.expr, [](std::string_view name) { return std::string(name); });
}

}  // namespace countercheck

// Parses tokens into a tree, one function for each line of the grammar in expr.h.
#include <optional>
#include <string>
#include <utility>

#include "expr/expr.h"
#include "expr/functions.h"
#include "expr/tokens.h"
#include "text/sink.h"

namespace countercheck {
namespace {

struct OperatorSign {
  std::string_view sign;
  Operator op;
};

constexpr OperatorSign kComparisons[] = {
    {"==", Operator::equal},   {"!=", Operator::not_equal}, {"<", Operator::less},
    {"<=", Operator::at_most}, {">", Operator::greater},    {">=", Operator::at_least},
};
constexpr OperatorSign kSums[] = {{"+", Operator::add}, {"-", Operator::subtract}};
constexpr OperatorSign kProducts[] = {{"*", Operator::multiply}, {"/", Operator::divide}, {"%", Operator::modulo}};

struct Tree {
  Expr expr;
  int depth = 1;
};

class Parser {
 public:
  Parser(std::vector<ExprToken> tokens, const Units& units) : tokens_(std::move(tokens)), units_(units) {}

  ParsedExpr run() {
    if (peek().kind == ExprToken::Kind::end) fail(peek(), "an empty expression");
    Tree tree = expression();
    if (!error_ && peek().kind != ExprToken::Kind::end) fail_at_rest();
    if (error_) return *std::move(error_);
    return std::move(tree.expr);
  }

 private:
  // Each rule reads on only while there is no error; after one, what it returns is thrown away.

  Tree expression() {
    if (++nesting_ > kMaxParsedDepth) {
      fail_deep();
      return {};
    }
    Tree tree = peek().is_word("if") ? conditional() : disjunction();
    --nesting_;
    return tree;
  }

  Tree conditional() {
    const Span begin = take().span;
    Tree condition = expression();
    expect_word("then");
    Tree yes = error_ ? Tree{} : expression();
    expect_word("else");
    Tree no = error_ ? Tree{} : expression();
    Tree tree;
    tree.expr.op = Operator::conditional;
    tree.expr.span = {begin.begin, no.expr.span.end};
    for (Tree* part : {&condition, &yes, &no}) adopt(tree, std::move(*part));
    return tree;
  }

  Tree disjunction() {
    Tree tree = conjunction();
    while (!error_ && peek().is_word("or")) {
      take();
      tree = join(Operator::logical_or, std::move(tree), conjunction());
    }
    return tree;
  }

  Tree conjunction() {
    Tree tree = negation();
    while (!error_ && peek().is_word("and")) {
      take();
      tree = join(Operator::logical_and, std::move(tree), negation());
    }
    return tree;
  }

  Tree negation() {
    if (!peek().is_word("not")) return comparison();
    const Span begin = take().span;
    return wrap(Operator::logical_not, begin, comparison());
  }

  Tree comparison() {
    Tree tree = sum();
    const std::optional<Operator> op = comparison_sign();
    if (error_ || !op) return tree;
    take();
    tree = join(*op, std::move(tree), sum());
    if (!error_ && comparison_sign()) fail(peek(), "comparisons do not chain", "write `a < b and b < c`");
    return tree;
  }

  std::optional<Operator> comparison_sign() {
    if (peek().is_word("in")) return Operator::in;
    return match(kComparisons);
  }

  Tree sum() {
    Tree tree = product();
    while (!error_) {
      const std::optional<Operator> op = match(kSums);
      if (!op) break;
      take();
      tree = join(*op, std::move(tree), product());
    }
    return tree;
  }

  Tree product() {
    Tree tree = unary();
    while (!error_) {
      const std::optional<Operator> op = match(kProducts);
      if (!op) break;
      take();
      tree = join(*op, std::move(tree), unary());
    }
    return tree;
  }

  Tree unary() {
    if (!peek().is_sign("-")) return power();
    const Span begin = take().span;
    return wrap(Operator::negate, begin, power());
  }

  Tree power() {
    Tree tree = atom();
    if (error_ || !peek().is_sign("^")) return tree;
    take();
    if (++nesting_ > kMaxParsedDepth) fail_deep();
    tree = join(Operator::power, std::move(tree), error_ ? Tree{} : unary());
    --nesting_;
    return tree;
  }

  Tree atom() {
    const ExprToken& token = peek();
    if (token.kind == ExprToken::Kind::number) return literal();
    if (token.kind == ExprToken::Kind::name) return tokens_[at_ + 1].is_sign("(") ? call() : name();
    if (token.kind == ExprToken::Kind::text) return text();
    if (token.is_word("true") || token.is_word("false")) return truth();
    if (token.is_sign("[")) return list();
    if (token.is_sign("(")) return parenthesis();
    if (token.kind == ExprToken::Kind::end) {
      fail(token, "the expression ends where a value should stand");
    } else {
      fail(token, "expected a value, saw `" + std::string(token.text) + "`",
           token.is_word("if") ? "put `if ... then ... else ...` in parentheses" : "");
    }
    return {};
  }

  Tree leaf(Operator op) {
    Tree tree;
    tree.expr.op = op;
    tree.expr.span = peek().span;
    tree.expr.name = std::string(peek().text);
    return tree;
  }

  Tree literal() {
    Tree tree = leaf(Operator::literal);
    tree.expr.literal_text = std::exchange(tree.expr.name, {});
    tree.expr.literal = take().value;
    return tree;
  }

  Tree truth() {
    Tree tree = leaf(Operator::literal);
    tree.expr.literal_text = std::exchange(tree.expr.name, {});
    tree.expr.literal = Value::of_truth(take().text == "true");
    return tree;
  }

  Tree text() {
    Tree tree = leaf(Operator::text);
    take();
    return tree;
  }

  Tree name() {
    Tree table = leaf(Operator::name);
    take();
    if (!peek().is_sign("[")) return table;
    take();
    Tree key = expression();
    Tree tree;
    tree.expr.op = Operator::index;
    tree.expr.span = {table.expr.span.begin, expect_sign("]")};
    adopt(tree, std::move(table));
    adopt(tree, std::move(key));
    return tree;
  }

  Tree parenthesis() {
    take();
    Tree tree = expression();
    expect_sign(")");
    return tree;
  }

  Tree list() {
    Tree tree = leaf(Operator::list);
    tree.expr.name.clear();
    take();
    while (!error_ && !peek().is_sign("]")) {
      adopt(tree, expression());
      if (!error_ && !peek().is_sign("]")) expect_sign(",");
    }
    tree.expr.span.end = expect_sign("]");
    return tree;
  }

  Tree call() {
    const ExprToken& word = peek();
    const Function* function = find_function(word.text);
    if (function == nullptr) {
      fail(word, "unknown function `" + std::string(word.text) + "`", did_you_mean(word.text, function_names()));
      return {};
    }
    Tree tree = leaf(Operator::call);
    take();
    take();
    do {
      if (!tree.expr.children.empty()) take();
      adopt(tree, expression());
    } while (!error_ && peek().is_sign(","));
    if (!error_ && peek().is_word("over")) aggregate(tree, *function);
    tree.expr.span.end = expect_sign(")");
    const std::size_t count = tree.expr.children.size();
    if (!error_ && count > 1 && !function->takes_many) {
      fail(tree.expr.span, "`" + tree.expr.name + "` takes one value, not " + std::to_string(count));
    }
    return tree;
  }

  void aggregate(Tree& tree, const Function& function) {
    const ExprToken& word = take();
    if (!function.takes_many || tree.expr.children.size() > 1) {
      return fail(word, "`over` stands behind one value of `min`, `max` or `sum`");
    }
    const ExprToken& axis = peek();
    if (axis.kind != ExprToken::Kind::name) return fail(axis, "expected an axis behind `over`");
    Tree over = leaf(Operator::over);
    take();
    over.expr.span.begin = tree.expr.children[0].span.begin;
    Tree value{std::move(tree.expr.children[0]), tree.depth - 1};
    tree.expr.children.clear();
    adopt(over, std::move(value));
    adopt(tree, std::move(over));
  }

  Tree wrap(Operator op, Span begin, Tree child) {
    Tree tree;
    tree.expr.op = op;
    tree.expr.span = {begin.begin, child.expr.span.end};
    adopt(tree, std::move(child));
    return tree;
  }

  Tree join(Operator op, Tree left, Tree right) {
    Tree tree;
    tree.expr.op = op;
    tree.expr.span = {left.expr.span.begin, right.expr.span.end};
    adopt(tree, std::move(left));
    adopt(tree, std::move(right));
    return tree;
  }

  void adopt(Tree& tree, Tree child) {
    tree.depth = std::max(tree.depth, child.depth + 1);
    tree.expr.children.push_back(std::move(child.expr));
    if (tree.depth > kMaxParsedDepth) fail_deep();
  }

  [[nodiscard]] const ExprToken& peek() const { return tokens_[at_]; }
  const ExprToken& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  template <std::size_t size>
  [[nodiscard]] std::optional<Operator> match(const OperatorSign (&signs)[size]) const {
    for (const OperatorSign& sign : signs) {
      if (peek().is_sign(sign.sign)) return sign.op;
    }
    return std::nullopt;
  }

  std::uint32_t expect_sign(std::string_view sign) {
    if (!error_ && !peek().is_sign(sign)) fail_expected(sign);
    return error_ ? 0 : take().span.end;
  }
  void expect_word(std::string_view word) {
    if (!error_ && !peek().is_word(word)) fail_expected(word);
    if (!error_) take();
  }

  void fail(Span span, std::string message, std::string hint = {}) {
    if (!error_) error_ = ExprError{span, std::move(message), std::move(hint)};
  }
  void fail(const ExprToken& token, std::string message, std::string hint = {}) {
    fail(token.span, std::move(message), std::move(hint));
  }
  void fail_deep() { fail(peek(), "the expression nests deeper than " + std::to_string(kMaxParsedDepth) + " levels"); }

  void fail_expected(std::string_view what) {
    const std::string expected = "expected `" + std::string(what) + "`";
    if (peek().kind == ExprToken::Kind::end) return fail(peek(), expected + " before the end");
    if (is_stray_unit()) return fail_unit();
    fail(peek(), expected + ", saw `" + std::string(peek().text) + "`");
  }

  void fail_at_rest() {
    if (is_stray_unit()) return fail_unit();
    fail(peek(), "expected an operator, saw `" + std::string(peek().text) + "`");
  }

  /// "64 GX": a word behind a number can only have been meant as a unit.
  [[nodiscard]] bool is_stray_unit() const {
    return at_ > 0 && tokens_[at_ - 1].kind == ExprToken::Kind::number && peek().kind == ExprToken::Kind::name;
  }
  void fail_unit() {
    fail(peek(), "unknown unit `" + std::string(peek().text) + "`", did_you_mean(peek().text, units_.symbols()));
  }

  std::vector<ExprToken> tokens_;
  const Units& units_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::optional<ExprError> error_;
};

}  // namespace

ParsedExpr parse_expression(std::string_view text, const Units& units) {
  auto tokens = cut_tokens(text, units);
  if (auto* error = std::get_if<ExprError>(&tokens)) return std::move(*error);
  return Parser(std::get<std::vector<ExprToken>>(std::move(tokens)), units).run();
}

}  // namespace countercheck

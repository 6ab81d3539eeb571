// The expression language of rules and formulas: parse, check dimensions, evaluate.
//
//   expression := "if" or "then" expression "else" expression | or
//   or         := and {"or" and}          and  := not {"and" not}        not := ["not"] compare
//   compare    := sum [("==" | "!=" | "<" | "<=" | ">" | ">=" | "in") sum]
//   sum        := product {("+" | "-") product}
//   product    := unary {("*" | "/" | "%" | "·" | "×" | "÷") unary}
//   unary      := ["-"] power             power := atom ["^" unary]
//   atom       := number [unit] | sign number | name {"." name} ["[" expression "]"] | text | "true" | "false"
//               | "(" expression ")" | "[" [expression {"," expression}] "]" | function "(" arguments ")"
//   arguments  := expression {"," expression} | expression "over" axis
//
//   total_expert_instances * data_replicas / num_gpus
//   if gated_ffn then 3 else 2
//   bytes[precision.experts]
//   num_experts % expert_parallel == 0
//
//   sum(memory over component) <= gpu_memory
//
// Functions: min max sum abs ceil floor round log2 sqrt; min, max and sum take lists too. A text is 'fp8' or "fp8". `%`
// between two values is the remainder; after a number with no value behind it, percent ("95 %"). Numbers in an
// expression are exact, their prefixes decimal. `≤ ≥ ≠ −` are read like `<= >= != -`.
// A calculation that a document writes is parsed into the same tree by extract, with Written leaves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "countercheck/source.h"
#include "countercheck/value.h"
#include "text/shared.h"
#include "units/units.h"
#include "units/written.h"

namespace countercheck {

enum class Operator : std::uint8_t {
  literal,
  written,
  name,
  text,
  list,  // leaves; `list` has children
  add,
  subtract,
  multiply,
  divide,
  modulo,
  power,
  negate,
  equal,
  not_equal,
  less,
  at_most,
  greater,
  at_least,
  in,
  logical_and,
  logical_or,
  logical_not,
  conditional,
  call,
  index,
  over,  // f(a, b); table[key]; sum(a over component) is a call of one `over`
};

struct Expr {
  Operator op = Operator::literal;
  std::vector<Expr> children;
  std::string name;          ///< of a name (dots included), a function, a text, an `over` axis
  Shared<Value> literal;     ///< of a literal, in base units
  std::string literal_text;  ///< "64 GB", for printing; of a written leaf too where it is known
  Shared<Written> written;   ///< of an operand that a document writes
  Span span;                 ///< in the text that was parsed
};

struct ExprError {
  Span span;  ///< in the text that was parsed
  std::string message;
  std::string hint;  ///< "did you mean `==`?"; may be empty
};

using ParsedExpr = std::variant<Expr, ExprError>;
/// Trees from here are at most kMaxParsedDepth deep; a text that nests deeper is an error.
inline constexpr int kMaxParsedDepth = 200;
ParsedExpr parse_expression(std::string_view text, const Units& units);

/// Every quantity name in the expression, each once, in order of appearance; with dots as written.
std::vector<std::string> names_in(const Expr& expr);

/// The tree in one line, for tests: "(/ (* total_expert_instances data_replicas) num_gpus)".
std::string dump(const Expr& expr);

/// What a name is to the dimension checker.
struct NameType {
  Value::Kind kind = Value::Kind::number;
  Dimension dimension;
  std::vector<std::string> choices;
};

struct ExprType {
  Value::Kind kind = Value::Kind::number;
  Dimension dimension;
  bool any_dimension = false;  ///< a literal zero or an empty list agrees with every dimension
};

/// The type of `expr`, or the first mistake: an unknown name (with "did you mean"), bytes added to seconds, a
/// comparison of a number with a choice. `type_of` is asked for each name and answers nullptr if there is none.
struct NameTable {
  std::function<const NameType*(std::string_view)> type_of;
  std::vector<std::string> names;  ///< for "did you mean"
  std::vector<std::string> axes;   ///< what may stand behind `over`
};
std::variant<ExprType, ExprError> check_types(const Expr& expr, const NameTable& names, const Units& units);

/// Values of names during one evaluation. A name without a value is missing.
struct Binding {
  std::string_view name;
  const Value* value = nullptr;
};

enum class Truth : std::uint8_t { no, yes, unknown };

struct Outcome {
  std::optional<Value> value;        ///< nothing: see missing and error
  Truth truth = Truth::unknown;      ///< of a comparison: on intervals it may be unknown
  std::vector<std::string> missing;  ///< names that were needed and have no value
  std::string error;                 ///< "division by zero"
};

/// Evaluates on intervals. A name or written operand that occurs twice has one value throughout (x ÷ x is 1). Branches
/// that are not taken need no values, nor does `b` in `a and b` where `a` is false. Written leaves are operands, read
/// with `prefixes`. Under `over`, a name stands for each item of the list that it is bound to; a table without the
/// entry asked for is missing under the name "peak_flops[fp4]". Never crashes: a tree that is too deep is an error.
Outcome evaluate(const Expr& expr, const std::vector<Binding>& bindings, Prefixes prefixes);

/// The expression with `×`, `÷`, and each name replaced by `shown(name)`: "1024 × 16 ÷ 128". Parentheses only where
/// leaving them out would change the value.
std::string substitute(const Expr& expr, const std::function<std::string(std::string_view)>& shown);

}  // namespace countercheck

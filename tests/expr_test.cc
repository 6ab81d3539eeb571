#include "expr/expr.h"

#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "toy_units.h"
#include "units/print.h"

namespace countercheck {
namespace {

const Units& units() {
  static const Units kUnits = toy_units();
  return kUnits;
}

Expr parse(const std::string& text) {
  ParsedExpr parsed = parse_expression(text, units());
  if (const auto* error = std::get_if<ExprError>(&parsed)) FAIL(text << ": " << error->message);
  return std::get<Expr>(parsed);
}

/// "`slice` message; hint"
std::string show(const std::string& text, const ExprError& error) {
  std::string out = "`" + text.substr(error.span.begin, error.span.size()) + "` " + error.message;
  return error.hint.empty() ? out : out + "; " + error.hint;
}

struct Row {
  std::string text, wanted;
};

TEST_CASE("expressions parse into trees") {
  for (const Row& row : std::vector<Row>{
           {"a", "a"},
           {"12", "12"},
           {"1_000.5e3", "1_000.5e3"},
           {".5", ".5"},
           {"a + b * c", "(+ a (* b c))"},
           {"a - b - c", "(- (- a b) c)"},
           {"a / b * c", "(* (/ a b) c)"},
           {"(a + b) * c", "(* (+ a b) c)"},
           {"a × b ÷ c · d − e", "(- (* (/ (* a b) c) d) e)"},
           {"-a ^ 2", "(- (^ a 2))"},
           {"a ^ b ^ c", "(^ a (^ b c))"},
           {"a ^ -2", "(^ a (- 2))"},
           {"a % b", "(% a b)"},
           {"7 % b", "(% 7 b)"},
           {"7 % (b)", "(% 7 b)"},
           {"7 % 2", "(% 7 2)"},
           {"95 %", "95 %"},
           {"95% + a", "(+ 95% a)"},
           {"a > 5 % and b", "(and (> a 5 %) b)"},
           {"64 GB", "64 GB"},
           {"64GB / a", "(/ 64GB a)"},
           {"1.8 TB/s * a", "(* 1.8 TB/s a)"},
           {"1 s / tokens", "(/ 1 s tokens)"},
           {"30B", "30B"},
           {"20k tokens", "20k tokens"},
           {"20k", "20k"},
           {"3 million", "3 million"},
           {"$2.50 / a", "(/ $2.50 a)"},
           {"2 × 3", "(* 2 3)"},
           {"3-layers", "(- 3 layers)"},
           {"a <= b", "(<= a b)"},
           {"a ≤ b", "(<= a b)"},
           {"a ≠ b", "(!= a b)"},
           {"not a and b or c", "(or (and (not a) b) c)"},
           {"not a == b", "(not (== a b))"},
           {"a and (b or c)", "(and a (or b c))"},
           {"if a then b else c", "(if a b c)"},
           {"if a then b else if c then d else e", "(if a b (if c d e))"},
           {"1 + (if a then b else c)", "(+ 1 (if a b c))"},
           {"a in [1, 2, 4]", "(in a (list 1 2 4))"},
           {"a in []", "(in a (list))"},
           {"precision == 'fp8'", "(== precision 'fp8')"},
           {"precision in [\"fp8\", 'int8']", "(in precision (list 'fp8' 'int8'))"},
           {"bytes[precision.experts]", "(index bytes precision.experts)"},
           {"bytes['fp8'] * a", "(* (index bytes 'fp8') a)"},
           {"baseline.memory / memory", "(/ baseline.memory memory)"},
           {"min(a, b, 3)", "(min a b 3)"},
           {"sum(memory over component) <= 64 GB", "(<= (sum (over memory component)) 64 GB)"},
           {"max(a * b over pool)", "(max (over (* a b) pool))"},
           {"ceil(log2(a))", "(ceil (log2 a))"},
           {"true", "true"},
           {"a == false", "(== a false)"},
           {"iffy + android + notes", "(+ (+ iffy android) notes)"},
       }) {
    INFO(row.text);
    CHECK(dump(parse(row.text)) == row.wanted);
  }
}

TEST_CASE("mistakes in expressions name their place") {
  for (const Row& row : std::vector<Row>{
           {"", "`` an empty expression"},
           {"a +", "`` the expression ends where a value should stand"},
           {"a + * b", "`*` expected a value, saw `*`"},
           {"(a + b", "`` expected `)` before the end"},
           {"a + b)", "`)` expected an operator, saw `)`"},
           {"a b", "`b` expected an operator, saw `b`"},
           {"64 GX", "`GX` unknown unit `GX`"},
           {"64 gigs * a", "`gigs` unknown unit `gigs`"},
           {"min(64 GPUz, a)", "`GPUz` unknown unit `GPUz`; did you mean `GPU`?"},
           {"a = b", "`=` unexpected `=`; did you mean `==`?"},
           {"a && b", "`&&` unexpected `&&`; did you mean `and`?"},
           {"a || b", "`||` unexpected `||`; did you mean `or`?"},
           {"!a", "`!` unexpected `!`; did you mean `not`?"},
           {"a ** 2", "`**` unexpected `**`; did you mean `^`?"},
           {"a < b < c", "`<` comparisons do not chain; write `a < b and b < c`"},
           {"a ? b", "`?` unexpected `?`"},
           {"a € b", "`€` unexpected `€`"},
           {"precision == ''", "`''` an empty text"},
           {"'fp8", "`'fp8` a text without its closing quote"},
           {"mix(a, b)", "`mix` unknown function `mix`; did you mean `min`?"},
           {"abs(a, b)", "`abs(a, b)` `abs` takes one value, not 2"},
           {"abs(a over layer)", "`over` `over` stands behind one value of `min`, `max` or `sum`"},
           {"sum(a over)", "`)` expected an axis behind `over`"},
           {"sum(a, b over layer)", "`over` `over` stands behind one value of `min`, `max` or `sum`"},
           {"min()", "`)` expected a value, saw `)`"},
           {"if a then b", "`` expected `else` before the end"},
           {"if a b else c", "`b` expected `then`, saw `b`"},
           {"[1, 2", "`` expected `,` before the end"},
           {"bytes[a", "`` expected `]` before the end"},
           {"1 + if a then b else c", "`if` expected a value, saw `if`; put `if ... then ... else ...` in parentheses"},
           {"then", "`then` expected a value, saw `then`"},
           {"1e999", "`1e999` a number that is too large or too small"},
           {"a.", "`.` unexpected `.`"},
       }) {
    INFO(row.text);
    const ParsedExpr parsed = parse_expression(row.text, units());
    REQUIRE(std::holds_alternative<ExprError>(parsed));
    CHECK(show(row.text, std::get<ExprError>(parsed)) == row.wanted);
  }
}

std::string repeated(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST_CASE("no expression can exhaust the stack") {
  for (const std::string& text :
       {repeated("(", 100000), repeated("-", 100000), repeated("a^", 100000) + "a", repeated("a+", 100000) + "a",
        repeated("if a then ", 100000), repeated("min(", 100000), repeated("[", 100000), repeated("a[", 100000),
        repeated("not ", 100000), repeated("a and ", 100000) + "a", repeated("(a+", 300) + "a" + repeated(")", 300)}) {
    CHECK(std::holds_alternative<ExprError>(parse_expression(text, units())));
  }
  const std::string deepest = repeated("a+", 198) + "a";
  CHECK(std::holds_alternative<Expr>(parse_expression(deepest, units())));

  // A calculation of a document may be deeper, because it is not parsed here.
  Expr tree = parse("a");
  for (int i = 0; i < 5000; ++i) {
    Expr next;
    next.op = Operator::negate;
    next.children.push_back(std::move(tree));
    tree = std::move(next);
  }
  const Value one = Value::of({1, 1});
  CHECK(evaluate(tree, {{"a", &one}}, Prefixes::decimal).error == "a calculation that nests too deep");
  CHECK(substitute(tree, [](std::string_view name) { return std::string(name); }) == "…");
  CHECK(names_in(tree).empty());
  CHECK(dump(tree) == "too deep");
  CHECK(std::holds_alternative<ExprError>(check_types(tree, {}, units())));
}

TEST_CASE("names of an expression") {
  const std::vector<std::string> names =
      names_in(parse("b * a[precision.kv] + (if b > 1 then c else sum(d over layer))"));
  CHECK(names == std::vector<std::string>{"b", "a", "precision.kv", "c", "d"});
}

const NameTable& names() {
  static const std::map<std::string, NameType, std::less<>> kTypes = [] {
    const auto number = [](std::string_view unit) {
      return NameType{Value::Kind::number, units().parse(unit)->dimension, {}};
    };
    std::map<std::string, NameType, std::less<>> types;
    for (const char* name : {"count", "layers"}) types[name] = number("");
    types["share"] = number("%");
    for (const char* name : {"memory", "capacity"}) types[name] = number("B");
    types["rate"] = number("B/s");
    types["time"] = number("s");
    types["precision"] = {Value::Kind::choice, {}, {"fp8", "bf16"}};
    types["gated"] = {Value::Kind::truth, {}, {}};
    types["bytes"] = {Value::Kind::table, units().parse("B")->dimension, {"fp8", "bf16"}};
    types["peak"] = {Value::Kind::table, units().parse("FLOPS")->dimension, {}};
    return types;
  }();
  static const NameTable kNames = [] {
    NameTable table;
    table.type_of = [](std::string_view name) {
      const auto it = kTypes.find(name);
      return it == kTypes.end() ? nullptr : &it->second;
    };
    for (const auto& [name, type] : kTypes) table.names.push_back(name);
    table.axes = {"layer", "component"};
    return table;
  }();
  return kNames;
}

TEST_CASE("expressions have types and dimensions") {
  for (const Row& row : std::vector<Row>{
           {"count * layers", "number 1"},
           {"memory / time", "number information/time"},
           {"memory + 64 GB", "number information"},
           {"memory + 0", "number information"},
           {"max(0, memory - capacity)", "number information"},
           {"memory / capacity", "number 1"},
           {"memory ^ 2", "number information^2"},
           {"(memory * memory) ^ (1 / 2)", "number information"},
           {"sqrt(memory * memory)", "number information"},
           {"2 ^ count", "number 1"},
           {"log2(count)", "number 1"},
           {"floor(memory / capacity) * 2 s", "number time"},
           {"memory % 4 KB", "number information"},
           {"sum(memory over component)", "number information"},
           {"min([memory, capacity])", "number information"},
           {"bytes[precision] * count", "number information"},
           {"bytes['fp8']", "number information"},
           {"peak['anything']", "number work/time"},
           {"share + 5 %", "number 1"},
           {"if gated then 3 else 2", "number 1"},
           {"if precision == 'fp8' then 'fp8' else precision", "choice"},
           {"memory <= capacity", "truth"},
           {"memory > 0", "truth"},
           {"0 < memory and gated", "truth"},
           {"precision in ['fp8', 'bf16']", "truth"},
           {"count in [1, 2, 4]", "truth"},
           {"count in []", "truth"},
           {"gated == true", "truth"},
           {"not gated", "truth"},
       }) {
    INFO(row.text);
    const auto checked = check_types(parse(row.text), names(), units());
    if (const auto* error = std::get_if<ExprError>(&checked)) FAIL(show(row.text, *error));
    const ExprType type = std::get<ExprType>(checked);
    const std::string shown = type.kind == Value::Kind::number   ? "number " + units().describe(type.dimension)
                              : type.kind == Value::Kind::choice ? "choice"
                              : type.kind == Value::Kind::truth  ? "truth"
                                                                 : "other";
    CHECK(shown == row.wanted);
  }
}

TEST_CASE("types that do not fit are told with their place") {
  for (const Row& row : std::vector<Row>{
           {"count * layer", "`layer` unknown quantity `layer`; did you mean `layers`?"},
           {"2 + xyzzy", "`xyzzy` unknown quantity `xyzzy`"},
           {"1 + memory + time", "`1 + memory` cannot add a bare number and information"},
           {"count * (memory - time)", "`memory - time` cannot subtract information and time"},
           {"memory <= 64 s", "`memory <= 64 s` cannot compare information and time"},
           {"memory % 4", "`memory % 4` no remainder between information and a bare number"},
           {"memory <= rate", "`memory <= rate` cannot compare information and information/time"},
           {"precision + 1", "`precision` `precision` is a choice, not a number"},
           {"bytes * 2", "`bytes` `bytes` is a table, not a number; choose an entry: `bytes[...]`"},
           {"memory[precision]", "`memory` `memory` is a number, not a table"},
           {"bytes[count]", "`count` a table's key is a choice, not a number"},
           {"bytes['fp9']", "`'fp9'` unknown choice 'fp9'; did you mean `fp8`?"},
           {"bytes[fp8]", "`fp8` unknown quantity `fp8`; write 'fp8' if the choice is meant"},
           {"precision == fp8", "`fp8` unknown quantity `fp8`; write 'fp8' if the choice is meant"},
           {"precision == 'fp9'", "`'fp9'` unknown choice 'fp9'; did you mean `fp8`?"},
           {"precision in ['fp8', 'fp9']", "`'fp9'` unknown choice 'fp9'; did you mean `fp8`?"},
           {"precision == 8", "`precision == 8` compares a choice with a number"},
           {"precision < 'fp8'", "`precision < 'fp8'` `<` does not compare choices"},
           {"count in 'fp8'", "`'fp8'` 'fp8' is a choice, not a list"},
           {"count in ['fp8']", "`count in ['fp8']` looks for a number in a list of choices"},
           {"memory in [1, 2]", "`memory in [1, 2]` cannot compare information and a bare number"},
           {"[1, 'fp8'] == 1", "`'fp8'` a list of numbers holds a choice"},
           {"count and gated", "`count` `count` is a number, not a truth value"},
           {"not memory", "`memory` `memory` is a number, not a truth value"},
           {"if count then 1 else 2", "`count` `count` is a number, not a truth value"},
           {"if gated then memory else time", "`if gated then memory else time` gives both information and time"},
           {"if gated then 1 else 'fp8'", "`if gated then 1 else 'fp8'` gives a number or a choice"},
           {"min(memory, time)", "`min(memory, time)` `min` of information and time"},
           {"log2(memory)", "`memory` `log2` of information, not of a bare number"},
           {"sqrt(memory)", "`sqrt(memory)` there is no such power of information"},
           {"memory ^ count", "`count` the exponent of information is not a fixed number"},
           {"2 ^ memory", "`memory` the exponent is information, not a bare number"},
           {"abs(gated)", "`gated` `gated` is a truth value, not a number"},
           {"sum(memory over layr)", "`memory over layr` unknown axis `layr`; did you mean `layer`?"},
       }) {
    INFO(row.text);
    const auto checked = check_types(parse(row.text), names(), units());
    REQUIRE(std::holds_alternative<ExprError>(checked));
    CHECK(show(row.text, std::get<ExprError>(checked)) == row.wanted);
  }
}

/// Values from "a = 1..2, b = 3, t = true, c = 'fp8', l = [1 2]"; a table is "b = {fp8 1 bf16 2}".
class Values {
 public:
  explicit Values(const std::string& text) {
    std::stringstream stream(text);
    std::string part;
    while (std::getline(stream, part, ',')) {
      std::stringstream words(part);
      std::string name, sign, word;
      words >> name >> sign;
      std::getline(words >> std::ws, word);
      values_[name] = read(word);
    }
  }
  [[nodiscard]] std::vector<Binding> bindings() const {
    std::vector<Binding> out;
    for (const auto& [name, value] : values_) out.push_back({name, &value});
    return out;
  }

 private:
  static Value read(const std::string& word) {
    if (word == "true" || word == "false") return Value::of_truth(word == "true");
    if (word[0] == '\'') return Value::of_choice(word.substr(1, word.size() - 2));
    if (word[0] == '[' || word[0] == '{') {
      Value out = Value::of_list({});
      if (word[0] == '{') out.kind = Value::Kind::table;
      std::stringstream items(word.substr(1, word.size() - 2));
      std::string item;
      while (items >> item) {
        if (word[0] == '{') {
          out.keys.push_back(item);
          items >> item;
        }
        out.items.push_back(read(item));
      }
      return out;
    }
    const std::size_t dots = word.find("..");
    const double low = std::stod(word);
    return Value::of({low, dots == std::string::npos ? low : std::stod(word.substr(dots + 2))});
  }

  std::map<std::string, Value> values_;
};

std::string show(const Outcome& outcome) {
  if (!outcome.error.empty()) return "error: " + outcome.error;
  if (!outcome.missing.empty()) {
    std::string out = "missing:";
    for (const std::string& name : outcome.missing) out += " " + name;
    return out;
  }
  if (!outcome.value) return "cannot tell";
  const Value& value = *outcome.value;
  switch (value.kind) {
    case Value::Kind::truth:
      CHECK(outcome.truth == (value.truth ? Truth::yes : Truth::no));
      return value.truth ? "yes" : "no";
    case Value::Kind::choice:
      return "'" + value.choice + "'";
    case Value::Kind::list:
      return "list of " + std::to_string(value.items.size());
    default:
      break;
  }
  const std::string unit = value.dimension.is_one() ? "" : " " + units().describe(value.dimension);
  if (value.number.is_exact()) return print_number(value.number.low, 10) + unit;
  return "[" + print_number(value.number.low, 10) + ", " + print_number(value.number.high, 10) + "]" + unit;
}

struct Case {
  std::string text, values, wanted;
};

TEST_CASE("expressions evaluate on intervals") {
  for (const Case& row : std::vector<Case>{
           {"1024 * 16 / 128", "", "128"},
           {"64 GB", "", "64000000000 information"},
           {"20 MB / 1.8 TB/s", "", "1.111111111e-5 time"},
           {"$2.50 * 4", "", "10 money"},
           {"30B", "", "30 information"},
           {"30B params", "", "30000000000"},
           {"2k", "", "2000"},
           {"95 %", "", "0.95"},
           {"a + b", "a = 1..2, b = 3", "[4, 5]"},
           {"a - b", "a = 1..2, b = 3", "[-2, -1]"},
           {"a * b", "a = 1..2, b = -3..4", "[-6, 8]"},
           {"a / b", "a = 1..2, b = 4", "[0.25, 0.5]"},
           {"-a", "a = 1..2", "[-2, -1]"},
           {"a ^ 2", "a = -1..2", "[0, 4]"},
           {"2 ^ a", "a = 3", "8"},
           {"64 % 48", "", "16"},
           {"a % 4", "a = 9..10", "[1, 2]"},
           {"a % 4", "a = 7..9", "[0, 4]"},
           {"0.3 % 0.1", "", "0"},
           {"7 % 0.7", "", "0"},
           {"9007199254740993 % 2", "", "0"},
           // An operand that occurs twice has one value.
           {"a / a", "a = 1..2", "1"},
           {"a - a", "a = 1..2", "0"},
           {"a * b / a", "a = 1..2, b = 3..4", "[3, 4]"},
           {"(a - b) / (a + b)", "a = 1..2, b = 1..2", "[-0.3333333333, 0.3333333333]"},
           {"a * (4 - a)", "a = 1..3", "[3, 4]"},
           {"(a + b + c + d + e + f) / (a + b + c + d + e + f)",
            "a = 1..2, b = 1..2, c = 1..2, d = 1..2, e = 1..2, f = 1..2", "1"},
           {"(a + b + c + d + e + f + g) / (a + b + c + d + e + f + g)",
            "a = 1..2, b = 1..2, c = 1..2, d = 1..2, e = 1..2, f = 1..2, g = 1..2", "[0.5, 2]"},
           // Between the ends these take values that they take at neither.
           {"a % 3 - a", "a = 4..5", "[-4, -2]"},
           {"floor(a) / ceil(a)", "a = 8..9", "[0.8888888889, 1.125]"},
           // Functions.
           {"min(a, b, 3)", "a = 1..5, b = 2..4", "[1, 3]"},
           {"max(a, b, 3)", "a = 1..5, b = 2..4", "[3, 5]"},
           {"sum([1, 2], 3)", "", "6"},
           {"abs(a)", "a = -3..1", "[0, 3]"},
           {"ceil(a)", "a = 1.2..2.1", "[2, 3]"},
           {"ceil(1.1 * 10)", "", "11"},
           {"floor(0.57 * 100)", "", "57"},
           {"floor(a)", "a = 1.2..2.1", "[1, 2]"},
           {"round(2.5)", "", "3"},
           {"log2(1024)", "", "10"},
           {"log2(a)", "a = 0..2", "error: log2 of zero or less"},
           {"sqrt(a)", "a = 4..9", "[2, 3]"},
           {"sqrt(a)", "a = -1..9", "error: sqrt of less than zero"},
           {"min([])", "", "error: `min` of nothing"},
           {"sum(a)", "a = [1 2 3]", "6"},
           {"sum(a over layer)", "a = [1 2 3]", "6"},
           {"sum(a * b over layer)", "a = [1 2 3], b = 10", "60"},
           {"max(a * b over layer)", "a = [1 2 3], b = [3 2 1]", "4"},
           {"sum(a * b over layer)", "a = [1 2 3], b = [1 2]", "error: lists of different length over `layer`"},
           {"sum(a over layer)", "a = 3", "missing: a"},
           {"sum(a over layer) + b", "", "missing: a b"},
           {"a + 1", "a = [1 2]", "error: `a` has several values"},
           // Tables.
           {"b[p]", "b = {fp8 1 bf16 2}, p = 'bf16'", "2"},
           {"b['fp8']", "b = {fp8 1 bf16 2}", "1"},
           {"b['fp4']", "b = {fp8 1 bf16 2}", "missing: b[fp4]"},
           {"b[p]", "p = 'bf16'", "missing: b"},
           {"b[p]", "", "missing: b p"},
           {"b[p]", "b = 3, p = 'bf16'", "error: `b` is not a table"},
           // Branches.
           {"if t then a else b", "t = true, a = 1", "1"},
           {"if t then a else b", "t = false, a = 1", "missing: b"},
           {"if a > 2 then 10 else 20", "a = 1..3", "[10, 20]"},
           {"if a > 2 then 10 + a else 20", "a = 1..3", "[11, 20]"},
           {"if a > 2 then 10 else 20", "", "missing: a"},
           {"if a > 2 then 'x' else 'y'", "a = 1..3", "cannot tell"},
           {"if a > 2 then 'x' else 'x'", "a = 1..3", "'x'"},
           // What cannot be computed.
           {"a / 0", "a = 1", "error: division by zero"},
           {"1 / a", "a = -1..1", "error: division by a number that may be zero"},
           {"a % 0", "a = 1", "error: division by zero"},
           {"a ^ 0.5", "a = -1", "error: a power that is not a number"},
           {"a + 1 s", "a = 1", "error: operands of `+` differ in unit"},
           {"a + 1 s", "a = 0", "1 time"},
           {"a + b * c", "b = 1", "missing: a c"},
           {"a + 1", "a = 'fp8'", "error: `a` is not a number"},
           {"1e300 * 1e300", "", "∞"},
       }) {
    INFO(row.text << " with " << row.values);
    const Values values(row.values);
    CHECK(show(evaluate(parse(row.text), values.bindings(), Prefixes::decimal)) == row.wanted);
  }
}

TEST_CASE("truth on intervals has three values") {
  for (const Case& row : std::vector<Case>{
           {"a < b", "a = 1..2, b = 3..4", "yes"},
           {"a < b", "a = 1..3, b = 2..4", "cannot tell"},
           {"a < b", "a = 3..4, b = 1..3", "no"},
           {"a <= b", "a = 1..3, b = 3..4", "yes"},
           {"a > b", "a = 3, b = 3", "no"},
           {"a >= b", "a = 3, b = 3", "yes"},
           {"a == b", "a = 3, b = 3", "yes"},
           {"a == b", "a = 2..4, b = 3", "cannot tell"},
           {"a == b", "a = 2..4, b = 5", "no"},
           {"a != b", "a = 2..4, b = 5", "yes"},
           {"a != b", "a = 3, b = 3", "no"},
           // Rounding of doubles decides nothing.
           {"0.1 + 0.2 == 0.3", "", "yes"},
           {"0.1 + 0.2 <= 0.3", "", "yes"},
           {"0.1 + 0.2 > 0.3", "", "no"},
           {"a == b", "a = 1000000000, b = 1000000002", "no"},
           {"1 s == 1", "", "error: operands of `==` differ in unit"},
           {"0 == a", "a = 0", "yes"},
           // One value throughout.
           {"a <= a", "a = 1..2", "yes"},
           {"a < a + 1", "a = 1..5", "yes"},
           {"a * 2 > a", "a = 1..5", "yes"},
           {"a == a * 1", "a = 1..2", "yes"},
           {"a * (4 - a) == 4", "a = 1..3", "cannot tell"},
           {"64 % 48 == 0", "", "no"},
           {"64 % 32 == 0", "", "yes"},
           {"a % 4 == 0", "a = 7..9", "cannot tell"},
           // and, or, not decide as soon as one side does.
           {"a and b", "a = false", "no"},
           {"b and a", "a = false", "no"},
           {"a and b", "a = true", "missing: b"},
           {"a or b", "a = true", "yes"},
           {"b or a", "a = true", "yes"},
           {"not a", "a = true", "no"},
           {"not a", "", "missing: a"},
           {"a < 2 and b", "a = 1..3, b = false", "no"},
           {"a < 2 and b", "a = 1..3, b = true", "cannot tell"},
           {"a < 2 or b", "a = 1..3, b = true", "yes"},
           {"not a < 2", "a = 1..3", "cannot tell"},
           {"1 / 0 > 1 and a", "a = false", "no"},
           {"1 / 0 > 1 and a", "a = true", "error: division by zero"},
           {"p == 'fp8'", "p = 'fp8'", "yes"},
           {"p != 'fp8'", "p = 'fp8'", "no"},
           {"p in ['fp8', 'bf16']", "p = 'bf16'", "yes"},
           {"p in ['fp8']", "p = 'bf16'", "no"},
           {"a in [1, 2, 4]", "a = 2", "yes"},
           {"a in [1, 2, 4]", "a = 3", "no"},
           {"a in [1, 2, 4]", "a = 1..3", "cannot tell"},
           {"a in l", "a = 3, l = [1 2 3]", "yes"},
           {"a in l", "a = 3, l = 4", "error: `in` looks into what is not a list"},
           {"t == true", "t = true", "yes"},
           {"p == 1", "p = 'fp8'", "error: a comparison of different kinds"},
           {"if t then a < 2 else a > 2", "t = true, a = 1", "yes"},
           {"if a < 2 then a < 3 else a > 1", "a = 1..3", "cannot tell"},
       }) {
    INFO(row.text << " with " << row.values);
    const Values values(row.values);
    CHECK(show(evaluate(parse(row.text), values.bindings(), Prefixes::decimal)) == row.wanted);
  }
}

Expr written(const std::string& text) {
  Expr leaf;
  leaf.op = Operator::written;
  leaf.written = *read_value(text, 0, units());
  leaf.literal_text = text;
  return leaf;
}

Expr join(Operator op, Expr a, Expr b) {
  Expr out;
  out.op = op;
  out.children = {std::move(a), std::move(b)};
  return out;
}

TEST_CASE("calculations of documents are read with the prefixes that are asked for") {
  struct Written {
    Operator op;
    std::string a, b, decimal, binary;
  };
  for (const Written& row : std::vector<Written>{
           {Operator::multiply, "2 MB", "3", "6000000 information", "6291456 information"},
           {Operator::divide, "64 GiB", "4", "17179869184 information", "17179869184 information"},
           {Operator::divide, "1.25 GB", "1.25 GB", "1", "1"},
           {Operator::subtract, "~5 s", "~5 s", "0 time", "0 time"},
           {Operator::divide, "~5 s", "~10 s", "[0.4523809524, 0.5526315789]", "[0.4523809524, 0.5526315789]"},
           {Operator::divide, "20 MB", "0", "error: division by zero", "error: division by zero"},
       }) {
    INFO(row.a << " " << row.b);
    const Expr expr = join(row.op, written(row.a), written(row.b));
    CHECK(show(evaluate(expr, {}, Prefixes::decimal)) == row.decimal);
    CHECK(show(evaluate(expr, {}, Prefixes::binary)) == row.binary);
  }
}

TEST_CASE("expressions print with their values") {
  for (const Case& row : std::vector<Case>{
           {"a * b / c", "", "1024 × 16 ÷ 128"},
           {"a * (b / c)", "", "1024 × 16 ÷ 128"},
           {"a / (b * c)", "", "1024 ÷ (16 × 128)"},
           {"a / (b / c)", "", "1024 ÷ (16 ÷ 128)"},
           {"a - (b - c)", "", "1024 - (16 - 128)"},
           {"a + (b - c)", "", "1024 + 16 - 128"},
           {"(a + b) * c", "", "(1024 + 16) × 128"},
           {"a * (b % c)", "", "1024 × (16 % 128)"},
           {"a ^ (b + c)", "", "1024^(16 + 128)"},
           {"(a * b) ^ 2", "", "(1024 × 16)^2"},
           {"-(a + b)", "", "-(1024 + 16)"},
           {"a - -b", "", "1024 - (-16)"},
           {"d ^ 2 * a - d", "", "(-5)^2 × 1024 - (-5)"},
           {"a % b == 0", "", "1024 % 16 = 0"},
           {"a <= b and not (c > 1 or a != b)", "", "1024 ≤ 16 and not (128 > 1 or 1024 ≠ 16)"},
           {"not a == b", "", "not 1024 = 16"},
           {"if t then a else b + c", "", "if t then 1024 else 16 + 128"},
           {"(if t then a else b) + c", "", "(if t then 1024 else 16) + 128"},
           {"min(a, b * c)", "", "min(1024, 16 × 128)"},
           {"sum(a over layer) / 64 GB", "", "sum(1024 over layer) ÷ 64 GB"},
           {"bytes[p] * a", "", "bytes[fp8] × 1024"},
           {"p == 'fp8'", "", "fp8 = fp8"},
           {"a in [1, 2]", "", "1024 in [1, 2]"},
           {"95 % * a", "", "95 % × 1024"},
       }) {
    INFO(row.text);
    const std::map<std::string, std::string, std::less<>> shown = {
        {"a", "1024"}, {"b", "16"}, {"c", "128"}, {"d", "-5"}, {"p", "fp8"}};
    CHECK(substitute(parse(row.text), [&](std::string_view name) {
            const auto it = shown.find(name);
            return it == shown.end() ? std::string(name) : it->second;
          }) == row.wanted);
  }
  const Expr product = join(Operator::multiply, written("64 GB"), written("2"));
  CHECK(substitute(product, {}) == "64 GB × 2");
}

TEST_CASE("an expression cut at any byte is an expression or a mistake within it") {
  const std::string text =
      "if precision in ['fp8', \"bf16\"] then max(64 GB, sum(memory over component)) ÷ $2.50 else bytes[precision.kv] "
      "^ -2 "
      "% 95 % ≤ 1.8e3 TB/s and not a.b == true";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    for (const std::string& part : {text.substr(0, end), text.substr(end)}) {
      const ParsedExpr parsed = parse_expression(part, units());
      const auto* error = std::get_if<ExprError>(&parsed);
      if (error == nullptr) continue;
      CHECK(error->span.begin <= error->span.end);
      CHECK(error->span.end <= part.size());
      CHECK_FALSE(error->message.empty());
    }
  }
}

}  // namespace
}  // namespace countercheck

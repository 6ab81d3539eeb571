// Reads one side of a calculation by precedence. It never goes back: what cannot be read leaves the side open, so that
// every text takes linear time.
#include "extract/calculation_parser.h"

#include <algorithm>
#include <array>

#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;

constexpr int kMostOperands = 200;  // trees are walked recursively
constexpr int kMostNotes = 6;
constexpr std::array<std::string_view, 10> kFunctions = {"min",   "max",   "sum",  "abs",  "ceil",
                                                         "floor", "round", "log2", "sqrt", "int"};

bool is_function(std::string_view name) {
  for (const std::string_view known : kFunctions)
    if (known == name) return true;
  return false;
}

bool is_operation(const Token& token, Operator op) {
  return token.kind == Kind::operation && token.op == op;
}

/// "26 GB": what carries its unit is an amount, whatever name stands before it.
bool is_amount(const Written& written) {
  return !written.unit.dimension.is_one();
}

/// "TP(8)", before a times sign "Tensor Parallelism (8)", and in a sum "weights (26 GB)".
bool is_named_degree(const Tokens& tokens, int at, int end, bool is_behind_times = false) {
  if (at + 3 >= end) return false;
  const auto token = [&](int i) -> const Token& { return tokens.list[static_cast<std::size_t>(i)]; };
  if (token(at).kind != Kind::word || token(at + 1).kind != Kind::open || token(at + 1).match != at + 3) return false;
  if (!token(at + 1).is_group || token(at + 2).kind != Kind::number) return false;
  const auto is_joined_by = [&](Operator op) {
    const auto is = [&](int i) { return i >= 0 && i < end && is_operation(token(i), op); };
    return is(at - 1) || is(at + 4);
  };
  return token(at + 1).is_attached || is_behind_times || is_joined_by(Operator::multiply) ||
         (is_joined_by(Operator::add) && is_amount(tokens.written(token(at + 2))));
}

/// "TP=8 × EP=4": the equals signs belong to the operands.
bool is_assignment_next(const Tokens& tokens, int at, int end) {
  const auto is = [&](int i, Kind kind, bool is_attached) {
    if (i >= end) return false;
    const Token& token = tokens.list[static_cast<std::size_t>(i)];
    return token.kind == kind && (!is_attached || token.is_attached);
  };
  const auto is_assignment = [&](int i) {
    return is(i, Kind::word, false) && is(i + 1, Kind::relation, true) && is(i + 2, Kind::number, true);
  };
  return is_assignment(at) && is(at + 3, Kind::operation, false) && is_assignment(at + 4);
}

class SideParser {
 public:
  SideParser(const Tokens& tokens, const Words& words, int first, int end)
      : tokens_(tokens), words_(words), at_(first), end_(end) {
    side_.first = first;
    side_.span = {token(first).span.begin, token(first).span.begin};
  }

  CalculationSide read() {
    side_.expr = sum();
    if (codes_ == 1) side_.is_soft = true;  // beside another degree TP8 is a number; alone it may be a name
    side_.next = std::max(at_, side_.first + 1);
    return std::move(side_);
  }

 private:
  [[nodiscard]] const Token& token(int at) const { return tokens_.list[static_cast<std::size_t>(at)]; }
  [[nodiscard]] bool is_inside(int at) const { return at < end_; }
  [[nodiscard]] bool is_kind(int at, Kind kind) const { return is_inside(at) && token(at).kind == kind; }

  Expr sum() {
    std::vector<Expr> terms;
    std::vector<Operator> signs;
    terms.push_back(product());
    while (is_kind(at_, Kind::operation) && (token(at_).op == Operator::add || token(at_).op == Operator::subtract)) {
      if (!is_right_operand(at_)) break;
      signs.push_back(token(at_++).op);
      const int named = named_;
      terms.push_back(product());
      if (named_ != named) side_.is_closed = false;  // "Stage 1 + Stage 2" names stages
      if (is_over()) terms.pop_back(), signs.pop_back();
    }
    if (signs.empty()) return std::move(terms.front());
    if (named_ + assignments_ > 0) side_.is_closed = false;  // "TP=2 + PP=4" joins strategies
    share_units(terms);
    Expr left = std::move(terms.front());
    for (std::size_t i = 0; i < signs.size(); ++i) left = join(signs[i], std::move(left), std::move(terms[i + 1]));
    return left;
  }

  Expr product() {
    Expr left = power();
    while (true) {
      if (is_share_of(left)) {
        left = join(Operator::multiply, std::move(left), share_base());
        continue;
      }
      if (is_lot_of(left)) {
        ++at_;
        left = join(Operator::multiply, std::move(left), power());
        side_.is_soft = true;
        continue;
      }
      if (!is_kind(at_, Kind::operation)) return left;
      const Operator op = token(at_).op;
      if (op != Operator::multiply && op != Operator::divide && op != Operator::modulo) return left;
      if (!is_right_operand(at_)) return left;
      const std::string_view sign = tokens_.text_of(token(at_));
      if (sign == ":" || sign == "@") side_.is_soft = true;  // "2:1" and "400 TFLOPS @ 60%" say more than a product
      ++at_;
      const int named = named_amounts_;
      Expr right = power();
      if (named_amounts_ != named) side_.is_soft = true;
      if (!is_over()) left = join(op, std::move(left), std::move(right));
    }
  }

  Expr power() {
    Expr base = operand();
    if (!is_kind(at_, Kind::operation) || token(at_).op != Operator::power || !is_right_operand(at_)) return base;
    ++at_;
    return join(Operator::power, std::move(base), operand());
  }

  Expr operand() {
    ++operands_;
    if (is_kind(at_, Kind::operation) && token(at_).op == Operator::subtract &&
        (is_kind(at_ + 1, Kind::number) || is_kind(at_ + 1, Kind::open))) {
      ++at_;
      Expr negated;
      negated.op = Operator::negate;
      negated.children.push_back(operand());
      return negated;
    }
    if (is_kind(at_, Kind::number)) return number();
    if (is_kind(at_, Kind::open)) return group();
    if (is_kind(at_, Kind::word)) return word();
    side_.is_closed = false;
    return {};
  }

  Expr number() {
    const Token& here = token(at_++);
    Expr leaf = leaf_of(tokens_, here);
    if (leaf.written->is_range()) side_.is_soft = true;
    side_.span.end = here.span.end;
    if (!here.is_named && leaf.written->unit.dimension.is_one() && !is_percent(leaf.written->unit))
      if (Unit rate = rate_behind(tokens_.text, *leaf.written, words_.units); !rate.is_bare())
        leaf.written.change().unit = std::move(rate);
    const int before = at_;
    notes(&*leaf.written);
    // "2× parameters": what the factor multiplies is not written.
    if (leaf.written->unit.symbol == "×" &&
        (at_ > before || is_kind(at_, Kind::operation) || is_kind(at_, Kind::relation)))
      side_.is_closed = false;
    return leaf;
  }

  Expr group() {
    const Token& open = token(at_);
    if (!open.is_group || open.match < 0 || open.match >= end_) return skip_group();
    const int outer_end = end_;
    end_ = open.match;
    ++at_;
    Expr inside = open.op == Operator::call ? Expr{} : sum();
    if (open.op == Operator::call) {
      inside.op = Operator::call;
      inside.name = tokens_.text_of(open) == "⌈" ? "ceil" : "floor";
      inside.children.push_back(sum());
      ++side_.operators;
    }
    // Two numbers side by side are not one expression; words behind the last one are notes.
    while (is_kind(at_, Kind::word) && !words_.has("clause", tokens_.text_of(token(at_)))) ++at_;
    if (at_ < end_) side_.is_closed = false;
    at_ = end_ + 1;
    end_ = outer_end;
    side_.span.end = token(open.match).span.end;
    inside = with_unit(std::move(inside));
    notes(nullptr);
    return inside;
  }

  Expr skip_group() {
    side_.is_closed = false;
    const int match = token(at_).match;
    at_ = match > at_ && match < end_ ? match + 1 : at_ + 1;
    return {};
  }

  /// "(4 + 2) bytes": the unit belongs to the whole group.
  Expr with_unit(Expr inside) {
    const std::string_view rest = tokens_.text.substr(side_.span.end);
    const auto found = words_.units.find_at_start(rest);
    if (!found || found->unit.dimension.is_one() || !is_kind(at_, Kind::word)) return inside;
    Written one;
    one.mantissa = 1;
    one.step = 0;
    one.unit = found->unit;
    one.number = {side_.span.end, side_.span.end};
    one.span = {side_.span.end, side_.span.end + static_cast<std::uint32_t>(found->length)};
    one.unit_span = one.span;
    Expr unit;
    unit.op = Operator::written;
    unit.span = one.span;
    unit.literal_text = found->unit.symbol;
    unit.written = one;
    side_.span.end = one.span.end;
    while (is_inside(at_) && token(at_).span.begin < one.span.end) ++at_;
    return join(Operator::multiply, std::move(inside), std::move(unit));
  }

  Expr word() {
    const std::string_view name = tokens_.text_of(token(at_));
    const bool has_arguments = is_kind(at_ + 1, Kind::open) && token(at_ + 1).is_attached && token(at_ + 1).match >= 0;
    if (has_arguments && is_function(lower(name))) return call(lower(name));
    if (is_degree(name)) return code(name);
    if (is_assignment(at_) && (assignments_ > 0 || is_assignment_next(tokens_, at_, end_))) {
      ++assignments_;
      at_ += 2;
      return number();
    }
    if (is_named_degree(tokens_, at_, end_)) return degree(name);
    if (is_named_degree(tokens_, at_ + 1, end_, true)) {
      ++at_;
      return degree(tokens_.text_of(token(at_)));
    }
    if (const int number_at = named_number(); number_at > 0) {
      at_ = number_at;
      Expr leaf = number();
      if (is_amount(*leaf.written)) {
        ++named_amounts_;
      } else {
        ++named_;
        side_.is_soft = true;
      }
      return leaf;
    }
    side_.is_closed = false;
    ++at_;
    if (has_arguments && token(at_).match < end_) at_ = token(at_).match + 1;
    side_.span.end = token(at_ - 1).span.end;
    notes(nullptr);
    return {};
  }

  /// TP(8): the number in the parenthesis is the value of the name before it.
  Expr degree(std::string_view name) {
    Expr leaf = leaf_of(tokens_, token(at_ + 2));
    const bool is_code = name.size() >= 2 && name.size() <= 4 && std::all_of(name.begin(), name.end(), is_upper);
    if (is_amount(*leaf.written))
      ++named_amounts_;
    else if (!is_code)
      side_.is_soft = true;
    at_ += 4;
    side_.span.end = token(at_ - 1).span.end;
    notes(nullptr);
    return leaf;
  }

  Expr code(std::string_view name) {
    ++codes_;
    const Token& here = token(at_);
    std::size_t digits = 0;
    while (!is_digit(name[digits])) ++digits;
    Written degree;
    degree.number = {here.span.begin + static_cast<std::uint32_t>(digits), here.span.end};
    degree.span = degree.number;
    degree.unit_span = {here.span.end, here.span.end};
    for (const char c : name.substr(digits)) degree.mantissa = degree.mantissa * 10 + (c - '0');
    degree.significant_digits = static_cast<int>(name.size() - digits);
    Expr leaf;
    leaf.op = Operator::written;
    leaf.written = degree;
    leaf.literal_text = std::string(name.substr(digits));
    leaf.span = degree.span;
    ++at_;
    side_.span.end = here.span.end;
    notes(nullptr);
    return leaf;
  }

  Expr call(std::string name) {
    Expr expr;
    expr.op = Operator::call;
    expr.name = name == "int" ? "floor" : std::move(name);
    const int close = token(at_ + 1).match;
    if (close >= end_) return ++at_, skip_group();
    const int outer_end = end_;
    at_ += 2;
    end_ = close;
    while (at_ < end_) {
      const int before = at_;
      expr.children.push_back(sum());
      if (is_kind(at_, Kind::comma))
        ++at_;
      else if (at_ < end_)
        side_.is_closed = false, at_ = end_;
      if (at_ == before) ++at_;
    }
    ++side_.operators;
    if (expr.children.empty()) side_.is_closed = false;
    at_ = close + 1;
    end_ = outer_end;
    side_.span.end = token(close).span.end;
    notes(nullptr);
    return expr;
  }

  /// TP=8, written without spaces.
  [[nodiscard]] bool is_assignment(int at) const {
    return is_kind(at + 1, Kind::relation) && token(at + 1).is_attached && is_kind(at + 2, Kind::number) &&
           token(at + 2).is_attached;
  }

  /// "× batch 128": the number after at most two words, or -1.
  [[nodiscard]] int named_number() const {
    for (int i = at_; i < at_ + 3 && is_inside(i); ++i) {
      if (is_kind(i, Kind::number)) return i;
      if (!is_kind(i, Kind::word) || words_.has("clause", tokens_.text_of(token(i)))) return -1;
    }
    return -1;
  }

  /// "12 % of 64 GB": a percentage and what it is of.
  [[nodiscard]] bool is_share_of(const Expr& left) const {
    if (left.op != Operator::written || !is_percent(left.written->unit) || left.written->is_range()) return false;
    return share_at() > 0;
  }
  /// "2048 sequences of 4096 tokens =": so many of so much.
  [[nodiscard]] bool is_lot_of(const Expr& left) const {
    if (left.op != Operator::written || left.written->unit.noun.empty() || left.written->is_range()) return false;
    if (!is_kind(at_, Kind::word) || !words_.has("part_of", tokens_.text_of(token(at_)))) return false;
    return is_kind(at_ + 1, Kind::number) && is_kind(at_ + 2, Kind::relation) &&
           !tokens_.written(token(at_ + 1)).unit.is_bare();
  }
  [[nodiscard]] int share_at() const {
    if (!is_kind(at_, Kind::word) || !words_.has("part_of", tokens_.text_of(token(at_)))) return -1;
    for (int i = at_ + 1; i < at_ + 5 && is_inside(i); ++i) {
      if (is_kind(i, Kind::number) || (is_kind(i, Kind::open) && token(i).is_group && i == at_ + 1)) return i;
      if (!is_kind(i, Kind::word)) return -1;
    }
    return -1;
  }
  Expr share_base() {
    at_ = share_at();
    return power();
  }

  /// After a number: words, "/layer", "(head groups)". Parentheses with numbers belong to it only if the calculation
  /// goes on behind them.
  void notes(const Written* value) {
    const int after = skip_notes(tokens_, words_, at_, end_);
    if (!is_inside(after)) return;
    if (value && token(after).kind == Kind::open && token(after).has_number && token(after).match >= 0) {
      const int behind = skip_notes(tokens_, words_, token(after).match + 1, end_);
      const bool is_last = is_kind(behind, Kind::relation) && operands_ > 1;
      const bool goes_on =
          is_kind(behind, Kind::operation) && token(behind).op != Operator::power && is_right_operand(behind);
      if (!goes_on && !is_last) return;
      side_.asides.push_back({*value, after});
      side_.is_soft = true;
      at_ = behind;
      return;
    }
    if (token(after).kind == Kind::operation && !is_right_operand(after)) return;
    if (token(after).kind == Kind::operation || token(after).kind == Kind::relation || token(after).kind == Kind::arrow)
      at_ = after;
  }

  /// Whether the operator at `at` has an operand behind it. A spaced dash before a word is punctuation; a times sign
  /// that touches its number and stands before a word is a factor, "2× faster".
  [[nodiscard]] bool is_right_operand(int at) const {
    if (!is_inside(at + 1)) return false;
    const Token& next = token(at + 1);
    if (next.kind == Kind::number || next.kind == Kind::open) return next.kind == Kind::number || next.is_group;
    if (is_operation(next, Operator::subtract)) return is_kind(at + 2, Kind::number) && token(at + 2).is_attached;
    if (next.kind != Kind::word) return false;
    const bool is_dash = token(at).op == Operator::subtract;
    if (is_dash || (token(at).is_attached && !next.is_attached))
      return is_degree(tokens_.text_of(next)) || (is_kind(at + 2, Kind::open) && token(at + 2).is_attached);
    return true;
  }

  [[nodiscard]] bool is_over() {
    if (operands_ <= kMostOperands) return false;
    side_.is_closed = false;
    return true;
  }

  Expr join(Operator op, Expr left, Expr right) {
    ++side_.operators;
    Expr expr;
    expr.op = op;
    expr.span = {std::min(left.span.begin, right.span.begin), std::max(left.span.end, right.span.end)};
    expr.children.push_back(std::move(left));
    expr.children.push_back(std::move(right));
    return expr;
  }

  /// In "0.5 + 8.8 + 2.0 GB" the unit is written once. A bare number beside a percentage may mean either.
  void share_units(std::vector<Expr>& terms) {
    const auto unit_of = [](const Expr& term) -> const Unit* {
      if (term.op != Operator::written || term.written->unit.is_bare()) return nullptr;
      return &term.written->unit;
    };
    const Unit* unit = nullptr;
    for (std::size_t pass = 0; pass < 2; ++pass)
      for (std::size_t i = 0; i < terms.size(); ++i) {
        Expr& term = terms[pass == 0 ? terms.size() - 1 - i : i];
        if (const Unit* own = unit_of(term)) {
          unit = own;
        } else if (unit && term.op == Operator::written) {
          if (is_percent(*unit))
            side_.is_soft = true;
          else if (!unit->dimension.is_one())
            term.written.change().unit = *unit;
        }
      }
  }

  const Tokens& tokens_;
  const Words& words_;
  int at_ = 0;
  int end_ = 0;
  int operands_ = 0;
  int codes_ = 0;
  int assignments_ = 0;    // operands of the kind "TP=8"
  int named_ = 0;          // operands of the kind "batch 128"
  int named_amounts_ = 0;  // operands of the kind "queue 5 ms"
  CalculationSide side_;
};

}  // namespace

CalculationSide read_side(const Tokens& tokens, const Words& words, int first, int end) {
  return SideParser(tokens, words, first, end).read();
}

bool begins_side(const Tokens& tokens, int at, int end) {
  const Token& token = tokens.list[static_cast<std::size_t>(at)];
  if (token.kind == Kind::number) return true;
  if (token.kind == Kind::open) {
    // "f(3) * 2" is no product of three and two.
    const bool is_called =
        at > 0 && token.is_attached && tokens.list[static_cast<std::size_t>(at) - 1].kind == Kind::word;
    return token.is_group && !is_called;
  }
  if (at + 1 >= end) return false;
  const Token& next = tokens.list[static_cast<std::size_t>(at) + 1];
  if (is_operation(token, Operator::subtract)) return next.kind == Kind::number && next.is_attached;
  if (token.kind != Kind::word) return false;
  if (is_assignment_next(tokens, at, end) || is_named_degree(tokens, at, end)) return true;
  // "as follows - 8 × 4": a spaced dash behind a word is punctuation.
  if (next.kind == Kind::operation) return next.op != Operator::subtract || next.is_attached;
  if (next.kind != Kind::open || !next.is_attached || !next.has_number || next.match < 0 || next.match >= end)
    return false;
  return is_function(lower(tokens.text_of(token)));
}

int skip_notes(const Tokens& tokens, const Words& words, int at, int end) {
  const auto token = [&](int i) -> const Token& { return tokens.list[static_cast<std::size_t>(i)]; };
  for (int taken = 0; taken < kMostNotes && at < end; ++taken) {
    const Token& here = token(at);
    if (here.kind == Kind::word) {
      if (words.has("clause", tokens.text_of(here))) return at;
      ++at;
    } else if (here.kind == Kind::open && !here.has_number && here.match >= 0 && here.match < end) {
      at = here.match + 1;
    } else if (here.kind == Kind::operation && at + 1 < end && token(at + 1).kind == Kind::word) {
      // "/layer" and "-way" are part of a unit; "/ layers" divides by a name.
      const bool is_unit = here.op == Operator::divide || here.op == Operator::subtract;
      if (!is_unit || !here.is_attached || !token(at + 1).is_attached) return at;
      at += 2;
    } else {
      return at;
    }
  }
  return at;
}

Unit rate_behind(std::string_view text, const Written& number, const Units& units) {
  std::size_t at = number.span.end;
  for (int taken = 0; taken < kMostNotes; ++taken) {
    const std::size_t space = space_at(text, at);
    if (space == 0) return {};
    if (text.substr(at + space).starts_with("per ")) {
      const auto found = units.find_at_start(text.substr(at));
      return found && !found->unit.dimension.is_one() ? found->unit : Unit{};
    }
    at += space;
    const std::size_t first = at;
    while (is_letter(byte_at(text, at)) || byte_at(text, at) == '-') ++at;
    if (at == first) return {};
  }
  return {};
}

Expr leaf_of(const Tokens& tokens, const Token& number) {
  Expr leaf;
  leaf.op = Operator::written;
  leaf.written = tokens.written(number);
  // A name stands for what it was given, and that is what is cited.
  leaf.span = number.is_named ? leaf.written->span : number.span;
  leaf.literal_text = std::string(tokens.text.substr(leaf.span.begin, leaf.span.size()));
  return leaf;
}

}  // namespace countercheck

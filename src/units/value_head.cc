// What stands before the digits of a value: a bound or an approximation, a sign, a currency sign.
#include <array>

#include "units/bytes.h"
#include "units/value_reader.h"

namespace countercheck {

namespace {

constexpr std::string_view kMinus = "\xE2\x88\x92";
constexpr std::string_view kPlusMinus = "\xC2\xB1";

struct Symbol {
  std::string_view text;
  Relation relation;
};

constexpr std::array<Symbol, 12> kSymbols = {{
    {"<=", Relation::at_most},
    {">=", Relation::at_least},
    {"<", Relation::below},
    {">", Relation::above},
    {"~", Relation::about},
    {"\xE2\x89\xA4", Relation::at_most},   // ≤
    {"\xE2\x89\xA5", Relation::at_least},  // ≥
    {"\xE2\x89\x88", Relation::about},     // ≈
    {"\xE2\x88\xBC", Relation::about},     // ∼
    {"\xE2\x89\x83", Relation::about},     // ≃
    {"\xE2\x89\xB2", Relation::at_most},   // ≲
    {"\xE2\x89\xB3", Relation::at_least},  // ≳
}};

constexpr std::string_view kFirstBytes = "<>~\xE2";  // of these symbols

std::size_t plus_minus_at(std::string_view text, std::size_t at) {
  if (starts_at(text, at, kPlusMinus)) return kPlusMinus.size();
  return starts_at(text, at, "+/-") ? 3 : 0;
}

// Whether the last character before `at`, spaces aside, ends an operand: "x ± 3", "(a + b) ± 3".
bool follows_operand(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == ' ') --at;
  return at > 0 && (is_word_before(text, at) || text[at - 1] == ')' || text[at - 1] == '%');
}

}  // namespace

std::size_t ValueReader::read_relation(std::size_t at, Relation& relation) const {
  if (kFirstBytes.find(byte_at(text_, at)) == std::string_view::npos) return at;
  // The end of an arrow, a shift or a strike-through is no relation.
  const char before = at == 0 ? ' ' : text_[at - 1];
  if (std::string_view("-=<>~").find(before) != std::string_view::npos) return at;
  for (const Symbol& symbol : kSymbols) {
    if (!starts_at(text_, at, symbol.text)) continue;
    relation = symbol.relation;
    const std::size_t end = at + symbol.text.size();
    return end + space_at(text_, end);
  }
  return at;
}

std::size_t ValueReader::read_sign(std::size_t at, std::size_t after, bool& is_negative) const {
  std::size_t length = 0;
  if (byte_at(text_, at) == '-' || byte_at(text_, at) == '+') length = 1;
  if (starts_at(text_, at, kMinus)) length = kMinus.size();
  if (length == 0) return at;
  const char before = at == 0 ? ' ' : text_[at - 1];
  const bool is_operator =
      is_word_before(text_, at) || std::string_view(")]%-+/").find(before) != std::string_view::npos;
  const bool is_behind_value = after > 0 && after + space_at(text_, after) == at;
  if (is_operator || is_behind_value) return at;
  is_negative = text_[at] != '+';
  return at + length;
}

ValueReader::Head ValueReader::read_head(std::size_t at, std::size_t after) const {
  Head head;
  std::size_t next = at;
  if (const auto bound = words_.bound_at(text_, at)) {
    head.relation = bound->relation;
    next += bound->length;
  }
  for (int count = 0; count < 2; ++count) {
    Relation relation = Relation::equal;
    const std::size_t end = read_relation(next, relation);
    if (end == next) break;
    // "up to ~10" and "< ~10" are bounds.
    if (head.relation == Relation::equal || head.relation == Relation::about) head.relation = relation;
    next = end;
  }
  head.sign_begin = next;
  const std::size_t tolerance = plus_minus_at(text_, next);
  if (tolerance > 0 && !follows_operand(text_, next)) {
    head.is_tolerance = true;
    next += tolerance;
    next += space_at(text_, next);
  }
  next = read_sign(next, after, head.is_negative);
  if (!is_word_before(text_, next) && units_.find_sign(text_.substr(next), &head.currency_length) != nullptr) {
    head.currency_begin = next;
    next += head.currency_length;
    next += space_at(text_, next);
    if (!head.is_negative) next = read_sign(next, after, head.is_negative);
  }
  head.end = next;
  return head;
}

}  // namespace countercheck

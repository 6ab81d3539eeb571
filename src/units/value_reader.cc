// One value, from its relation to its unit.
#include "units/value_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "units/bytes.h"
#include "units/surroundings.h"

namespace countercheck {

namespace {

constexpr std::string_view kTimes = "\xC3\x97";
constexpr std::string_view kPlusMinus = "\xC2\xB1";
constexpr std::string_view kMinus = "\xE2\x88\x92";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Hyphens, dashes, "~" and ".." between the ends of a range.
std::size_t range_mark_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"-", "\xE2\x80\x93", "\xE2\x80\x90", "\xE2\x80\x91", "~", ".."})
    if (starts_at(text, at, mark)) return mark.size();
  return 0;
}

std::size_t plus_minus_at(std::string_view text, std::size_t at) {
  if (starts_at(text, at, kPlusMinus)) return kPlusMinus.size();
  return starts_at(text, at, "+/-") ? 3 : 0;
}

bool is_same_unit(const Unit& a, const Unit& b) {
  return a.scale == b.scale && a.binary_scale == b.binary_scale && a.dimension == b.dimension && a.noun == b.noun &&
         a.per == b.per && a.is_bare() == b.is_bare();
}

}  // namespace

bool ValueReader::begins_number(std::size_t at) const {
  if (is_digit(byte_at(text_, at))) return true;
  return byte_at(text_, at) == '.' && is_digit(byte_at(text_, at + 1));
}

Relation ValueReader::read_symbol(std::size_t at, std::size_t* length) const {
  struct Symbol {
    std::string_view text;
    Relation relation;
  };
  static constexpr std::array<Symbol, 12> kSymbols = {{
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
  *length = 0;
  const char before = at == 0 ? ' ' : text_[at - 1];
  const bool is_arrow = before == '-' || before == '=' || before == '<' || before == '>' || before == '~';
  if (is_arrow) return Relation::equal;
  for (const Symbol& symbol : kSymbols) {
    if (!starts_at(text_, at, symbol.text)) continue;
    *length = symbol.text.size();
    return symbol.relation;
  }
  return Relation::equal;
}

std::size_t ValueReader::read_sign(std::size_t at, std::size_t after, bool* is_negative) const {
  std::size_t length = 0;
  if (byte_at(text_, at) == '-' || byte_at(text_, at) == '+') length = 1;
  if (starts_at(text_, at, kMinus)) length = kMinus.size();
  if (length == 0) return 0;
  const char before = at == 0 ? ' ' : text_[at - 1];
  const bool is_behind_value = is_word_before(text_, at) || before == ')' || before == ']' || before == '%' ||
                               before == '-' || before == '+' || (after > 0 && after + space_at(text_, after) == at);
  if (is_behind_value) return 0;
  *is_negative = text_[at] != '+';
  return length;
}

ValueReader::Head ValueReader::read_head(std::size_t at, std::size_t after) const {
  Head head;
  std::size_t i = at;
  if (const auto bound = words_.bound_at(text_, i)) {
    head.relation = bound->relation;
    i += bound->length;
  }
  for (int count = 0; count < 2; ++count) {
    std::size_t length = 0;
    const Relation relation = read_symbol(i, &length);
    if (length == 0) break;
    // "< ~10" and "up to ~10" are bounds.
    if (head.relation == Relation::equal || head.relation == Relation::about) head.relation = relation;
    i += length;
    i += space_at(text_, i);
  }
  head.sign_begin = i;
  if (i == at) {
    if (const std::size_t length = plus_minus_at(text_, i); length > 0 && !is_word_before(text_, i)) {
      head.is_tolerance = true;
      i += length;
      i += space_at(text_, i);
    }
  }
  i += read_sign(i, after, &head.is_negative);
  if (units_.find_sign(text_.substr(i), &head.currency_length) != nullptr && !is_word_before(text_, i)) {
    head.currency_begin = i;
    i += head.currency_length;
    i += space_at(text_, i);
    if (!head.is_negative) i += read_sign(i, after, &head.is_negative);
  } else {
    head.currency_length = 0;
  }
  head.end = i;
  return head;
}

std::optional<ValueReader::Amount> ValueReader::read_amount(std::size_t at) const {
  Amount amount;
  if (begins_number(at)) {
    const auto numeral = read_numeral(text_, at);
    if (!numeral) return std::nullopt;
    amount.numeral = *numeral;
  } else {
    const auto word = words_.number_at(text_, at);
    if (!word) return std::nullopt;
    amount.numeral.value = word->value;
    amount.numeral.form = Notation::Form::word;
    amount.numeral.length = word->length;
    amount.numeral.is_integer = std::floor(word->value) == word->value;
    if (!amount.numeral.is_integer) amount.numeral.step = word->value;
  }
  amount.digits_end = at + amount.numeral.length;
  amount.end = amount.digits_end;
  const std::string_view rest = text_.substr(amount.end);
  const Prefix* suffix = units_.find_suffix(rest);
  if (suffix == nullptr || suffix->binary) return amount;
  const std::size_t length = space_at(rest, 0) + suffix->symbol.size();
  // "16B/GPU" are bytes: a suffix has no "/" of its own.
  if (byte_at(rest, length) == '/') {
    const auto unit = units_.find_at_start(rest);
    if (unit && unit->length > length) return amount;
  }
  amount.suffix = suffix;
  amount.end += length;
  return amount;
}

void ValueReader::set_suffix(Written& value, const Amount& amount) const {
  if (amount.suffix == nullptr) return;
  value.suffix = amount.suffix->factor;
  value.binary_suffix = amount.suffix->binary_factor;
  value.notation.suffix = text_.substr(amount.digits_end, amount.end - amount.digits_end);
}

// Makes `second` the upper end of `value`, if both can be one range.
bool ValueReader::extend(Written& value, const Amount& second) const {
  double upper = second.numeral.value;
  const double suffix = second.suffix == nullptr ? 1 : second.suffix->factor;
  if (value.suffix == 1 && suffix != 1 && upper > value.mantissa) {
    set_suffix(value, second);  // "15-20K"
  } else if (value.suffix != suffix) {
    if (second.suffix == nullptr) return false;  // "4K-32"
    upper *= suffix / value.suffix;              // "512-4K", "512K-1M"
  }
  if (upper <= value.mantissa) return false;
  value.upper = upper;
  value.step = std::min(value.step, second.numeral.step);
  value.is_integer = value.is_integer && second.numeral.is_integer;
  value.significant_digits = std::max(value.significant_digits, second.numeral.significant_digits);
  return true;
}

// "1-1-1-1" and "4-1b" are names.
bool ValueReader::is_chain(const Amount& second) const {
  const std::size_t mark = range_mark_at(text_, second.end);
  if (mark > 0 && is_digit(byte_at(text_, second.end + mark))) return true;
  if (!is_word_at(text_, second.end)) return false;
  return !units_.find_at_start(text_.substr(second.end));
}

std::size_t ValueReader::read_range(Written& value, const Amount& first, std::size_t end) const {
  const std::size_t mark = range_mark_at(text_, end);
  if (mark == 0 || !begins_number(end + mark) || first.numeral.form == Notation::Form::word) return end;
  const auto second = read_amount(end + mark);
  if (!second || is_chain(*second)) return std::string_view::npos;
  return extend(value, *second) ? second->end : end;
}

// "15GB-20GB".
std::size_t ValueReader::read_range_with_units(Written& value, std::size_t end) const {
  const std::size_t mark = range_mark_at(text_, end);
  if (mark == 0 || value.is_range() || value.unit.is_bare() || !begins_number(end + mark)) return end;
  const auto second = read_amount(end + mark);
  if (!second) return end;
  const auto unit = units_.find_at_start(text_.substr(second->end));
  if (!unit || !is_same_unit(unit->unit, value.unit) || !extend(value, *second)) return end;
  value.number = span_of(value.number.begin, second->end);
  value.unit_span = span_of(second->end + unit->length - unit->unit.symbol.size(), second->end + unit->length);
  return second->end + unit->length;
}

// "15 - 20 GB": a range only if the unit follows only the second number. Elsewhere a spaced hyphen is a minus.
std::size_t ValueReader::read_spaced_range(Written& value, const Head& head, std::size_t end) const {
  const std::size_t space = space_at(text_, end);
  if (space == 0 || value.is_range() || value.plus_minus > 0 || head.is_negative) return end;
  const bool is_dash = byte_at(text_, end + space) == '-' || starts_at(text_, end + space, "\xE2\x80\x93");
  const std::size_t next = is_dash ? end + space + range_mark_at(text_, end + space) : 0;
  if (!is_dash || space_at(text_, next) == 0 || !begins_number(next + space_at(text_, next))) return end;
  std::size_t before = head.sign_begin;
  while (before > 0 && text_[before - 1] == ' ' && head.sign_begin - before < 2) --before;
  if (before > 0 && std::string_view("+-*/").find(text_[before - 1]) != std::string_view::npos) return end;
  if (before > 1 && (starts_at(text_, before - 2, kTimes) || starts_at(text_, before - 2, "\xC3\xB7"))) return end;
  const auto second = read_amount(next + space_at(text_, next));
  if (!second) return end;
  const auto unit = units_.find_at_start(text_.substr(second->end));
  if (!unit || is_chain(*second)) return end;
  // "(1 - 12%)" is what is left; "Option 1 - 64 GPUs" is a title.
  if (unit->unit.symbol == "%" && value.mantissa == 1) return end;
  std::size_t word = before;
  while (word > 0 && before - word < 24 && is_letter(text_[word - 1])) --word;
  const bool is_title = word < before && is_upper(text_[word]);
  if (is_title && second->numeral.value > 4 * value.mantissa) return end;
  return extend(value, *second) ? second->end : end;
}

std::size_t ValueReader::read_unit(Written& value, std::size_t end) const {
  auto found = units_.find_at_start(text_.substr(end));
  if (!found) return end;
  const std::size_t begin = end + found->length - found->unit.symbol.size();
  value.unit = std::move(found->unit);
  value.unit_span = span_of(begin, end + found->length);
  value.notation.gap = text_.substr(end, begin - end);
  return end + found->length;
}

// "10.7x faster", but neither "8x H100" nor "4×1024" nor "2 × 3".
std::size_t ValueReader::read_times(Written& value, std::size_t end) const {
  std::size_t length = byte_at(text_, end) == 'x' ? 1 : 0;
  if (starts_at(text_, end, kTimes)) length = kTimes.size();
  if (length == 0 || is_word_at(text_, end + length)) return end;
  const std::size_t next = end + length + space_at(text_, end + length);
  const char after = byte_at(text_, next);
  if (is_digit(after) || after == '(' || (value.is_integer && is_upper(after))) return end;
  if (next > end + length && value.is_integer) {
    const auto unit = units_.find_at_start(text_.substr(end + length));
    if (unit && !unit->unit.noun.empty()) return end;  // "8x GPUs"
  }
  value.unit.symbol = kTimes;
  value.notation.unit = text_.substr(end, length);
  value.unit_span = span_of(end, end + length);
  return end + length;
}

std::size_t ValueReader::read_tolerance(Written& value, std::size_t end) const {
  std::size_t next = end + space_at(text_, end);
  const std::size_t mark = plus_minus_at(text_, next);
  if (mark == 0 || value.is_range()) return end;
  next += mark;
  next += space_at(text_, next);
  const auto tolerance = read_amount(next);
  if (!tolerance || is_chain(*tolerance)) return end;
  double amount =
      tolerance->numeral.value * (tolerance->suffix == nullptr ? 1 : tolerance->suffix->factor / value.suffix);
  std::size_t after = tolerance->end;
  const auto unit = units_.find_at_start(text_.substr(after));
  if (unit && !value.unit.is_bare()) {
    after += unit->length;
    if (unit->unit.symbol == "%" && value.unit.symbol != "%") {
      amount *= unit->unit.scale * std::abs(value.mantissa);
    } else if (unit->unit.dimension == value.unit.dimension) {
      amount *= unit->unit.scale / value.unit.scale;
    } else {
      return end;
    }
  }
  value.plus_minus = amount;
  return after;
}

// "95%+", "8+ GPUs": at least. "8+4" adds.
std::size_t ValueReader::read_plus(Written& value, std::size_t end) const {
  if (byte_at(text_, end) != '+' || value.relation != Relation::equal || value.is_range()) return end;
  const char after = byte_at(text_, end + 1);
  const bool is_end =
      after == '\0' || after == '\n' || std::string_view(".,;:)|]").find(after) != std::string_view::npos;
  const std::size_t space = space_at(text_, end + 1);
  if (!is_end && (space == 0 || !is_letter(byte_at(text_, end + 1 + space)))) return end;
  if (is_end && is_digit(byte_at(text_, end + 2))) return end;
  value.relation = Relation::at_least;
  return end + 1;
}

void ValueReader::add_currency(Written& value, const Head& head) const {
  const std::string_view sign = text_.substr(head.currency_begin, head.currency_length);
  std::string symbol(sign);
  const std::string& rest = value.unit.symbol;
  const bool is_rate = rest.starts_with('/') || rest.starts_with("per ");
  if (is_rate) symbol += (rest.starts_with('/') ? "" : " ") + rest;
  auto unit = units_.parse(symbol);
  if (!unit) unit = units_.parse(sign);
  if (!unit) return;
  value.unit = std::move(*unit);
  value.notation.sign = sign;
}

ValueReader::Result ValueReader::read(std::size_t at, std::size_t after) const {
  Head head = read_head(at, after);
  // Words are tried only where a word begins.
  const bool is_word_number = is_letter(byte_at(text_, head.end)) && head.currency_length == 0;
  if (!begins_number(head.end) && !is_word_number) return {std::nullopt, at + 1};
  if (text_.size() > std::numeric_limits<std::uint32_t>::max()) return {std::nullopt, text_.size()};

  const bool is_bound = head.sign_begin > at;
  const Before before = is_bound ? Before::nothing : what_is_before(text_, head.sign_begin);
  // Only a failure looks for the end of the token, and nothing is searched there again: this keeps one pass linear.
  const auto nothing = [&]() -> Result {
    return {std::nullopt, is_word_number ? at + 1 : end_of_token(text_, head.end)};
  };
  if (before == Before::part || (is_word_number && before == Before::name)) return nothing();
  if (is_date_or_time(text_, head.end)) return nothing();

  const auto amount = read_amount(head.end);
  if (!amount) return nothing();
  if (head.currency_length > 0 && opens_formula(text_, head.currency_begin, amount->digits_end))
    return {std::nullopt, head.currency_begin + 1};

  Written value;
  value.relation = head.relation;
  value.mantissa = amount->numeral.value;
  value.step = amount->numeral.step;
  value.is_integer = amount->numeral.is_integer;
  value.significant_digits = amount->numeral.significant_digits;
  value.notation.form = amount->numeral.form;
  value.notation.separator = amount->numeral.separator;
  set_suffix(value, *amount);

  std::size_t end = read_range(value, *amount, amount->end);
  if (end == std::string_view::npos) return nothing();
  end = read_spaced_range(value, head, end);
  end = read_tolerance(value, end);
  value.number = span_of(head.sign_begin, end);
  end = read_plus(value, end);
  const std::size_t bare_end = end;
  end = read_unit(value, end);
  if (end == bare_end) end = read_times(value, end);
  if (end == bare_end && is_word_at(text_, end)) {
    // "8xH100" counts; "3rd", "1080p" and "0x1F" are words.
    const bool is_count = byte_at(text_, end) == 'x' && value.is_integer && value.mantissa > 0 &&
                          (is_upper(byte_at(text_, end + 1)) || is_digit(byte_at(text_, end + 1)));
    if (!is_count) return nothing();
  }
  end = read_range_with_units(value, end);
  if (value.plus_minus == 0) end = read_tolerance(value, end);
  end = read_plus(value, end);

  if (before == Before::name) {
    const bool is_glued = value.notation.gap.empty() && !value.unit.dimension.is_one();
    if (!is_glued) return nothing();
  }
  if (head.is_negative) {
    value.mantissa = -value.mantissa;
    if (value.upper) std::swap(value.mantissa, *(value.upper = -*value.upper));
  }
  if (head.is_tolerance) {
    if (value.is_range() || value.plus_minus > 0) return nothing();
    value.plus_minus = value.mantissa;
    value.mantissa = 0;
  }
  if (head.currency_length > 0) add_currency(value, head);
  value.is_settled = units_.is_settled(value.unit);
  value.span = span_of(at, end);
  return {std::move(value), std::max(end, at + 1)};
}

}  // namespace countercheck

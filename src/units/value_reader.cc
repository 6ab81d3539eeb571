// One value, from its relation to its unit.
#include "units/value_reader.h"

#include <cmath>
#include <limits>
#include <string>

#include "units/bytes.h"
#include "units/surroundings.h"

namespace countercheck {

namespace {

constexpr std::string_view kTimes = "\xC3\x97";
constexpr std::string_view kClosing = ".,;:)|]\n";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool closes(std::string_view text, std::size_t at) {
  return at >= text.size() || kClosing.find(text[at]) != std::string_view::npos;
}

}  // namespace

bool ValueReader::begins_number(std::size_t at) const {
  if (is_digit(byte_at(text_, at))) return true;
  return byte_at(text_, at) == '.' && is_digit(byte_at(text_, at + 1));
}

// "70b" are billions: single bits are counted in words, and "70b/s" has a unit.
const Prefix* ValueReader::find_small_suffix(std::size_t at) const {
  const char c = byte_at(text_, at);
  const char after = byte_at(text_, at + 1);
  if (c != 'b' || is_word_at(text_, at + 1) || after == '/' || after == '-') return nullptr;
  return units_.find_suffix("B");
}

// The end of the suffix behind digits that end at `at`: "30B", "30 billion", and across a space "30 B parameters".
std::size_t ValueReader::find_suffix(std::size_t at, const Prefix** suffix) const {
  *suffix = units_.find_suffix(text_.substr(at));
  const std::size_t space = space_at(text_, at);
  if (*suffix != nullptr) return at + space + (*suffix)->symbol.size();
  if (space == 0) {
    *suffix = find_small_suffix(at);
    return *suffix == nullptr ? at : at + 1;
  }
  const Prefix* const spaced = units_.find_suffix(text_.substr(at + space));
  if (spaced == nullptr || !is_upper(spaced->symbol.front())) return at;
  const std::size_t end = at + space + spaced->symbol.size();
  const auto noun = units_.find_at_start(text_.substr(end));
  const bool counts = noun && !noun->unit.noun.empty() && byte_at(text_, end) == ' ';
  const bool is_unit = units_.find_at_start(text_.substr(at)).has_value();
  if (!counts && (is_unit || !closes(text_, end))) return at;
  *suffix = spaced;
  return end;
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
  const Prefix* suffix = nullptr;
  amount.end = find_suffix(amount.digits_end, &suffix);
  // "16B/GPU" are bytes: a suffix has no "/" of its own.
  if (suffix != nullptr && byte_at(text_, amount.end) == '/') {
    const auto unit = units_.find_at_start(text_.substr(amount.digits_end));
    if (unit && amount.digits_end + unit->length > amount.end) {
      amount.end = amount.digits_end;
      return amount;
    }
  }
  amount.suffix = suffix;
  return amount;
}

void ValueReader::set_suffix(Written& value, const Amount& amount) const {
  if (amount.suffix == nullptr) return;
  value.suffix = amount.suffix->factor;
  value.binary_suffix = amount.suffix->binary_factor;
  value.notation.suffix = text_.substr(amount.digits_end, amount.end - amount.digits_end);
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

// "10.7x faster", but neither "8x H100" nor "8x GPUs" nor "4×1024" nor "2 × 3".
std::size_t ValueReader::read_times(Written& value, std::size_t end) const {
  std::size_t length = byte_at(text_, end) == 'x' ? 1 : 0;
  if (starts_at(text_, end, kTimes)) length = kTimes.size();
  if (length == 0 || is_word_at(text_, end + length)) return end;
  const std::size_t next = end + length + space_at(text_, end + length);
  const char after = byte_at(text_, next);
  if (is_digit(after) || after == '(' || (value.is_integer && is_upper(after))) return end;
  if (value.is_integer) {
    const auto counted = units_.find_at_start(text_.substr(end + length));
    if (counted && !counted->unit.noun.empty()) return end;
  }
  value.unit = Unit{};
  value.unit.symbol = kTimes;
  value.notation.unit = text_.substr(end, length);
  value.unit_span = span_of(end, end + length);
  return end + length;
}

// "95%+", "8+ GPUs": at least. "8+4" and "8+ (a)" add.
std::size_t ValueReader::read_plus(Written& value, std::size_t end) const {
  if (byte_at(text_, end) != '+' || value.relation != Relation::equal || value.is_range()) return end;
  const std::size_t space = space_at(text_, end + 1);
  const bool before_word = space > 0 && is_letter(byte_at(text_, end + 1 + space));
  const bool before_end = closes(text_, end + 1) && !is_digit(byte_at(text_, end + 2));
  if (!before_word && !before_end) return end;
  value.relation = Relation::at_least;
  return end + 1;
}

// "$5", "$2.50/GPU-hour".
void ValueReader::set_currency(Written& value, const Head& head) const {
  const std::string_view sign = text_.substr(head.currency_begin, head.currency_length);
  const std::string_view rest = value.unit.symbol;
  std::optional<Unit> unit;
  if (rest.starts_with('/')) unit = units_.parse(std::string(sign).append(rest));
  if (rest.starts_with("per ")) unit = units_.parse(std::string(sign).append(" ").append(rest));
  if (!unit) unit = units_.parse(sign);
  if (!unit) return;
  value.unit = std::move(*unit);
  value.notation.sign = sign;
}

// Letters that follow digits make a word of them: "3rd", "1080p", "0x1F". But 8 are counted in "8x H100" and "8xH100".
bool ValueReader::is_glued_to_word(const Written& value, std::size_t end) const {
  if (!is_word_at(text_, end)) return false;
  if (byte_at(text_, end) != 'x' || !value.is_integer || value.mantissa == 0) return true;
  const char after = byte_at(text_, end + 1);
  return is_word_at(text_, end + 1) && !is_upper(after) && !is_digit(after);
}

// Everything behind the head; nothing if the digits turn out to be part of a name.
std::optional<Written> ValueReader::read_number(const Head& head, const Amount& amount) const {
  Written value;
  value.relation = head.relation;
  value.mantissa = amount.numeral.value;
  value.step = amount.numeral.step;
  value.is_integer = amount.numeral.is_integer;
  value.significant_digits = amount.numeral.significant_digits;
  value.notation.form = amount.numeral.form;
  value.notation.separator = amount.numeral.separator;
  set_suffix(value, amount);

  std::size_t end = amount.end;
  if (!head.is_negative) {
    const auto range_end = read_range(value, end);
    if (!range_end) return std::nullopt;
    end = read_spaced_range(value, head, *range_end);
  }
  end = read_tolerance(value, end);
  value.number = span_of(head.sign_begin, end);
  end = read_plus(value, end);
  const std::size_t number_end = end;
  end = read_unit(value, number_end);
  if (end == number_end) end = read_minutes(value, number_end);
  end = read_span_parts(value, end);
  if (end == number_end) end = read_times(value, number_end);
  if (end == number_end && is_glued_to_word(value, end)) return std::nullopt;
  if (!head.is_negative) end = read_range_with_units(value, end);
  end = read_tolerance(value, end);
  end = read_plus(value, end);

  if (head.is_tolerance) {
    if (value.is_range() || value.plus_minus > 0) return std::nullopt;
    value.plus_minus = value.mantissa;
    value.mantissa = 0;
  }
  if (head.is_negative) value.mantissa = -value.mantissa;
  if (head.currency_length > 0) set_currency(value, head);
  value.is_settled = units_.is_settled(value.unit);
  value.span = span_of(0, end);
  return value;
}

ValueReader::Result ValueReader::read(std::size_t at, std::size_t after) const {
  if (text_.size() > std::numeric_limits<std::uint32_t>::max()) return {std::nullopt, text_.size()};
  const Head head = read_head(at, after);
  const bool is_word_number = is_letter(byte_at(text_, head.end)) && head.currency_length == 0;
  if (!begins_number(head.end) && !is_word_number) return {std::nullopt, at + 1};

  // Only a failure looks for the end of the token, and nothing is read there again: this keeps a search linear.
  const auto nothing = [&]() -> Result {
    return {std::nullopt, is_word_number ? at + 1 : end_of_token(text_, head.end)};
  };
  const Before before = head.sign_begin > at ? Before::nothing : what_is_before(text_, head.sign_begin);
  if (before == Before::part || (is_word_number && before == Before::name)) return nothing();
  if (is_date_or_time(text_, head.end)) return nothing();
  const auto amount = read_amount(head.end);
  if (!amount) return nothing();
  if (head.currency_length > 0 && opens_formula(text_, head.currency_begin, amount->digits_end))
    return {std::nullopt, head.currency_begin + head.currency_length};

  auto value = read_number(head, *amount);
  if (!value) return nothing();
  // "A100-80GB" has 80 GB; "GPT-3" has no 3, and "opt-66b" no bits.
  const bool is_measured =
      value->notation.gap.empty() && !value->unit.dimension.is_one() && value->unit_span.size() > 1;
  if (before == Before::name && !is_measured) return nothing();
  value->span.begin = static_cast<std::uint32_t>(at);
  const std::size_t end = value->span.end;
  return {std::move(value), end};
}

}  // namespace countercheck

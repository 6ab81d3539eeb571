// Cuts the text of an expression into tokens.
#include "expr/tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace countercheck {
namespace {

constexpr std::array<std::string_view, 10> kKeywords = {"if",  "then", "else", "and",  "or",
                                                        "not", "in",   "over", "true", "false"};

struct Sign {
  std::string_view written;
  std::string_view means;
};

// Longer ones first. Signs of other languages are read so that the message can say what to write.
constexpr Sign kSigns[] = {
    {"==", "=="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"&&", "&&"}, {"||", "||"}, {"**", "**"}, {"≤", "<="},
    {"≥", ">="},  {"≠", "!="},  {"×", "*"},   {"·", "*"},   {"÷", "/"},   {"−", "-"},   {"+", "+"},   {"-", "-"},
    {"*", "*"},   {"/", "/"},   {"%", "%"},   {"^", "^"},   {"<", "<"},   {">", ">"},   {"=", "="},   {"!", "!"},
    {"(", "("},   {")", ")"},   {"[", "["},   {"]", "]"},   {",", ","},
};

struct Replacement {
  std::string_view wrong;
  std::string_view right;
};

constexpr Replacement kReplacements[] = {{"=", "=="}, {"&&", "and"}, {"||", "or"}, {"!", "not"}, {"**", "^"}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_byte(char c) {
  return is_name_start(c) || is_digit(c);
}

class Lexer {
 public:
  Lexer(std::string_view text, const Units& units) : text_(text), units_(units) {}

  std::variant<std::vector<ExprToken>, ExprError> run() {
    while (!error_) {
      while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
      if (at_ >= text_.size()) break;
      cut();
    }
    if (error_) return *std::move(error_);
    push(ExprToken::Kind::end, text_.size());
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view rest(std::size_t at) const { return text_.substr(at); }
  [[nodiscard]] bool digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }

  ExprToken& push(ExprToken::Kind kind, std::size_t end) {
    ExprToken token;
    token.kind = kind;
    token.span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    token.text = text_.substr(at_, end - at_);
    tokens_.push_back(token);
    at_ = end;
    return tokens_.back();
  }

  void fail(std::size_t end, std::string message, std::string hint = {}) {
    error_ = ExprError{{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(std::min(end, text_.size()))},
                       std::move(message),
                       std::move(hint)};
  }

  void cut() {
    const char c = text_[at_];
    if (is_digit(c) || (c == '.' && digit_at(at_ + 1))) return cut_number(at_, {});
    if (is_name_start(c)) return cut_name();
    if (c == '\'' || c == '"') return cut_text();
    if (cut_amount()) return;
    cut_sign();
  }

  void cut_name() {
    std::size_t end = at_;
    while (end < text_.size()) {
      if (is_name_byte(text_[end])) {
        ++end;
      } else if (text_[end] == '.' && end + 1 < text_.size() && is_name_start(text_[end + 1])) {
        ++end;
      } else {
        break;
      }
    }
    const bool is_word = is_keyword(text_.substr(at_, end - at_));
    push(is_word ? ExprToken::Kind::keyword : ExprToken::Kind::name, end);
  }

  void cut_text() {
    const std::size_t close = text_.find(text_[at_], at_ + 1);
    if (close == std::string_view::npos) return fail(text_.size(), "a text without its closing quote");
    if (close == at_ + 1) return fail(close + 1, "an empty text");
    ExprToken& token = push(ExprToken::Kind::text, close + 1);
    token.text = token.text.substr(1, token.text.size() - 2);
  }

  /// "$2.50"
  bool cut_amount() {
    std::size_t length = 0;
    const UnitDefinition* sign = units_.find_sign(rest(at_), &length);
    if (sign == nullptr || !digit_at(at_ + length)) return false;
    Unit unit;
    unit.scale = unit.binary_scale = sign->scale;
    unit.dimension = sign->dimension;
    cut_number(at_ + length, unit);
    return true;
  }

  [[nodiscard]] std::size_t end_of_digits(std::size_t at) const {
    while (digit_at(at) || (at < text_.size() && text_[at] == '_' && digit_at(at + 1))) ++at;
    return at;
  }

  void cut_number(std::size_t begin, const std::optional<Unit>& sign) {
    std::size_t end = end_of_digits(begin);
    if (end < text_.size() && text_[end] == '.' && digit_at(end + 1)) end = end_of_digits(end + 1);
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      const std::size_t digits =
          end + (end + 1 < text_.size() && (text_[end + 1] == '-' || text_[end + 1] == '+') ? 2 : 1);
      if (digit_at(digits)) end = end_of_digits(digits);
    }
    std::string digits(text_.substr(begin, end - begin));
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    double number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec != std::errc{}) return fail(end, "a number that is too large or too small");
    finish_number(end, number, sign);
  }

  /// The suffix, then the unit. A letter that is both ("30B") is the unit, unless a unit follows it ("30B params").
  void finish_number(std::size_t end, double number, const std::optional<Unit>& sign) {
    std::optional<Units::Found> found = find_unit(end);
    if (const Prefix* suffix = units_.find_suffix(rest(end))) {
      // "3 million" has a space, "30B" has none.
      const std::size_t behind = end + (rest(end).front() == ' ' ? 1 : 0) + suffix->symbol.size();
      const std::optional<Units::Found> next = find_unit(behind);
      if (next || !found) {
        number *= suffix->factor;
        end = behind;
        found = next;
      }
    }
    Value value = Value::of({number, number});
    if (sign) {
      value = Value::of({number * sign->scale, number * sign->scale}, sign->dimension);
    }
    if (found) {
      end += found->length;
      const double factor = found->unit.scale;
      value.number = {value.number.low * factor, value.number.high * factor};
      for (std::size_t i = 0; i < kMaxDimensions; ++i) {
        value.dimension.exponents[i] =
            static_cast<std::int8_t>(value.dimension.exponents[i] + found->unit.dimension.exponents[i]);
      }
    }
    if (!std::isfinite(value.number.low)) return fail(end, "a number that is too large or too small");
    push(ExprToken::Kind::number, end).value = value;
  }

  /// The unit that stands at `at`; not a keyword ("3 in"), a name with more letters, or a division by a name ("1 s /
  /// x").
  [[nodiscard]] std::optional<Units::Found> find_unit(std::size_t at) const {
    std::string_view behind = rest(at);
    const std::size_t gap = behind.substr(0, 1) == " " ? 1 : 0;
    std::size_t word_end = gap;
    while (word_end < behind.size() && is_name_byte(behind[word_end])) ++word_end;
    if (is_keyword(behind.substr(gap, word_end - gap))) return std::nullopt;
    if (behind.substr(gap, 1) == "%") {
      if (is_value_at(at + gap + 1)) return std::nullopt;
    } else if (find_sign_at(at + gap) != nullptr) {
      return std::nullopt;  // "2 × 3", "1-layers": prose has these as units
    }
    // A division is part of a unit only where it is written without spaces: "GB/s".
    const std::size_t spaced = std::min(behind.find(" /"), behind.find("/ "));
    behind = behind.substr(0, std::min(spaced, behind.size()));
    return units_.find_at_start(behind);
  }

  /// Whether a value begins there: then a `%` before it is the remainder.
  [[nodiscard]] bool is_value_at(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    if (at >= text_.size()) return false;
    if (is_digit(text_[at]) || text_[at] == '(') return true;
    if (!is_name_start(text_[at])) return false;
    std::size_t end = at;
    while (end < text_.size() && is_name_byte(text_[end])) ++end;
    return !is_keyword(text_.substr(at, end - at));
  }

  [[nodiscard]] const Sign* find_sign_at(std::size_t at) const {
    for (const Sign& sign : kSigns) {
      if (rest(at).substr(0, sign.written.size()) == sign.written) return &sign;
    }
    return nullptr;
  }

  void cut_sign() {
    if (const Sign* sign = find_sign_at(at_)) {
      for (const Replacement& replacement : kReplacements) {
        if (sign->written != replacement.wrong) continue;
        return fail(at_ + sign->written.size(), "unexpected `" + std::string(replacement.wrong) + "`",
                    "did you mean `" + std::string(replacement.right) + "`?");
      }
      push(ExprToken::Kind::sign, at_ + sign->written.size()).text = sign->means;
      return;
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    fail(end, "unexpected `" + std::string(text_.substr(at_, end - at_)) + "`");
  }

  std::string_view text_;
  const Units& units_;
  std::size_t at_ = 0;
  std::vector<ExprToken> tokens_;
  std::optional<ExprError> error_;
};

}  // namespace

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

std::variant<std::vector<ExprToken>, ExprError> cut_tokens(std::string_view text, const Units& units) {
  return Lexer(text, units).run();
}

}  // namespace countercheck

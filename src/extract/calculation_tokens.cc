// Splits a text into the tokens of calculations. Numbers come from the number reader; the signs are listed here.
#include "extract/calculation_tokens.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/words.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;

struct Sign {
  std::string_view text;
  Kind kind;
  Operator op;
  bool is_approximate = false;
};

// Longer signs stand before their beginnings.
constexpr std::array<Sign, 56> kSigns = {{
    {"**", Kind::operation, Operator::power},     {"*", Kind::operation, Operator::multiply},
    {"×", Kind::operation, Operator::multiply},   {"·", Kind::operation, Operator::multiply},
    {"⋅", Kind::operation, Operator::multiply},   {"∙", Kind::operation, Operator::multiply},
    {"✕", Kind::operation, Operator::multiply},   {"÷", Kind::operation, Operator::divide},
    {"∕", Kind::operation, Operator::divide},     {"//", Kind::operation, Operator::divide},
    {"/=", Kind::separator, Operator::literal},   {"/", Kind::operation, Operator::divide},
    {"+=", Kind::separator, Operator::literal},   {"+/-", Kind::separator, Operator::literal},
    {"++", Kind::separator, Operator::literal},   {"+", Kind::operation, Operator::add},
    {"->", Kind::arrow, Operator::literal},       {"-->", Kind::arrow, Operator::literal},
    {"--", Kind::separator, Operator::literal},   {"-=", Kind::separator, Operator::literal},
    {"-", Kind::operation, Operator::subtract},   {"−", Kind::operation, Operator::subtract},
    {"–", Kind::operation, Operator::subtract},   {"^", Kind::operation, Operator::power},
    {"%", Kind::operation, Operator::modulo},     {"=>", Kind::arrow, Operator::literal},
    {"→", Kind::arrow, Operator::literal},        {"⇒", Kind::arrow, Operator::literal},
    {"⟶", Kind::arrow, Operator::literal},        {"➔", Kind::arrow, Operator::literal},
    {"➜", Kind::arrow, Operator::literal},        {"==", Kind::relation, Operator::equal},
    {"=", Kind::relation, Operator::equal},       {":=", Kind::relation, Operator::equal},
    {"≈", Kind::relation, Operator::equal, true}, {"≅", Kind::relation, Operator::equal, true},
    {"≃", Kind::relation, Operator::equal, true}, {"~=", Kind::relation, Operator::equal, true},
    {"~", Kind::relation, Operator::equal, true}, {"<=", Kind::relation, Operator::at_most},
    {"≤", Kind::relation, Operator::at_most},     {"≦", Kind::relation, Operator::at_most},
    {"⩽", Kind::relation, Operator::at_most},     {">=", Kind::relation, Operator::at_least},
    {"≥", Kind::relation, Operator::at_least},    {"≧", Kind::relation, Operator::at_least},
    {"⩾", Kind::relation, Operator::at_least},    {"<<", Kind::relation, Operator::less},
    {"≪", Kind::relation, Operator::less},        {"<", Kind::relation, Operator::less},
    {">>", Kind::relation, Operator::greater},    {"≫", Kind::relation, Operator::greater},
    {">", Kind::relation, Operator::greater},     {",", Kind::comma, Operator::literal},
    {"，", Kind::comma, Operator::literal},       {"，", Kind::comma, Operator::literal},
}};

struct Bracket {
  std::string_view open;
  std::string_view close;
  Operator op;
};
constexpr std::array<Bracket, 6> kBrackets = {{
    {"(", ")", Operator::literal},
    {"（", "）", Operator::literal},
    {"[", "]", Operator::list},
    {"{", "}", Operator::list},
    {"⌈", "⌉", Operator::call},
    {"⌊", "⌋", Operator::call},
}};

/// The bytes with which signs may begin: most bytes of a text begin none.
struct FirstBytes {
  std::array<bool, 256> bytes{};

  constexpr void add(std::string_view text) { bytes[static_cast<unsigned char>(text.front())] = true; }
  [[nodiscard]] constexpr bool has(char c) const { return bytes[static_cast<unsigned char>(c)]; }
};
constexpr FirstBytes kSignBytes = [] {
  FirstBytes out;
  for (const Sign& sign : kSigns) out.add(sign.text);
  return out;
}();
constexpr FirstBytes kBracketBytes = [] {
  FirstBytes out;
  for (const Bracket& bracket : kBrackets) {
    out.add(bracket.open);
    out.add(bracket.close);
  }
  return out;
}();

/// The language's words for signs: "times", "divided by", "equals". What two groups have belongs to the first.
struct SignWords {
  std::string_view group;
  Words::Sign sign;
};
constexpr std::size_t kLongestSignWord = 12;
constexpr std::array<SignWords, 5> kSignWords = {{
    {"times", {Kind::operation, Operator::multiply}},
    {"divided_by", {Kind::operation, Operator::divide}},
    {"plus", {Kind::operation, Operator::add}},
    {"minus", {Kind::operation, Operator::subtract}},
    {"equals", {Kind::relation, Operator::equal}},
}};

}  // namespace

bool is_degree(std::string_view name) {
  std::size_t letters = 0;
  while (letters < name.size() && is_upper(name[letters])) ++letters;
  if (letters < 2 || letters > 4 || letters == name.size() || name.size() - letters > 6) return false;
  for (const char c : name.substr(letters))
    if (!is_digit(c)) return false;
  return true;
}

namespace {

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Written> values, const Words& words, bool is_code)
      : text_(text), words_(words), is_code_(is_code) {
    out_.text = text;
    out_.values = std::move(values);
  }

  Tokens read() {
    while (at_ < text_.size()) step();
    add(Kind::separator, 0);
    return std::move(out_);
  }

 private:
  void step() {
    if (const std::size_t space = space_at(text_, at_); space > 0 || text_[at_] == '\t' || text_[at_] == '\r') {
      at_ += std::max<std::size_t>(space, 1);
      is_spaced_ = true;
      return;
    }
    if (text_[at_] == '\n') return line_end();
    // `$LAYERS` is a name; `$1` is one too, and no money.
    if (is_code_ && text_[at_] == '$' &&
        (is_name_byte(byte_at(text_, at_ + 1)) && !is_digit(byte_at(text_, at_ + 1)))) {
      ++at_;
      return;
    }
    if (number()) return;
    if (is_digit(text_[at_])) return opaque();
    if (is_word_at(text_, at_)) return word();
    if (is_code_ && comment()) return;
    if (bracket() || sign()) return;
    separator();
  }

  /// A calculation goes on in the next line only inside parentheses or after an operator, and never in code.
  void line_end() {
    const bool goes_on = !is_code_ && (!open_.empty() || last_kind() == Kind::operation);
    if (is_code_) open_.clear();
    if (goes_on) {
      ++at_;
      is_spaced_ = true;
    } else {
      add(Kind::separator, 1);
    }
  }

  bool number() {
    while (next_value_ < out_.values.size() && out_.values[next_value_].span.end <= at_) ++next_value_;
    if (next_value_ == out_.values.size()) return false;
    Written& written = out_.values[next_value_];
    if (written.span.begin != at_) return false;
    if (written.notation.form == Notation::Form::word) return ++next_value_, false;  // "sixteen" is a word here
    split_lead(written);
    split_modulo(written);
    split_divisor(written);
    add(Kind::number, written.span.end - at_).value = static_cast<int>(next_value_++);
    mark_number();
    return true;
  }

  /// In `128 ≈ 130`, `8 < 10` and `8-2` the sign joins two numbers and is not part of the second.
  void split_lead(Written& written) {
    const std::optional<Sign> found = sign_at(written.span.begin);
    if (!found || found->kind == Kind::comma) return;
    if (!ends_operand() && !(found->kind == Kind::relation && is_compared_with(written))) return;
    const std::size_t after = written.span.begin + found->text.size();
    if (after > written.number.begin || (found->text == "~" && space_at(text_, after) == 0)) return;
    push(*found);
    skip_space();
    written.span.begin = static_cast<std::uint32_t>(at_);
    written.relation = Relation::equal;
    if (found->op == Operator::subtract && written.mantissa < 0) written.mantissa = -written.mantissa;
  }

  /// "68 GPUs required ≤ 128 GPUs": amounts of the same thing, with a word or two behind the first.
  [[nodiscard]] bool is_compared_with(const Written& written) const {
    std::size_t at = out_.list.size();
    for (int words = 0; words < 3 && at > 0 && out_.list[at - 1].kind == Kind::word; ++words, --at)
      if (words_.has("clause", out_.text_of(out_.list[at - 1]))) return false;
    if (at == 0 || at == out_.list.size() || out_.list[at - 1].kind != Kind::number) return false;
    const Unit& before = out_.written(out_.list[at - 1]).unit;
    const bool is_named = !written.unit.noun.empty() || !written.unit.dimension.is_one();
    return is_named && before.noun == written.unit.noun && before.dimension == written.unit.dimension;
  }

  /// `64 % 8` is a remainder: a percent sign with an operand directly after it is none.
  void split_modulo(Written& written) {
    if (written.unit.scale != 0.01 || byte_at(text_, written.span.end - 1) != '%') return;
    std::size_t next = written.span.end;
    while (space_at(text_, next) > 0) next += space_at(text_, next);
    const bool is_spaced = written.number.end < written.unit_span.begin || written.unit_span.size() > 1;
    if (!is_digit(byte_at(text_, next)) || (!is_code_ && (!is_spaced || next == written.span.end))) return;
    written.unit = Unit{};
    written.unit_span = {written.number.end, written.number.end};
    written.span.end = written.number.end;
  }

  /// In code `2/gpus` divides by a name.
  void split_divisor(Written& written) const {
    if (!is_code_ || written.unit_span.is_empty() || text_[written.unit_span.begin] != '/') return;
    written.unit = Unit{};
    written.unit_span = {written.number.end, written.number.end};
    written.span.end = written.number.end;
  }

  /// Digits that the number reader refused: a version, a date, a hash.
  void opaque() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word_at(text_, end) || is_inner(end))) ++end;
    add(Kind::word, end - at_);
  }

  void word() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word_at(text_, end) || is_continuation(raw_at(text_, end)) || is_inner(end)))
      ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if (sign_word(name)) return;
    if ((name == "x" || name == "X") && ends_operand() && is_operand_at(end)) {
      add(Kind::operation, 1).op = Operator::multiply;
      return;
    }
    if (is_degree(name)) mark_number();
    if (!open_.empty() && words_.has("versus", name)) open_.back().is_mixed = true;
    add(Kind::word, end - at_);
  }

  /// A hyphen, a dot or an apostrophe between letters belongs to the word.
  [[nodiscard]] bool is_inner(std::size_t at) const {
    const char c = text_[at];
    if (c != '-' && c != '.' && c != '\'' && c != ',') return false;
    const bool is_after_digit = at > 0 && is_digit(text_[at - 1]);
    const bool is_before_digit = is_digit(byte_at(text_, at + 1));
    if (is_after_digit || is_before_digit) return is_after_digit && is_before_digit && is_digit(text_[at_]);
    return c != ',' && is_word_at(text_, at + 1) && is_word_before(text_, at);
  }

  bool sign_word(std::string_view name) {
    if (name.size() > kLongestSignWord || !ends_operand_or_word()) return false;
    const Words::Sign* const found = words_.sign_of(name);
    if (found == nullptr) return false;
    std::size_t end = at_ + name.size();
    if (space_at(text_, end) > 0 && is_word(text_, end + space_at(text_, end), "by")) end += space_at(text_, end) + 2;
    if (found->kind == Kind::operation && !is_operand_at(end)) return false;  // "3 times faster"
    add(found->kind, end - at_).op = found->op;
    return true;
  }

  bool comment() {
    const bool is_hash = text_[at_] == '#';
    const bool is_slashes =
        starts_at(text_, at_, "//") && !(is_spaced_ && ends_operand() && is_operand_at(at_ + 2) &&
                                         !starts_at(text_, at_ - std::min<std::size_t>(at_, 2), "  "));
    if (!is_hash && !is_slashes) return false;
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == text_[at_]) ++end;
    open_.clear();
    add(Kind::comment, end - at_);
    return true;
  }

  bool bracket() {
    if (!kBracketBytes.has(text_[at_])) return false;
    for (std::size_t i = 0; i < kBrackets.size(); ++i) {
      if (starts_at(text_, at_, kBrackets[i].open)) {
        if (open_.size() >= static_cast<std::size_t>(words_.parentheses)) return cut(kBrackets[i].open.size());
        Token& token = add(Kind::open, kBrackets[i].open.size());
        token.op = kBrackets[i].op;
        token.is_group = kBrackets[i].op != Operator::list;
        open_.push_back({static_cast<int>(out_.list.size()) - 1, i});
        return true;
      }
      if (!starts_at(text_, at_, kBrackets[i].close)) continue;
      if (open_.empty() && is_stray()) {
        ++at_;
        is_spaced_ = true;
        return true;
      }
      if (open_.empty() || open_.back().bracket != i) return false;
      close(kBrackets[i].close.size());
      return true;
    }
    return false;
  }

  bool cut(std::size_t length) {
    add(Kind::separator, length);
    if (!out_.cut) out_.cut = out_.list.back().span;
    open_.clear();
    return true;
  }

  /// "2 * 3 ) / 4": a parenthesis too many, between factors alone, groups nothing.
  [[nodiscard]] bool is_stray() const {
    if (text_[at_] != ')' || !ends_operand()) return false;
    const std::optional<Sign> next = sign_at(at_ + 1 + space_at(text_, at_ + 1));
    if (!next || next->kind != Kind::operation || (next->op != Operator::multiply && next->op != Operator::divide))
      return false;
    for (auto token = out_.list.rbegin(); token != out_.list.rend(); ++token) {
      if (token->kind == Kind::relation || token->kind == Kind::separator) break;
      const bool is_sum = token->op == Operator::add || token->op == Operator::subtract;
      if (token->kind == Kind::operation && is_sum) return false;
    }
    return true;
  }

  void close(std::size_t length) {
    const Open open = open_.back();
    open_.pop_back();
    const int here = static_cast<int>(out_.list.size());
    add(Kind::close, length).match = open.token;
    Token& opening = out_.list[static_cast<std::size_t>(open.token)];
    opening.match = here;
    const bool is_call =
        open.token > 0 && opening.is_attached && out_.list[static_cast<std::size_t>(open.token) - 1].kind == Kind::word;
    opening.is_plain = opening.is_group && !open.is_mixed && (open.commas == 0 || is_call);
    opening.is_group = opening.is_plain && opening.has_number;
    if (open_.empty()) return;
    // A parenthesis that holds more than an expression spoils the one around it; a list of arguments does not.
    if (open.is_mixed) open_.back().is_mixed = true;
    if (opening.has_number) mark_number();
  }

  bool sign() {
    const std::optional<Sign> found = sign_at(at_);
    if (!found) return false;
    if (found->text == "<" && is_letter(byte_at(text_, at_ + 1))) return false;  // a tag
    push(*found);
    return true;
  }

  [[nodiscard]] std::optional<Sign> sign_at(std::size_t at) const {
    if (!kSignBytes.has(byte_at(text_, at))) return std::nullopt;
    std::optional<Sign> best;
    for (const Sign& known : kSigns)
      if (starts_at(text_, at, known.text) && (!best || best->text.size() < known.text.size())) best = known;
    return best;
  }

  void push(const Sign& known) {
    Token& token = add(known.kind, known.text.size());
    token.op = known.op;
    token.is_approximate = known.is_approximate;
    if (open_.empty()) return;
    if (known.kind == Kind::comma) ++open_.back().commas;
    if (known.kind != Kind::comma && known.kind != Kind::operation) open_.back().is_mixed = true;
  }

  void separator() {
    // 4:1 is a ratio; a colon after a label is none.
    if (text_[at_] == ':' && at_ > 0 && is_digit(text_[at_ - 1]) && last_kind() == Kind::number &&
        is_number_at(at_ + 1)) {
      add(Kind::operation, 1).op = Operator::divide;
      return;
    }
    if (text_[at_] == '@' && ends_operand() && is_percentage_next()) {
      add(Kind::operation, 1).op = Operator::multiply;
      return;
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_continuation(raw_at(text_, end))) ++end;
    add(Kind::separator, end - at_);
  }

  Token& add(Kind kind, std::size_t length) {
    Token token;
    token.kind = kind;
    token.span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + length)};
    token.is_attached = !is_spaced_ && !out_.list.empty();
    is_spaced_ = false;
    at_ += length;
    if (kind == Kind::separator && !open_.empty()) open_.back().is_mixed = true;
    out_.list.push_back(token);
    return out_.list.back();
  }

  [[nodiscard]] bool is_percentage_next() const {
    if (next_value_ >= out_.values.size()) return false;
    const Written& next = out_.values[next_value_];
    return next.unit.scale == 0.01 && next.span.begin <= at_ + 1 + space_at(text_, at_ + 1);
  }

  [[nodiscard]] bool is_number_at(std::size_t at) {
    while (next_value_ < out_.values.size() && out_.values[next_value_].span.end <= at_) ++next_value_;
    return next_value_ < out_.values.size() && out_.values[next_value_].span.begin == at;
  }

  void skip_space() {
    while (space_at(text_, at_) > 0) {
      at_ += space_at(text_, at_);
      is_spaced_ = true;
    }
  }

  void mark_number() {
    if (!open_.empty()) out_.list[static_cast<std::size_t>(open_.back().token)].has_number = true;
  }

  [[nodiscard]] Kind last_kind() const { return out_.list.empty() ? Kind::separator : out_.list.back().kind; }
  [[nodiscard]] bool ends_operand() const { return last_kind() == Kind::number || last_kind() == Kind::close; }
  [[nodiscard]] bool ends_operand_or_word() const { return ends_operand() || last_kind() == Kind::word; }
  [[nodiscard]] bool is_operand_at(std::size_t at) const {
    while (space_at(text_, at) > 0) at += space_at(text_, at);
    const char c = byte_at(text_, at);
    return is_digit(c) || c == '(' || c == '$' || c == '~' || c == '.';
  }

  struct Open {
    int token = 0;
    std::size_t bracket = 0;
    int commas = 0;
    bool is_mixed = false;
  };

  std::string_view text_;
  const Words& words_;
  bool is_code_ = false;
  std::size_t at_ = 0;
  bool is_spaced_ = true;
  std::size_t next_value_ = 0;
  std::vector<Open> open_;
  Tokens out_;
};

}  // namespace

Words::Words(const Units& known_units, const Language& known_language, const Limits& limits)
    : units(known_units),
      language(known_language),
      values(known_language.value_words()),
      parentheses(limits.parentheses) {
  for (const SignWords& known : kSignWords) {
    for (const std::string& written : language.group(known.group)) {
      for (const std::string& word : {written, normal_form(written)}) {
        signs_.try_emplace(word, known.sign);
        if (!word.empty()) sign_bytes_.set(static_cast<unsigned char>(word.front()));
      }
    }
  }
}

const Words::Sign* Words::sign_of(std::string_view word) const {
  const char first = to_lower(byte_at(word, 0));
  if (is_letter(first) && !sign_bytes_[static_cast<unsigned char>(first)]) return nullptr;
  const auto as_written = signs_.find(lower(word));
  if (as_written != signs_.end()) return &as_written->second;
  const auto normal = signs_.find(normal_form(word));
  return normal == signs_.end() ? nullptr : &normal->second;
}

bool Words::has(std::string_view group, std::string_view word) const {
  const std::string low = lower(word);
  if (language.has(group, low)) return true;
  // Letters without a plural are their own normal form.
  const bool is_plain =
      !low.ends_with('s') && std::all_of(low.begin(), low.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return !is_plain && language.has(group, normal_form(word));
}

Tokens read_tokens(std::string_view text, std::vector<Written> values, const Words& words, bool is_code) {
  return Tokenizer(text, std::move(values), words, is_code).read();
}

std::string dump(const Tokens& tokens) {
  std::string out;
  for (const Token& token : tokens.list) {
    if (!out.empty()) out += ' ';
    if (token.kind == Kind::separator) out += ';';
    if (token.kind == Kind::word) out += "word ";
    if (token.kind != Kind::separator) out += tokens.text_of(token);
  }
  return out;
}

}  // namespace countercheck

// Reads strategy codes: "EP64_TP2_PP1", "TP8-PP2", "TP4 + EP32", "FSDP 32, TP 8". One code alone is an abbreviation,
// not a strategy.
#include <optional>

#include "extract/page.h"

namespace countercheck {
namespace {

struct Code {
  QuantityId quantity = kNoQuantity;
  Span span;
  Span number;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_word(char c) {
  return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z');
}

/// What each degree is of has no longer name.
constexpr std::size_t kLongestName = 28;

std::optional<Code> code_at(std::string_view text, std::size_t at, const Rulebook& book) {
  std::size_t i = at;
  while (i < text.size() && is_upper(text[i]) && i - at < 6) ++i;
  const std::size_t letters = i - at;
  if (i + 1 < text.size() && text[i] == ' ' && is_digit(text[i + 1])) ++i;
  const std::size_t digits = i;
  while (i < text.size() && is_digit(text[i]) && i - at < 14) ++i;
  if (letters < 2 || i == digits || (i < text.size() && is_word(text[i]))) return std::nullopt;
  const auto found = book.by_code.find(std::string(text.substr(at, letters)));
  if (found == book.by_code.end()) return std::nullopt;
  const auto u = [](std::size_t x) { return static_cast<std::uint32_t>(x); };
  return Code{found->second, {u(at), u(i)}, {u(digits), u(i)}};
}

/// Whether two codes belong to one strategy: "_", "-", "/", "x", "×", "+", ",", blanks stand between, and nothing else;
/// or a comma and a few words, as in "Routed experts EP32, attention DP32".
bool joins(std::string_view between) {
  if (between.size() > 4)
    return between.size() <= kLongestName && between.starts_with(", ") &&
           between.find_first_of("0123456789()[];:=.\n") == std::string_view::npos;
  for (const char c : between)
    if (is_word(c) ? c != 'x' : c == '(' || c == ')' || c == '.' || c == '\n') return false;
  return true;
}

Written number_of(std::string_view text, Span number) {
  Written written;
  written.mantissa = 0;
  for (std::uint32_t i = number.begin; i < number.end; ++i) written.mantissa = written.mantissa * 10 + (text[i] - '0');
  written.significant_digits = static_cast<int>(number.size());
  written.span = written.number = number;
  return written;
}

}  // namespace

void read_codes(const Page& page, int block, std::vector<Statement>& out) {
  const std::string_view text = page.block(block).text.text;
  std::vector<Code> run;
  const auto close_run = [&] {
    if (run.size() >= 2) {
      for (const Code& code : run) {
        Statement statement;
        statement.block = statement.label_block = block;
        statement.written = number_of(text, code.number);
        statement.quantity = code.quantity;
        statement.label = {run.front().span.begin, run.back().span.end};
        statement.reader = Reader::code;
        out.push_back(std::move(statement));
      }
    }
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_upper(text[i]) || (i > 0 && is_word(text[i - 1]))) continue;
    const std::optional<Code> code = code_at(text, i, page.book);
    if (!code) continue;
    if (!run.empty() && !joins(text.substr(run.back().span.end, code->span.begin - run.back().span.end))) close_run();
    run.push_back(*code);
    i = code->span.end - 1;
  }
  close_run();
}

}  // namespace countercheck

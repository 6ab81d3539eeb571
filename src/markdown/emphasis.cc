// The rules of CommonMark 6.2, plus one: a `*` that stands between operands is arithmetic.
#include "markdown/emphasis.h"

#include <algorithm>
#include <array>

#include "markdown/inline_scan.h"

namespace countercheck {
namespace {

enum class Beside : std::uint8_t { white, punctuation, other };

/// The code point that ends before `at`, or begins at it; 0 at the ends of the text.
std::uint32_t decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const std::uint32_t first = byte(at);
  if (first < 0x80) return first;
  if (first < 0xE0) return ((first & 0x1F) << 6) | (byte(at + 1) & 0x3F);
  if (first < 0xF0) return ((first & 0x0F) << 12) | ((byte(at + 1) & 0x3F) << 6) | (byte(at + 2) & 0x3F);
  return 0x10000;
}

std::uint32_t decode_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return decode(text, begin);
}

Beside classify(std::uint32_t code) {
  if (code == 0 || code == ' ' || (code >= 9 && code <= 13) || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) ||
      code == 0x202F || code == 0x205F || code == 0x3000) {
    return Beside::white;
  }
  if (code < 0x80) return is_ascii_punctuation(static_cast<char>(code)) ? Beside::punctuation : Beside::other;
  const bool is_latin_mark =
      code == 0xA1 || code == 0xA7 || code == 0xAB || code == 0xB6 || code == 0xB7 || code == 0xBB || code == 0xBF;
  const bool is_general = (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205E);
  const bool is_cjk =
      (code >= 0x3001 && code <= 0x3003) || (code >= 0x3008 && code <= 0x3011) || (code >= 0x3014 && code <= 0x301F);
  const bool is_wide =
      (code >= 0xFF01 && code <= 0xFF0F) || (code >= 0xFF1A && code <= 0xFF20) || (code >= 0xFF3B && code <= 0xFF3D);
  return is_latin_mark || is_general || is_cjk || is_wide ? Beside::punctuation : Beside::other;
}

bool is_digit(std::uint32_t c) {
  return c >= '0' && c <= '9';
}
bool is_word(std::uint32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

std::uint32_t Emphasis::add_run(std::uint32_t at) {
  const char mark = text_[at];
  const auto end = static_cast<std::uint32_t>(std::min(text_.find_first_not_of(mark, at), text_.size()));
  const std::uint32_t length = end - at;
  // One `~` is "about", three are a fence that is not at the start of a line.
  if (mark == '~' && length != 2) return end;

  // "*~~old~~*", "2*~3": a mark looks through tildes.
  const std::size_t left_end = at == 0 ? 0 : text_.find_last_not_of('~', at - 1) + 1;
  const std::uint32_t before = decode_before(text_, left_end);
  const std::uint32_t after = decode(text_, text_.find_first_not_of('~', end));
  const Beside left = classify(before);
  const Beside right = classify(after);
  const bool left_flanking = right != Beside::white && (right != Beside::punctuation || left != Beside::other);
  const bool right_flanking = left != Beside::white && (left != Beside::punctuation || right != Beside::other);
  Run run;
  run.span = {at, end};
  run.length = length;
  run.mark = mark;
  run.opens = left_flanking;
  run.closes = right_flanking;
  if (mark == '_') {
    run.opens = left_flanking && (!right_flanking || left == Beside::punctuation);
    run.closes = right_flanking && (!left_flanking || right == Beside::punctuation);
  }
  if (mark == '*') {
    const bool after_operand = is_digit(before) || before == ')';
    const bool before_operand = is_digit(after) || after == '(';
    const bool is_times = length == 1 && is_word(before) && is_word(after);
    if (is_times || (after_operand && before_operand)) {
      // "**128**(64 per node)" closes; "2**10" and "2*(3+4)" do neither.
      run.opens = false;
      run.closes = length == 2 && after == '(' && before != ')' && run.closes;
    }
  }
  if (!run.opens && !run.closes) return end;
  const int number = static_cast<int>(runs_.size());
  run.before = number - 1;
  if (number > 0) runs_[static_cast<std::size_t>(number) - 1].after = number;
  runs_.push_back(run);
  return end;
}

bool Emphasis::can_pair(const Run& opener, const Run& closer) const {
  if (!opener.opens || opener.mark != closer.mark) return false;
  if (closer.mark == '~') return true;
  const bool is_inner = opener.closes || closer.opens;
  return !is_inner || closer.length % 3 == 0 || (opener.length + closer.length) % 3 != 0;
}

void Emphasis::remove(int run) {
  Run& removed = runs_[static_cast<std::size_t>(run)];
  if (removed.before >= 0) runs_[static_cast<std::size_t>(removed.before)].after = removed.after;
  if (removed.after >= 0) runs_[static_cast<std::size_t>(removed.after)].before = removed.before;
}

void Emphasis::pair(int opener_number, int closer_number) {
  Run& opener = runs_[static_cast<std::size_t>(opener_number)];
  Run& closer = runs_[static_cast<std::size_t>(closer_number)];
  if (closer.mark == '~') struck_.push_back({opener.span.end, closer.span.begin});
  const std::uint32_t used = opener.span.size() >= 2 && closer.span.size() >= 2 ? 2 : 1;
  marks_.push_back({opener.span.end - used, opener.span.end});
  marks_.push_back({closer.span.begin, closer.span.begin + used});
  opener.span.end -= used;
  closer.span.begin += used;
  // Runs between the two have lost their chance.
  opener.after = closer_number;
  closer.before = opener_number;
}

void Emphasis::match(std::size_t floor) {
  const int bottom = static_cast<int>(floor) - 1;
  // Below which run no opener was found for a closer of this mark, length and kind: what keeps this linear.
  std::array<std::array<int, 6>, 3> bottoms;
  for (auto& of_mark : bottoms) of_mark.fill(bottom);
  int closer_number = floor < runs_.size() ? static_cast<int>(floor) : -1;
  while (closer_number >= 0) {
    Run& closer = runs_[static_cast<std::size_t>(closer_number)];
    if (!closer.closes) {
      closer_number = closer.after;
      continue;
    }
    int& lowest = bottoms[closer.mark == '*'   ? 0
                          : closer.mark == '_' ? 1
                                               : 2][closer.length % 3 + (closer.opens ? 3 : 0)];
    int opener_number = closer.before;
    while (opener_number > lowest && !can_pair(runs_[static_cast<std::size_t>(opener_number)], closer)) {
      opener_number = runs_[static_cast<std::size_t>(opener_number)].before;
    }
    if (opener_number > lowest) {
      pair(opener_number, closer_number);
      if (runs_[static_cast<std::size_t>(opener_number)].span.is_empty()) remove(opener_number);
      if (!closer.span.is_empty()) continue;
      const int next = closer.after;
      remove(closer_number);
      closer_number = next;
      continue;
    }
    lowest = closer.before;
    const int next = closer.after;
    if (!closer.opens) remove(closer_number);
    closer_number = next;
  }
  runs_.resize(floor);
  if (!runs_.empty()) runs_.back().after = -1;
}

}  // namespace countercheck

// Looks for the name of a machine behind each bare count.
#include "extract/machine_counts.h"

#include <algorithm>
#include <optional>

namespace countercheck {
namespace {

/// What holds more words than this names no machine.
constexpr std::size_t kLongestName = 6;
/// A name stands so near, with the vendor's before it.
constexpr std::size_t kFarthest = 60;
constexpr std::size_t kMostWordsBefore = 1;

bool is_count(const Written& value) {
  return value.is_integer && value.unit.is_bare() && value.suffix == 1 && !value.is_range() && value.mantissa > 0 &&
         value.notation.form == Notation::Form::plain;
}

/// Blanks and one sign of multiplication: "8x A100", "128 × H200".
std::size_t skip_times(std::string_view text) {
  std::size_t at = text.find_first_not_of(' ');
  if (at == std::string_view::npos) return text.size();
  for (const std::string_view sign : {std::string_view("×"), std::string_view("x"), std::string_view("*")}) {
    if (!text.substr(at).starts_with(sign)) continue;
    at += sign.size();
    at = std::min(text.find_first_not_of(' ', at), text.size());
    break;
  }
  return at;
}

/// "80GB", "40G": how much memory the machine has is part of its name.
bool is_size(const std::string& word) {
  const std::size_t letters = word.find_first_not_of("0123456789");
  return letters != 0 && letters != std::string::npos && (word.substr(letters) == "g" || word.substr(letters) == "gb");
}

/// Where the name that begins `text` ends, after at most a vendor's name; 0 if there is none.
std::size_t name_end(std::string_view text, const Rulebook& book) {
  const std::vector<Word> words = words_of(text);
  if (words.empty() || words.front().span.begin != 0) return 0;
  for (std::size_t first = 0; first <= kMostWordsBefore && first < words.size(); ++first) {
    for (std::size_t n = std::min(kLongestName, words.size() - first); n > 0; --n) {
      if (!book.by_hardware_name.contains(join(words, first, first + n))) continue;
      const std::size_t next = first + n;
      const bool has_size =
          next < words.size() && is_size(words[next].text) && words[next].span.begin == words[next - 1].span.end + 1;
      const std::size_t end = words[has_size ? next : next - 1].span.end;
      return text.substr(0, end).find_first_of(",;:.()[]|=+\n") == std::string_view::npos ? end : 0;
    }
  }
  return 0;
}

struct Machines {
  Unit unit;
  std::uint32_t name_end = 0;
};

std::optional<Machines> machines_at(std::string_view text, const Written& value, const Rulebook& book) {
  const std::size_t begin = value.span.end + skip_times(text.substr(value.span.end, kFarthest));
  const std::string_view behind = text.substr(begin, kFarthest);
  const std::size_t end = name_end(behind, book);
  if (end == 0) return std::nullopt;
  const auto place = static_cast<std::uint32_t>(begin + end);
  if (const auto named = book.units.find_at_start(behind.substr(end))) {
    if (named->unit.noun.empty()) return std::nullopt;
    return Machines{named->unit, place};
  }
  const auto one = book.units.parse(book.language.group("machine").front());
  if (!one) return std::nullopt;
  return Machines{*one, place};
}

}  // namespace

void settle_machine_counts(Page& page) {
  if (page.book.language.group("machine").empty()) return;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const std::string_view text = page.doc.blocks[i].text.text;
    std::vector<Written>& values = page.values[i];
    std::uint32_t name_end = 0;
    std::erase_if(values, [&](Written& value) {
      if (value.span.begin < name_end) return true;
      if (!is_count(value)) return false;
      const auto machines = machines_at(text, value, page.book);
      if (!machines) return false;
      value.unit = machines->unit;
      name_end = machines->name_end;
      return false;
    });
  }
}

}  // namespace countercheck

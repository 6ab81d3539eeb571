// Reads what one of several things has: "Stage 0: GPUs 0-127 (4 layers, 128 GPUs)" tells layers per stage and GPUs per
// stage, as long as all stages are alike.
#include <algorithm>

#include "extract/binding.h"
#include "extract/page.h"

namespace countercheck {
namespace {

/// "Pipeline Stage 0 (prefill):" names one stage. The axis, and where what it has begins.
struct Member {
  const Axis* axis = nullptr;
  std::uint32_t begin = 0;
};

bool is_number(const std::string& word) {
  return word.find_first_not_of("0123456789") == std::string::npos;
}

Member member_in(std::string_view text, const Rulebook& book) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > 60) return {};
  const std::vector<Word> words = words_of(text.substr(0, colon));
  for (std::size_t i = 1; i < words.size() && i < 4; ++i) {
    if (!is_number(words[i].text)) continue;
    const Axis* axis = book.find_axis(words[i - 1].text);
    if (axis == nullptr && i > 1) axis = book.find_axis(join(words, i - 2, i));
    return {axis, static_cast<std::uint32_t>(colon + 1)};
  }
  return {};
}

}  // namespace

void read_members(const Page& page, int block, std::vector<Statement>& out) {
  const std::string_view text = page.block(block).text.text;
  const std::vector<Written>& values = page.values_of(block);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Member member = member_in(text.substr(begin, end - begin), page.book);
    const auto first = std::lower_bound(values.begin(), values.end(), begin + member.begin,
                                        [](const Written& value, std::size_t at) { return value.span.begin < at; });
    for (auto value = first; member.axis != nullptr && value != values.end() && value->span.begin < end; ++value) {
      if (value->is_range() || value->unit.noun.empty() || !value->unit.per.empty()) continue;
      const auto found = page.book.by_label.find(normal_form(value->unit.noun + " per " + member.axis->name));
      if (found == page.book.by_label.end()) continue;
      Statement statement;
      statement.block = statement.label_block = block;
      statement.written = *value;
      statement.maybe = all_fitting(found->second, *value, page.book);
      statement.label = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin) + member.begin};
      statement.reader = Reader::phrase;
      if (!statement.maybe.empty()) out.push_back(std::move(statement));
    }
    begin = end + 1;
  }
}

}  // namespace countercheck

// Finds a percentage that a word calls the rest, and the one before it in the sentence.
#include "extract/complements.h"

#include <algorithm>
#include <utility>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestSentence = 220;
/// Words between the one that names the rest and the share: "the remaining about 80%".
constexpr std::uint32_t kLongestLead = 24;

bool is_share(const Written& value) {
  return is_percent(value.unit) && !value.is_range() && value.mantissa > 0 && value.mantissa < 100 &&
         (value.relation == Relation::equal || value.relation == Relation::about);
}

/// Whether the words directly before a share call it the rest.
bool is_rest(std::string_view text, const Written& share, const Language& language) {
  const std::uint32_t begin = share.span.begin - std::min(share.span.begin, kLongestLead);
  return language.has_any("rest", text.substr(begin, share.span.begin - begin));
}

Expr whole_less(const Written& share, int block, const Page& page) {
  return join(Operator::subtract, literal_of(1, "100%"), operand_of(part_of(block, share), page, true));
}

}  // namespace

std::vector<Sum> find_complements(const Page& page) {
  std::vector<Sum> out;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const Block& block = page.doc.blocks[i];
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) continue;
    const std::string_view text = block.text.text;
    const Written* before = nullptr;
    for (const Written& value : page.values[i]) {
      if (!is_share(value)) continue;
      const Written* first = std::exchange(before, &value);
      if (first == nullptr || value.span.begin - first->span.end > kLongestSentence) continue;
      const std::string_view between = text.substr(first->span.end, value.span.begin - first->span.end);
      if (between.find(". ") != std::string_view::npos || !is_rest(text, value, page.book.language)) continue;
      const int number = static_cast<int>(i);
      out.push_back(make_calculated(part_of(number, value), whole_less(*first, number, page), false, page));
      out.push_back(make_calculated(part_of(number, *first), whole_less(value, number, page), true, page));
    }
  }
  return out;
}

}  // namespace countercheck

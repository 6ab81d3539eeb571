// Splits text into sentences, and tries the last amount of each and then the first as the total of the others.
#include "extract/list_totals.h"

#include <algorithm>

#include "extract/parts.h"
#include "text/sentences.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongestSentence = 400;
/// So far from the total stands the word that calls it one.
constexpr std::uint32_t kReach = 32;

class SentenceReader {
 public:
  SentenceReader(const Page& page, int block, Span sentence, std::vector<const Written*> values)
      : page_(page),
        block_(block),
        text_(page.block(block).text.text),
        sentence_(sentence),
        values_(std::move(values)) {}

  void read(std::vector<Sum>& out) const {
    if (values_.size() < 3 || sentence_.size() > kLongestSentence) return;
    if (page_.book.language.has_any("no_list", slice(sentence_)) || !is_list()) return;
    if (auto sum = trailing())
      out.push_back(*std::move(sum));
    else if (auto other = leading())
      out.push_back(*std::move(other));
  }

 private:
  [[nodiscard]] std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }
  [[nodiscard]] Span between(std::size_t a, std::size_t b) const {
    return {values_[a]->span.end, std::max(values_[a]->span.end, values_[b]->span.begin)};
  }

  /// One kind of amount throughout: counts are as often factors as parts.
  [[nodiscard]] bool is_list() const {
    const Unit& unit = values_.front()->unit;
    return std::all_of(values_.begin(), values_.end(), [&](const Written* value) {
      return value->unit.dimension == unit.dimension && value->unit.per == unit.per && !value->unit.is_bare() &&
             !value->is_range() && value->relation == Relation::equal && value->mantissa > 0;
    });
  }

  /// A mark or a word stands between two items of a list.
  [[nodiscard]] bool separates(Span gap) const {
    return slice(gap).find_first_of(",+") != std::string_view::npos ||
           page_.book.language.has_any("list_joint", slice(gap));
  }

  [[nodiscard]] bool are_separated(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i)
      if (!separates(between(i, i + 1))) return false;
    return true;
  }

  [[nodiscard]] bool calls_total(Span span) const { return page_.book.language.has_any("total", slice(span)); }
  [[nodiscard]] Span behind(const Written& value) const {
    return {value.span.end, std::min(sentence_.end, value.span.end + kReach)};
  }
  [[nodiscard]] Span before(const Written& value) const {
    return {std::max(sentence_.begin, value.span.begin - std::min(value.span.begin, kReach)), value.span.begin};
  }

  [[nodiscard]] std::optional<Sum> trailing() const {
    const std::size_t last = values_.size() - 1;
    if (!are_separated(0, last - 1)) return std::nullopt;
    const Span gap = between(last - 1, last);
    const bool is_called =
        calls_total(gap) || calls_total(behind(*values_[last])) || page_.book.language.has_any("adding_up", slice(gap));
    const std::string_view link = slice(gap);
    const bool is_linked = link.find("→") != std::string_view::npos || link.find("->") != std::string_view::npos;
    if (!is_called && !is_linked) return std::nullopt;
    return sum_of(last, 0, last, is_called);
  }

  [[nodiscard]] std::optional<Sum> leading() const {
    if (!are_separated(1, values_.size() - 1)) return std::nullopt;
    const std::string_view link = slice(between(0, 1));
    const bool opens = link.find_first_of("(:") != std::string_view::npos ||
                       page_.book.language.has_any("breakdown", link) || page_.book.language.has_any("splitting", link);
    if (!opens) return std::nullopt;
    return sum_of(0, 1, values_.size(), calls_total(before(*values_[0])));
  }

  [[nodiscard]] std::optional<Sum> sum_of(std::size_t total, std::size_t first, std::size_t end, bool may_fail) const {
    std::vector<Part> parts;
    for (std::size_t i = first; i < end; ++i) parts.push_back(part_of(block_, *values_[i]));
    return make_sum(part_of(block_, *values_[total]), parts, {may_fail, true}, page_);
  }

  const Page& page_;
  const int block_;
  const std::string_view text_;
  const Span sentence_;
  const std::vector<const Written*> values_;
};

void read_block(const Page& page, int block, std::vector<Sum>& out) {
  const std::string_view text = page.block(block).text.text;
  const std::vector<Written>& values = page.values_of(block);
  auto value = values.begin();
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at <= text.size() && value != values.end(); ++at) {
    if (at < text.size() && text[at] != ';' && !ends_sentence(text, at)) continue;
    std::vector<const Written*> inside;
    for (; value != values.end() && value->span.begin < at; ++value) inside.push_back(&*value);
    SentenceReader(page, block, {begin, at}, std::move(inside)).read(out);
    begin = at + 1;
  }
}

}  // namespace

std::vector<Sum> find_list_totals(const Page& page) {
  std::vector<Sum> out;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i) {
    const BlockKind kind = page.doc.blocks[i].kind;
    if (kind == BlockKind::paragraph || kind == BlockKind::item) read_block(page, static_cast<int>(i), out);
  }
  return out;
}

}  // namespace countercheck

// Reads shapes that are told in passing: "175B parameters, 96 layers (12 per stage), hidden 12288, 96 heads". One such
// figure alone may speak of a part; three different ones in a sentence describe the whole.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "extract/binding.h"
#include "extract/page.h"
#include "text/sentences.h"
#include "units/bytes.h"

namespace countercheck {
namespace {

constexpr std::size_t kFewest = 3;
constexpr std::uint32_t kLongestItem = 40;

bool ends_item(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarks = ",;()[]|";
  const bool is_colon = text[at] == ':' && (at + 1 == text.size() || text[at + 1] == ' ');
  return is_colon || kMarks.find(text[at]) != std::string_view::npos || ends_sentence(text, at);
}

class EnumerationReader {
 public:
  EnumerationReader(const Page& page, int block)
      : page_(page), block_(block), text_(page.block(block).text.text), values_(page.values_of(block)) {}

  std::vector<Statement> read() {
    for (std::size_t i = 0; i < values_.size();) {
      const std::uint32_t begin = sentence_begin(values_[i].span.begin);
      std::vector<Statement> items;
      std::size_t next = i;
      for (; next < values_.size() && sentence_begin(values_[next].span.begin) == begin; ++next)
        if (std::optional<Statement> item = item_at(next)) items.push_back(std::move(*item));
      keep(begin, std::move(items));
      i = next;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::uint32_t sentence_begin(std::uint32_t at) {
    for (; scanned_ < at; ++scanned_)
      if (ends_sentence(text_, scanned_)) sentence_ = scanned_ + 1;
    return sentence_;
  }

  /// "96 layers" or "hidden 12288" between two commas, and nothing else.
  [[nodiscard]] std::optional<Statement> item_at(std::size_t number) const {
    const Written& value = values_[number];
    const bool is_count = (value.unit.is_bare() || !value.unit.noun.empty()) && value.unit.symbol != "×";
    if (!is_count || value.is_range() || value.is_approximate() || !value.is_integer) return std::nullopt;
    const Span item = item_around(value);
    if (number > 0 && values_[number - 1].span.end > item.begin) return std::nullopt;
    if (number + 1 < values_.size() && values_[number + 1].span.begin < item.end) return std::nullopt;
    const Span before{item.begin, value.number.begin};
    const Span after{value.number.end, item.end};
    const bool is_counted = joins(before);
    if (is_counted == is_blank(after)) return std::nullopt;
    return statement_of(value, is_counted ? after : before, item.end);
  }

  /// Up to the marks and the words ("and", "with") that end a clause.
  [[nodiscard]] Span item_around(const Written& value) const {
    Span item = value.number;
    while (item.begin > 0 && value.number.begin - item.begin <= kLongestItem && !ends_item(text_, item.begin - 1))
      --item.begin;
    while (item.end < text_.size() && item.end - value.number.end <= kLongestItem && !ends_item(text_, item.end))
      ++item.end;
    const auto ends_clause = [&](const Word& word) { return page_.book.language.has("clause", word.text); };
    const std::vector<Word> before = words_of(slice({item.begin, value.number.begin}));
    const auto last = std::find_if(before.rbegin(), before.rend(), ends_clause);
    if (last != before.rend()) item.begin += last->span.end;
    const std::vector<Word> after = words_of(slice({value.number.end, item.end}));
    const auto first = std::find_if(after.begin(), after.end(), ends_clause);
    if (first != after.end()) item.end = value.number.end + first->span.begin;
    return item;
  }

  [[nodiscard]] std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }
  [[nodiscard]] bool is_blank(Span span) const {
    return slice(span).find_first_not_of(" *_`") == std::string_view::npos;
  }

  /// Nothing, or only words such as "with" and "and".
  [[nodiscard]] bool joins(Span span) const {
    const std::vector<Word> words = words_of(slice(span));
    return std::all_of(words.begin(), words.end(),
                       [&](const Word& word) { return page_.book.language.has("joining", word.text); });
  }

  [[nodiscard]] std::optional<Statement> statement_of(const Written& value, Span name, std::uint32_t end) const {
    const Label label = read_label(slice(name), page_.book);
    const std::vector<QuantityId> named = in_context(label.candidates.empty() ? label.maybe : label.candidates, page_);
    const std::vector<QuantityId> fitting = all_fitting(named, value, page_.book);
    if (fitting.size() != 1 || label.is_target) return std::nullopt;
    const Quantity& quantity = page_.book[fitting.front()];
    if (!quantity.is_whole) return std::nullopt;
    const After after =
        axes_after(text_.substr(value.span.end, end - std::min(end, value.span.end)), value, quantity, page_.book);
    if (after.contradicts) return std::nullopt;
    Statement statement;
    statement.block = statement.label_block = block_;
    statement.written = value;
    statement.quantity = fitting.front();
    statement.per = label.per.empty() ? after.per : label.per;
    statement.label = {name.begin + label.span.begin, name.begin + label.span.end};
    statement.reader = Reader::phrase;
    return statement;
  }

  void keep(std::uint32_t begin, std::vector<Statement> items) {
    std::set<QuantityId> quantities;
    for (const Statement& item : items) quantities.insert(item.quantity);
    if (items.size() < kFewest || quantities.size() < items.size()) return;
    const std::string_view before = text_.substr(begin, items.front().written.number.begin - begin);
    for (Statement& item : items)
      if (!names_member(before) && !is_share_of_axis(before, page_.book[item.quantity], page_.book))
        out_.push_back(std::move(item));
  }

  /// "Stage 3: 4 layers, 8 heads, 2 experts" describes a part.
  [[nodiscard]] bool names_member(std::string_view before) const {
    const std::vector<Word> words = words_of(before);
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (page_.book.find_axis(words[i].text) != nullptr && is_digit(words[i + 1].text.front())) return true;
    return false;
  }

  const Page& page_;
  const int block_;
  const std::string_view text_;
  const std::vector<Written>& values_;
  std::uint32_t scanned_ = 0;
  std::uint32_t sentence_ = 0;
  std::vector<Statement> out_;
};

bool may_enumerate(const Block& block) {
  return block.kind == BlockKind::paragraph || block.kind == BlockKind::item || block.kind == BlockKind::heading;
}

}  // namespace

void read_enumerations(const Page& page, std::vector<Statement>& out) {
  std::vector<Statement> found;
  for (std::size_t block = 0; block < page.doc.blocks.size(); ++block) {
    if (!may_enumerate(page.doc.blocks[block]) || page.values[block].size() < kFewest) continue;
    for (Statement& statement : EnumerationReader(page, static_cast<int>(block)).read())
      found.push_back(std::move(statement));
  }
  if (found.empty()) return;
  std::set<std::pair<int, std::uint32_t>> bound;
  for (const Statement& each : out) bound.emplace(each.block, each.written.number.begin);
  // Two shapes are two models; which of them the rest speaks of is not known.
  std::map<QuantityId, std::set<double>> told;
  for (const std::vector<Statement>* all : {&found, &out})
    for (const Statement& each : *all)
      if (each.quantity != kNoQuantity) told[each.quantity].insert(each.written.nominal(Prefixes::decimal));
  for (Statement& statement : found)
    if (told[statement.quantity].size() == 1 && bound.emplace(statement.block, statement.written.number.begin).second)
      out.push_back(std::move(statement));
}

}  // namespace countercheck

// Reads phrases of the rulebook: "each GPU handles exactly 1 expert per layer", "across 128 GPUs", "16-layer model".
#include <algorithm>
#include <optional>

#include "extract/binding.h"
#include "extract/page.h"

namespace countercheck {
namespace {

/// The value of the block whose digits begin where the phrase has its number.
const Written* value_at(const std::vector<Written>& values, Span number) {
  for (const Written& value : values)
    if (value.number.begin <= number.begin && number.begin < value.number.end) return &value;
  return nullptr;
}

/// What stands between the beginning of the sentence, or line, and a place in it.
std::string_view sentence_before(std::string_view text, std::uint32_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 120) {
    const char c = text[begin - 1];
    if (c == '\n' || c == ';' || (c == '.' && text[begin] == ' ')) break;
    --begin;
  }
  return text.substr(begin, at - begin);
}

/// Where a phrase stands, with its value or, of a choice, its word.
struct Found {
  Span whole;
  const Written* value = nullptr;
  Span word;
  bool has_bound = false;  ///< the words before the number are the phrase's own: "within {n} limit"
};

/// Phrases are short: further away nothing is looked for, so that a line of many numbers costs no more than many lines.
constexpr std::uint32_t kReach = 600;

/// One text, and the same in lower case.
struct Text {
  std::string_view text;
  std::string_view lower;
};

/// Whether a text has what the side of a phrase has in every match, whatever stands directly beside the number.
bool may_match(std::string_view text, const Quantity::Phrase::Side& side) {
  const auto stands = [&](const std::string& piece) { return text.find(piece) != std::string_view::npos; };
  return std::all_of(side.literals.begin(), side.literals.end(), stands) &&
         (side.choices.empty() || std::any_of(side.choices.begin(), side.choices.end(), stands));
}

/// Whether what any match of the phrase has beside its number stands beside this value.
bool may_stand_around(const Text& it, const Quantity::Phrase& phrase, const Written& value) {
  const auto ends = [&](std::uint32_t at) { return it.lower.substr(0, at).ends_with(phrase.side_before.edge); };
  const auto begins = [&](std::uint32_t at) { return it.lower.substr(at).starts_with(phrase.side_after.edge); };
  if (!ends(value.number.begin) && !ends(value.span.begin)) return false;
  if (!begins(value.span.end) && !begins(value.number.end)) return false;
  const std::uint32_t from = value.span.begin - std::min(value.span.begin, kReach);
  return may_match(it.lower.substr(from, value.number.begin - from), phrase.side_before) &&
         may_match(it.lower.substr(value.number.end, value.span.end - value.number.end + kReach), phrase.side_after);
}

/// The phrase around one value, whose words ("about", "up to") may or may not be the phrase's own.
std::optional<Found> find_around(std::string_view text, const Quantity::Phrase& phrase, const Written& value) {
  Found found;
  found.value = &value;
  found.whole = value.number;
  if (!phrase.before.text().empty()) {
    std::optional<Span> match;
    for (const std::uint32_t at : {value.number.begin, value.span.begin}) {
      const std::uint32_t from = at > kReach ? at - kReach : 0;
      match = phrase.before.find(text.substr(from, at + 1 - from));
      if (match) {
        found.whole.begin = from + match->begin;
        found.has_bound = found.whole.begin <= value.span.begin && at != value.span.begin && !value.is_approximate();
        break;
      }
      if (value.span.begin == value.number.begin) break;
    }
    if (!match) return std::nullopt;
  }
  if (phrase.after.text().empty()) return found;
  const std::uint32_t behind_unit = phrase.takes_unit ? value.span.end : value.number.end;
  for (const std::uint32_t at : {behind_unit, value.number.end}) {
    if (const auto match = phrase.after.find(text.substr(at - 1, kReach))) {
      found.whole.end = at - 1 + match->end;
      return found;
    }
    if (behind_unit == value.number.end) break;
  }
  return std::nullopt;
}

std::vector<Found> find_all(const Text& it, const PhraseIndex::Entry& entry, const std::vector<Written>& values) {
  const Quantity::Phrase& phrase = *entry.phrase;
  std::vector<Found> all;
  std::uint32_t from = 0;
  if (phrase.has_number) {
    for (const Written& value : values) {
      if (!may_stand_around(it, phrase, value)) continue;
      const auto found = find_around(it.text, phrase, value);
      if (!found || found->whole.begin < from) continue;
      from = found->whole.end;
      all.push_back(*found);
    }
    return all;
  }
  while (const auto match = phrase.pattern.search(it.text, from)) {
    const Span whole = (*match)[0];
    from = std::max(whole.end, whole.begin + 1);
    const Span word = (*match)[static_cast<std::size_t>(phrase.word_group)];
    all.push_back({whole, value_at(values, word), word});
  }
  return all;
}

/// Whether the phrase itself has the word: "drives of {n} each".
bool ends_in_each(std::string_view said, const Rulebook& book) {
  const std::vector<Word> words = words_of(said);
  return !words.empty() && book.language.has("per", words.back().text);
}

void read_phrase(const Page& page, int block, const Text& it, const PhraseIndex::Entry& entry,
                 std::vector<Statement>& out) {
  const std::string_view text = it.text;
  const QuantityId id = entry.quantity;
  const Quantity& quantity = page.book[id];
  for (const Found& found : find_all(it, entry, page.values_of(block))) {
    Statement statement;
    if (quantity.kind == Value::Kind::choice) {
      const ChoiceAt choice = choice_at(quantity, text.substr(found.word.begin, found.word.size()));
      if (choice.choice.empty()) continue;
      statement.choice = choice.choice;
      statement.written.span = {found.word.begin + choice.span.begin, found.word.begin + choice.span.end};
    } else {
      const Written* value = found.value;
      if (value == nullptr || fitting({id}, *value, page.book) == kNoQuantity) continue;
      const std::uint32_t end = std::max(found.whole.end, value->span.end);
      if (is_share_of_axis(sentence_before(text, found.whole.begin), quantity, page.book)) continue;
      const After after = axes_after(text.substr(end), *value, quantity, page.book);
      const bool is_of_each = is_said_of_each(text.substr(value->span.end), quantity, page.book) &&
                              !ends_in_each(text.substr(value->span.end, end - value->span.end), page.book);
      if (after.contradicts || is_of_each) continue;
      statement.written = *value;
      if (found.has_bound) {
        statement.written.relation = Relation::equal;
        statement.written.span.begin = value->number.begin;
      }
      statement.per = after.per;
    }
    statement.block = statement.label_block = block;
    statement.quantity = id;
    statement.label = found.whole;
    statement.reader = Reader::phrase;
    out.push_back(std::move(statement));
  }
}

}  // namespace

void read_phrases(const Page& page, int block, std::vector<Statement>& out) {
  if (page.values_of(block).empty()) return;
  const std::string_view text = page.block(block).text.text;
  const std::string low = lower(text);
  for (const PhraseIndex::Entry* entry : page.phrases.find(low))
    if (page.is_in_context(entry->quantity)) read_phrase(page, block, {text, low}, *entry, out);
}

}  // namespace countercheck

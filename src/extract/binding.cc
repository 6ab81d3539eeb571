// Finds the quantity that a label names, by whole words in normal form.
#include "extract/binding.h"

#include <algorithm>

#include "extract/scopes.h"
#include "rulebook/meaning.h"

namespace countercheck {
namespace {

using Words = std::vector<Word>;

/// A label while words are taken away from its ends.
struct Trimmed {
  const Words& words;
  std::size_t begin;
  std::size_t end;
  Label label;

  [[nodiscard]] bool is_empty() const { return begin >= end; }
  [[nodiscard]] const std::string& first() const { return words[begin].text; }
  [[nodiscard]] const std::string& last() const { return words[end - 1].text; }
};

enum class Strictness : std::uint8_t { strict, loose };

const std::vector<QuantityId>* find_label(const Trimmed& it, const Rulebook& book, Strictness strictness) {
  if (it.is_empty()) return nullptr;
  if (strictness == Strictness::loose) {
    const auto found = book.by_loose_label.find(join(it.words, it.begin, it.end));
    return found == book.by_loose_label.end() ? nullptr : &found->second;
  }
  if (const auto found = book.by_label.find(join(it.words, it.begin, it.end)); found != book.by_label.end())
    return &found->second;
  const auto found = book.by_meaning.find(meaning_of(it.words, it.begin, it.end, book.language));
  return found == book.by_meaning.end() || found->second.empty() ? nullptr : &found->second;
}

/// Takes "per layer", "each layer", "/ layer" from the end.
bool take_axis(Trimmed& it, const Rulebook& book) {
  if (it.end - it.begin < 2 || !book.language.has("per", it.words[it.end - 2].text)) return false;
  const Axis* axis = book.find_axis(it.last());
  if (axis == nullptr) return false;
  it.label.per.push_back(axis->name);
  it.end -= 2;
  return true;
}

bool take_target(Trimmed& it, const Rulebook& book) {
  if (!book.language.has("target", it.first())) return false;
  it.label.is_target = true;
  ++it.begin;
  return true;
}

bool take_filler(Trimmed& it, const Rulebook& book) {
  if (book.language.has("filler", it.first())) {
    ++it.begin;
    return true;
  }
  if (book.language.has("filler", it.last())) {
    --it.end;
    return true;
  }
  return false;
}

bool take_alternative(Trimmed& it, const Rulebook& book) {
  if (!book.language.has("alternative", it.first()) && !book.language.has("former", it.first())) return false;
  it.label.alternative = it.first();
  ++it.begin;
  return true;
}

/// The words outside parentheses, then those inside: "Tensor Parallelism (TP)" is tried as both.
std::pair<std::string, std::string> split_parenthesis(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return {std::string(text), {}};
  const std::size_t close = text.find(')', open);
  const std::string_view inside =
      text.substr(open + 1, (close == std::string_view::npos ? text.size() : close) - open - 1);
  std::string outside(text.substr(0, open));
  outside += ' ';
  if (close != std::string_view::npos) outside += text.substr(close + 1);
  return {outside, std::string(inside)};
}

/// Longest match first: words are taken away only while nothing is found.
Label look_up(const Words& words, const Rulebook& book, Strictness strictness = Strictness::strict) {
  Trimmed it{words, 0, words.size(), {}};
  while (!it.is_empty()) {
    if (const auto* found = find_label(it, book, strictness)) {
      (strictness == Strictness::strict ? it.label.candidates : it.label.maybe) = *found;
      it.label.span = {words[it.begin].span.begin, words[it.end - 1].span.end};
      return it.label;
    }
    if (!take_axis(it, book) && !take_target(it, book) && !take_filler(it, book) && !take_alternative(it, book)) break;
  }
  return {};
}

bool is_share(const Unit& unit) {
  return unit.symbol == "%";
}

bool fits(const Written& written, const Quantity& quantity, const Rulebook& book) {
  // "GPUs 66-67" and "layers 0-19" number things that are told apart by numbers.
  if (written.is_range() && written.unit.is_bare() && book.find_axis(quantity.unit.noun) != nullptr) return false;
  if (quantity.kind != Value::Kind::number || written.unit.dimension != quantity.unit.dimension) return false;
  if (is_share(written.unit) && !is_share(quantity.unit) && (quantity.is_whole || !quantity.unit.noun.empty()))
    return false;
  if (written.unit.is_bare()) return true;
  if (is_share(quantity.unit) && !is_share(written.unit)) return false;
  return written.unit.noun.empty() || quantity.unit.noun.empty() || written.unit.noun == quantity.unit.noun;
}

}  // namespace

Label read_label(std::string_view text, const Rulebook& book) {
  const Words words = words_of(text);
  if (words.empty() || words.size() > 12) return {};
  Label label = look_up(words, book);
  if (label.candidates.empty() && text.find('(') != std::string_view::npos) {
    const auto [outside, inside] = split_parenthesis(text);
    const Span whole{words.front().span.begin, words.back().span.end};
    label = look_up(words_of(outside), book);
    if (label.candidates.empty()) label = look_up(words_of(inside), book);
    label.span = whole;
  }
  if (!label.candidates.empty()) return label;
  label = look_up(words, book, Strictness::loose);
  return label.maybe.empty() ? look_up(words_of(text.substr(0, text.find('('))), book, Strictness::loose) : label;
}

Label read_label_ending(std::string_view text, const Rulebook& book) {
  Words words = words_of(text);
  if (words.size() > 8) words.erase(words.begin(), words.end() - 8);
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    const bool stands_free = begin == 0 || book.language.has("joining", words[begin - 1].text) ||
                             book.language.has("filler", words[begin - 1].text);
    if (!stands_free) continue;
    Label label = look_up({words.begin() + static_cast<std::ptrdiff_t>(begin), words.end()}, book);
    if (!label.candidates.empty()) return label;
  }
  return {};
}

std::vector<QuantityId> all_fitting(const std::vector<QuantityId>& candidates, const Written& written,
                                    const Rulebook& book) {
  std::vector<QuantityId> out;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(out),
               [&](QuantityId id) { return fits(written, book[id], book); });
  return out;
}

QuantityId fitting(const std::vector<QuantityId>& candidates, const Written& written, const Rulebook& book) {
  const auto first =
      std::find_if(candidates.begin(), candidates.end(), [&](QuantityId id) { return fits(written, book[id], book); });
  return first == candidates.end() ? kNoQuantity : *first;
}

bool is_share_of_axis(std::string_view before, const Quantity& quantity, const Rulebook& book) {
  const Words words = words_of(before);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!book.language.has("per", words[i].text)) continue;
    // "1 byte-per-sample" is a unit, and its number has gone by.
    const std::uint32_t at = words[i].span.begin;
    if (at > 0 && before[at - 1] == '-') continue;
    const Axis* axis = book.find_axis(words[i + 1].text);
    if (axis == nullptr) continue;
    const auto is_axis = [&](const std::string& name) { return book.find_axis(name) == axis; };
    if (std::none_of(quantity.unit.per.begin(), quantity.unit.per.end(), is_axis) &&
        std::none_of(quantity.per.begin(), quantity.per.end(), is_axis))
      return true;
  }
  return false;
}

bool is_said_of_each(std::string_view after, const Quantity& quantity, const Rulebook& book) {
  constexpr std::size_t kLongestClause = 100;  // of two words
  const std::string_view clause =
      after.substr(0, std::min(after.substr(0, kLongestClause + 1).find_first_of(".,;:()\n"), after.size()));
  if (clause.size() > kLongestClause) return false;
  const Words words = words_of(clause);
  return !words.empty() && words.size() <= 2 && book.language.has("per", words.back().text) &&
         quantity.unit.per.empty() && quantity.per.empty();
}

After axes_after(std::string_view text, const Written& written, const Quantity& quantity, const Rulebook& book) {
  After after;
  const auto take = [&](const Axis* axis) {
    if (axis == nullptr) return;
    const auto has = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), axis->name) != names.end();
    };
    const auto names_axis = [&](const std::string& noun) { return book.find_axis(noun) == axis; };
    if (axis->is_implied || std::any_of(quantity.unit.per.begin(), quantity.unit.per.end(), names_axis) ||
        std::find(quantity.of.begin(), quantity.of.end(), axis->name) != quantity.of.end())
      return;
    if (has(quantity.per)) {
      if (!has(after.per)) after.per.push_back(axis->name);
    } else {
      after.contradicts = true;
    }
  };
  for (const std::string& noun : written.unit.per) take(book.find_axis(noun));
  // "per layer", "per layer per GPU", "on each GPU", "in a stage"; one noun may stand before: "8 expert instances per
  // GPU".
  const Words words = words_of(text.substr(0, std::min<std::size_t>(text.size(), 60)));
  const auto is = [&](std::size_t i, std::string_view group) {
    return i < words.size() && book.language.has(group, words[i].text);
  };
  if (is(0, "difference")) after.contradicts = true;
  std::size_t at = is(0, "per") || is(0, "placing") ? 0 : 1;
  while (at < words.size()) {
    const bool places = is(at, "placing");
    if (places) ++at;
    if (!is(at, "per") && !(places && is(at, "article"))) break;
    const Axis* axis = at + 1 < words.size() ? book.find_axis(words[at + 1].text) : nullptr;
    // "4 GPUs per attention operation": a share of something that the quantity is not a share of.
    if (axis == nullptr && at + 1 < words.size() && !places) {
      const std::string& noun = words[at + 1].text;
      after.contradicts =
          after.contradicts || std::none_of(quantity.unit.per.begin(), quantity.unit.per.end(),
                                            [&](const std::string& own) { return normal_form(own) == noun; });
    }
    if (axis == nullptr) break;
    take(axis);
    at += 2;
  }
  return after;
}

}  // namespace countercheck

// Finds the alternatives that a document weighs, and which block speaks of which.
#include "extract/scopes.h"

#include <algorithm>
#include <set>

#include "extract/binding.h"
#include "text/words.h"

namespace countercheck {
namespace {

bool is_enumerator(const std::string& word) {
  if (word.size() == 1) return true;
  for (const char c : word)
    if (c < '0' || c > '9') return false;
  return word.size() <= 2;
}

/// "EP64_TP2" and "TP8-PP2": two or more codes of the rulebook, each with its number, joined.
bool is_strategy_code(const std::vector<Word>& words, std::size_t at, std::size_t* end, const Rulebook& book) {
  std::size_t i = at;
  while (i < words.size()) {
    const std::string& word = words[i].text;
    std::size_t letters = 0;
    while (letters < word.size() && (word[letters] < '0' || word[letters] > '9')) ++letters;
    if (letters == 0 || letters == word.size()) break;
    std::string code = word.substr(0, letters);
    for (char& c : code)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!book.by_code.contains(code)) break;
    if (i > at && words[i].span.begin != words[i - 1].span.end + 1) break;
    ++i;
  }
  *end = i;
  return i >= at + 2;
}

bool is_label_whole(std::string_view text, const Rulebook& book) {
  const Label label = read_label(text, book);
  return !label.candidates.empty() && label.alternative.empty();
}

/// The heading above all others speaks of the whole document: "DeepSeek Inference System Overview".
bool is_title(const Document& doc, const Block& block) {
  if (block.kind != BlockKind::heading || block.is_quote) return false;
  const Section& section = doc.sections[static_cast<std::size_t>(block.section)];
  return std::all_of(doc.sections.begin() + 1, doc.sections.end(), [&](const Section& other) {
    return section.span.begin <= other.span.begin && other.span.end <= section.span.end;
  });
}

/// The part of a block that may name an alternative: a heading whole, an item or paragraph up to its label's colon.
std::string_view naming_part(const Block& block) {
  const std::string_view text = block.text.text;
  if (block.kind == BlockKind::heading) return text;
  if (block.kind != BlockKind::item && block.kind != BlockKind::paragraph) return {};
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > 60) return {};
  return text.substr(0, colon);
}

/// "Table 2" at the beginning of a text.
Alternative caption_name(std::string_view text, const Language& language) {
  const std::vector<Word> words = words_of(text.substr(0, 24));
  if (words.size() < 2 || !language.has("captioned", words[0].text) || !is_enumerator(words[1].text)) return {};
  return {join(words, 0, 2), "caption", false, {words[0].span.begin, words[1].span.end}};
}

/// The block that a table's name stands in, before or behind it; -1 if it has none.
int caption_of(const Document& doc, const Table& table, const std::map<int, Alternative>& captions) {
  if (captions.contains(table.before)) return table.before;
  const auto behind = std::find_if(doc.blocks.begin(), doc.blocks.end(),
                                   [&](const Block& block) { return block.span.begin >= table.span.end; });
  const int next = static_cast<int>(behind - doc.blocks.begin());
  return behind != doc.blocks.end() && captions.contains(next) ? next : -1;
}

/// Paragraphs that name a table and count what its rows have in common: "Table 2. 8 GPUs, batch size 16". What only
/// gives it a title makes it no alternative.
std::map<int, Alternative> captions_in(const Document& doc, const Rulebook& book) {
  std::map<int, Alternative> captions;
  const ValueWords words = book.language.value_words();
  for (std::size_t i = 0; i < doc.blocks.size(); ++i) {
    const std::string_view text = doc.blocks[i].text.text;
    if (doc.blocks[i].kind != BlockKind::paragraph) continue;
    Alternative alternative = caption_name(text, book.language);
    if (alternative.name.empty()) continue;
    const std::vector<Written> values = find_values(text, book.units, words);
    const bool counts = std::any_of(values.begin(), values.end(), [&](const Written& value) {
      return value.unit.per.empty() && book.language.has("machine", lower(value.unit.noun));
    });
    if (counts) captions.emplace(static_cast<int>(i), std::move(alternative));
  }
  return captions;
}

}  // namespace

Alternative alternative_in(std::string_view text, const Rulebook& book) {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t end = i;
    if (is_strategy_code(words, i, &end, book))
      return {join(words, i, end), "code", false, {words[i].span.begin, words[end - 1].span.end}};
    const std::string& word = words[i].text;
    if (book.language.has("former_state", word)) return {"original", "former", true, words[i].span};
    // "Option B" and "phase 2", but not "Plan: 16 layers".
    const bool is_numbered = i + 1 < words.size() && words[i + 1].span.begin == words[i].span.end + 1 &&
                             text[words[i].span.end] == ' ' && is_enumerator(words[i + 1].text) &&
                             (words[i + 1].span.end == text.size() || text[words[i + 1].span.end] != '-');
    if (is_numbered && book.language.has("enumerated", word))
      return {join(words, i, i + 2), word, false, {words[i].span.begin, words[i + 1].span.end}};
    if (book.language.has("alternative", word)) return {word, "word", false, words[i].span};
  }
  return {};
}

ScopeMap::ScopeMap(const Document& doc, const Rulebook& book) {
  scopes_.push_back(Scope{});
  by_block_.assign(doc.blocks.size(), kDocumentScope);

  struct Naming {
    std::size_t block;
    Alternative alternative;
  };
  std::vector<Naming> namings;
  std::map<std::string, std::set<std::string>> names;  // by kind
  for (std::size_t i = 0; i < doc.blocks.size(); ++i) {
    const std::string_view part = naming_part(doc.blocks[i]);
    if (part.empty()) continue;
    Alternative alternative = alternative_in(part, book);
    if (alternative.name.empty() || (alternative.kind == "word" && is_title(doc, doc.blocks[i]))) continue;
    // "Primary shards: 5" names a quantity, and nothing that is called primary.
    const bool is_heading = doc.blocks[i].kind == BlockKind::heading;
    if (!is_heading && alternative.kind == "word" && is_label_whole(part, book)) continue;
    names[alternative.kind].insert(alternative.name);
    namings.push_back({i, std::move(alternative)});
  }

  std::vector<ScopeId> by_section(doc.sections.size(), kInheritScope);
  std::vector<ScopeId> own(doc.blocks.size(), kInheritScope);
  for (const Naming& naming : namings) {
    // One of its kind alone is what the whole document speaks of; a former state never is.
    if (names[naming.alternative.kind].size() < 2 && !naming.alternative.is_former) continue;
    const Block& block = doc.blocks[naming.block];
    const Span place = block.text.to_source(naming.alternative.span);
    const ScopeId scope = open(naming.alternative, kDocumentScope, place);
    if (block.kind == BlockKind::heading)
      by_section[static_cast<std::size_t>(block.section)] = scope;
    else
      own[naming.block] = scope;
  }

  const std::map<int, Alternative> captions = captions_in(doc, book);

  const auto of_section = [&](int section) {
    for (int s = section; s >= 0; s = doc.sections[static_cast<std::size_t>(s)].parent)
      if (by_section[static_cast<std::size_t>(s)] != kInheritScope) return by_section[static_cast<std::size_t>(s)];
    return kDocumentScope;
  };
  for (std::size_t i = 0; i < doc.blocks.size(); ++i) {
    const Block& block = doc.blocks[i];
    if (own[i] != kInheritScope)
      by_block_[i] = own[i];
    else if (block.parent >= 0)
      by_block_[i] = by_block_[static_cast<std::size_t>(block.parent)];
    else
      by_block_[i] = of_section(block.section);
  }
  open_captions(doc, captions);
}

void ScopeMap::open_captions(const Document& doc, const std::map<int, Alternative>& captions) {
  if (captions.size() < 2) return;
  for (std::size_t t = 0; t < doc.tables.size(); ++t) {
    const int caption = caption_of(doc, doc.tables[t], captions);
    if (caption < 0) continue;
    const Alternative& alternative = captions.at(caption);
    const Block& block = doc.blocks[static_cast<std::size_t>(caption)];
    const ScopeId scope = open(alternative, of_block(caption), block.text.to_source(alternative.span));
    captions_.push_back(caption);
    by_block_[static_cast<std::size_t>(caption)] = scope;
    for (const std::vector<int>& row : doc.tables[t].rows)
      for (const int cell : row)
        if (cell >= 0) by_block_[static_cast<std::size_t>(cell)] = scope;
  }
}

ScopeId ScopeMap::open(const Alternative& alternative, ScopeId parent, Span place) {
  const auto [found, is_new] = by_name_.try_emplace({parent, alternative.name}, static_cast<ScopeId>(scopes_.size()));
  if (is_new) scopes_.push_back(Scope{parent, alternative.name, place, alternative.is_former});
  return found->second;
}

ScopeId ScopeMap::open_former(Span place) {
  return open({"original", "former", true, {}}, kDocumentScope, place);
}

ScopeId ScopeMap::open_aside(ScopeId parent, Span place) {
  scopes_.push_back(Scope{parent, "aside", place, true});
  return static_cast<ScopeId>(scopes_.size()) - 1;
}

}  // namespace countercheck

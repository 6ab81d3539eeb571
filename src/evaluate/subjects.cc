// A subject is the noun phrase nearest to its figure: behind it ("12.5 ms latency"), before its colon or link word
// ("Latency: 12.5 ms", "latency of 12.5 ms"), before its parenthesis ("latency (12.5 ms)"), or the heads of its cell.
#include "evaluate/subjects.h"

#include <algorithm>

#include "extract/signs.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// So far to either side words may name a figure.
constexpr std::size_t kFarthest = 120;
/// So many words may stand between the colon and the figure: "Only", "Equal", "a total of".
constexpr std::size_t kMostBetween = 3;

/// A heading of so many words names what stands below it.
constexpr std::size_t kMostNaming = 3;

std::string_view line_before(std::string_view text, std::size_t at) {
  const std::size_t floor = at > kFarthest ? at - kFarthest : 0;
  std::size_t begin = at;
  while (begin > floor && text[begin - 1] != '\n') --begin;
  return text.substr(begin, at - begin);
}

std::string_view without_end(std::string_view text, std::string_view bytes) {
  while (!text.empty() && bytes.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// What stands behind the last sign that ends a clause.
std::string_view last_clause(std::string_view text) {
  const std::size_t end = text.find_last_of(",;()[]|");
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

/// "✅", "→" and "×": letters to the reader of words.
bool is_sign(std::string_view word) {
  return word == "×" || word == "÷" || word.starts_with("\xE2") || word.starts_with("\xF0\x9F") ||
         word.starts_with("\xEF\xB8");
}

bool includes(const std::set<std::string>& all, const std::set<std::string>& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// Whether the words that only `more` has stand around the other figure.
bool is_named_further(const Subject& more, const Subject& less) {
  return includes(more.core, less.core) &&
         std::all_of(more.core.begin(), more.core.end(),
                     [&](const std::string& word) { return less.core.contains(word) || less.around.contains(word); });
}

}  // namespace

bool are_one(const Subject& a, const Subject& b) {
  if (a.core.empty() || b.core.empty() || a.per != b.per || a.ordinal != b.ordinal) return false;
  return is_named_further(a, b) || is_named_further(b, a);
}

Subjects::Subjects(const Case& it)
    : case_(it),
      no_name_(it.book.language.groups(
          {"void", "filler", "function", "adverb", "article", "judging", "per", "link", "limit", "statistic"})),
      limit_(it.book.language.groups({"limit", "statistic"})),
      phrase_end_(it.book.language.groups({"placing", "joining", "clause", "per", "function"})) {}

const Subject& Subjects::of(int claim) {
  const auto [known, is_new] = subjects_.try_emplace(claim);
  if (is_new) known->second = read(case_.claims.claims[static_cast<std::size_t>(claim)]);
  return known->second;
}

Subject Subjects::read(const Claim& claim) const {
  Subject subject;
  const std::string_view text = text_of(claim.block);
  const Written& written = claim.written;
  for (const std::string& noun : written.unit.per) subject.per.insert(normal_form(noun));
  for (const std::string& axis : claim.per) subject.per.insert(axis);
  read_behind(text.substr(std::min<std::size_t>(written.span.end, text.size()), kFarthest), subject);
  if (case_.doc.blocks[static_cast<std::size_t>(claim.block)].kind == BlockKind::cell) {
    const CellHeads heads = heads_of(case_.doc, claim.block);
    for (const int block : {heads.column, heads.row}) {
      if (block < 0 || block == claim.block) continue;
      add_naming(text_of(block), subject.core);
      for (const Word& word : words_of(text_of(block))) add_limit(word.text, subject);
      read_per(text_of(block), subject);
    }
  } else {
    read_before(line_before(text, written.span.begin), claim, subject);
  }
  std::set<std::string> axes;
  for (const std::string& word : subject.per) {
    const Axis* axis = case_.book.find_axis(word);
    if (axis == nullptr || !axis->is_implied) axes.insert(axis == nullptr ? word : axis->name);
  }
  subject.per = std::move(axes);
  read_headings(case_.doc.blocks[static_cast<std::size_t>(claim.block)].section, subject);
  return subject;
}

/// The noun phrase behind a figure, up to a sign or a word that begins another part of the sentence.
void Subjects::read_behind(std::string_view rest, Subject& subject) const {
  const std::string_view phrase = rest.substr(0, rest.find_first_of(".,;:()[]|\n=→<>≤≥/×*+÷-"));
  for (const Word& word : words_of(phrase)) {
    if (case_.book.language.has(phrase_end_, word.text)) break;
    if (names(word.text)) subject.core.insert(word.text);
    add_limit(word.text, subject);
  }
  read_per(phrase, subject);
}

/// "per GPU", "on each GPU", "Each GPU handles".
void Subjects::read_per(std::string_view text, Subject& subject) const {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!case_.book.language.has("per", words[i].text)) continue;
    // "per forward pass", else "per GPU".
    const std::string two = i + 2 < words.size() ? join(words, i + 1, i + 3) : std::string();
    subject.per.insert(case_.book.find_axis(two) != nullptr ? two : words[i + 1].text);
  }
}

void Subjects::read_before(std::string_view line, const Claim& claim, Subject& subject) const {
  const Language& language = case_.book.language;
  std::string_view before = without_end(line, " ~*_");
  if (!operator_ending(line).empty()) return;
  const bool is_aside = before.ends_with('(');
  if (is_aside) before = last_clause(without_end(before.substr(0, before.size() - 1), " "));
  std::size_t colon = before.rfind(':');
  if (colon == std::string_view::npos) colon = before.find('=');
  std::string_view label = before;
  std::string_view between;
  if (colon != std::string_view::npos && !is_aside) {
    label = before.substr(0, colon);
    between = before.substr(colon + 1);
  }
  label = last_clause(label);
  read_per(last_clause(before), subject);
  if (colon != std::string_view::npos) read_per(label, subject);
  add_naming(before, subject.around);
  add_naming(claim.written.unit.noun, subject.around);
  for (const Word& word : words_of(label)) add_limit(word.text, subject);
  subject.ordinal = ordinal_in(label);
  // A figure that its own words name leaves those of its label aside: "32 sequences per GPU".
  const std::string noun = normal_form(claim.written.unit.noun);
  if (!subject.core.empty() || (!noun.empty() && !subject.per.empty())) {
    if (!noun.empty()) subject.core.insert(noun);
    // "Tensor split: 2 parts": what are counted is told by the label alone.
    const bool is_bare_count = noun.empty() && claim.written.unit.dimension.is_one() && claim.written.is_integer;
    if (is_bare_count && subject.per.empty() && colon != std::string_view::npos) add_naming(label, subject.core);
    return;
  }
  const std::vector<Word> stray = words_of(between);
  const bool is_near = std::none_of(stray.begin(), stray.end(), [&](const Word& word) { return names(word.text); });
  if (is_aside || claim.is_computed || (colon != std::string_view::npos && is_near && stray.size() <= kMostBetween))
    return add_naming(label, subject.core);
  if (!is_near) label = last_clause(between);
  // "Memory utilization is excellent at 0.12%": back over the link to the noun phrase before it.
  const std::vector<Word> words = words_of(label);
  std::size_t end = words.size();
  bool is_linked = false;
  for (; end > 0 && !names(words[end - 1].text); --end)
    is_linked = is_linked || language.has("link", words[end - 1].text);
  if (!is_linked) return;  // "GPU 15" is one of several
  for (; end > 0 && !language.has("joining", words[end - 1].text) && !language.has("placing", words[end - 1].text);
       --end)
    if (names(words[end - 1].text)) subject.core.insert(words[end - 1].text);
}

/// Under "Memory utilization", "Utilization: 49 %" is that of the memory.
void Subjects::read_heading(std::string_view heading, Subject& subject) const {
  std::set<std::string> words;
  add_naming(heading, words);
  subject.around.insert(words.begin(), words.end());
  std::erase_if(words, [&](const std::string& word) { return case_.book.language.has("kind_of_text", word); });
  if (!subject.core.empty() && words.size() <= kMostNaming && includes(words, subject.core))
    subject.core = std::move(words);
}

void Subjects::read_headings(int section, Subject& subject) const {
  bool is_nearest = true;
  for (; section > 0; section = case_.doc.sections[static_cast<std::size_t>(section)].parent) {
    const Section& it = case_.doc.sections[static_cast<std::size_t>(section)];
    if (it.heading < 0) continue;
    const std::string_view heading = text_of(it.heading);
    if (is_nearest) read_heading(heading, subject);
    is_nearest = false;
    // The title names the whole document: "Deployment summary".
    if (it.level == 1) continue;
    for (const Word& word : words_of(heading))
      subject.is_in_summary = subject.is_in_summary || case_.book.language.has("summary", word.text);
  }
}

void Subjects::add_naming(std::string_view text, std::set<std::string>& into) const {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_axis = i > 0 && case_.book.language.has("per", words[i - 1].text);
    if (!is_axis && names(words[i].text)) into.insert(words[i].text);
  }
}

void Subjects::add_limit(const std::string& word, Subject& subject) const {
  if (case_.book.language.has(limit_, word)) subject.limits.insert(word);
}

/// The number of one among several, which may be unlike the others.
std::string Subjects::ordinal_in(std::string_view label) const {
  const std::vector<Word> words = words_of(label);
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].text.find_first_not_of("0123456789") == std::string::npos &&
        case_.book.find_axis(words[i - 1].text) != nullptr)
      return words[i].text;
  return {};
}

/// Whether a word says what something is, and not how much or how good it is.
bool Subjects::names(std::string_view word) const {
  if (word.size() < 2 || is_sign(word) || word.find_first_of("0123456789") != std::string_view::npos) return false;
  return !case_.book.language.has(no_name_, word);
}

std::string_view Subjects::text_of(int block) const {
  return block < 0 ? std::string_view{} : case_.doc.blocks[static_cast<std::size_t>(block)].text.text;
}

}  // namespace countercheck

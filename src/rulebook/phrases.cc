// Builds the patterns of phrases.
#include "rulebook/phrases.h"

#include <algorithm>
#include <utility>

#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::string_view kNumber = "{n}";
constexpr std::string_view kWord = "{word}";

// The digits, an exponent or power, the end of a range, a suffix: "1,024", "3.8e25", "10^6", "128-256", "30B".
constexpr std::string_view kDigits =
    R"(\d(?:[\d,._]*\d)?(?:e[+-]?\d+|\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?:\s?[-–]\s?\d(?:[\d,.]*\d)?)?(?:[kmbt]\b| (?:thousand|million|billion|trillion)\b)?)";
// "GB", "TB/s", "% per hour": whether it is the right unit is not decided here.
constexpr std::string_view kUnit = R"((?:[ -]?[a-zµμ%°$€£¥][\w/·%]*(?:(?: per |/)[\w-]+)?)?)";
constexpr std::string_view kTimes = R"((?: ?(?:x\b|×))?)";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(R"(\.+*?()|[]{}^$)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// Longer words first, so that "at least" is not taken for "at".
std::string alternatives(std::vector<std::string> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "|") + word;
  return out;
}

/// Words that may stand between a phrase and its number: "about", "at least". The reader of numbers knows what they
/// mean.
std::string relations(const Language& language) {
  std::vector<std::string> words;
  for (const char* group : {"about", "at_most", "below", "at_least", "above"}) {
    for (const std::string& word : language.group(group)) words.push_back(escape(word));
  }
  if (words.empty()) return {};
  return "(?:(?:" + alternatives(std::move(words)) + ") ?)?";
}

std::string word_pattern(const Quantity& quantity) {
  std::vector<std::string> words;
  for (const auto& [word, choice] : quantity.choice_words) {
    // The normal form has spaces where a text may have hyphens or nothing.
    std::string pattern;
    for (const char c : word) pattern += c == ' ' ? "[ _-]?" : escape(std::string_view(&c, 1));
    words.push_back(std::move(pattern));
  }
  return "\\b(" + alternatives(std::move(words)) + ")\\b";
}

/// How many groups open in `regex`.
int count_groups(std::string_view regex) {
  int count = 0;
  bool is_class = false;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '\\') {
      ++i;
    } else if (is_class) {
      is_class = c != ']';
    } else if (c == '[') {
      is_class = true;
    } else if (c == '(') {
      const bool is_named = regex.substr(i, 3) == "(?P";
      if (is_named || regex.substr(i, 2) != "(?") ++count;
    }
  }
  return count;
}

/// "{name}" that is neither a placeholder of ours nor a count such as {2,3}.
std::optional<Span> find_unknown_placeholder(std::string_view text) {
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t close = text.find('}', at);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text.substr(at + 1, close - at - 1);
    const bool is_escaped =
        at >= 1 && (text[at - 1] == '\\' || (at >= 2 && text[at - 2] == '\\' && text[at - 1] == 'p'));
    const bool is_count = inside.find_first_not_of("0123456789,") == std::string_view::npos;
    if (inside == "n" || inside == "word" || is_count || is_escaped) continue;
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close + 1)};
  }
  return std::nullopt;
}

BuiltPhrase refuse(Span span, std::string message, std::string hint = {}) {
  return {std::nullopt, {span, std::move(message), std::move(hint)}};
}

}  // namespace

PhraseBuilder::PhraseBuilder(const Language& language) {
  std::string digits(kDigits);
  std::vector<std::string> words;
  for (const auto& [word, number] : language.numbers) words.push_back(escape(word) + R"(\b)");
  if (!words.empty()) digits += "|" + alternatives(std::move(words));
  number_ = relations(language) + "[$€£¥]?\\b(" + digits + ")";
}

std::string PhraseBuilder::number_pattern(const Quantity& quantity) const {
  if (quantity.unit.is_bare()) return number_ + std::string(kTimes);
  const bool counts = quantity.unit.dimension.is_one() && !quantity.unit.noun.empty();
  return counts ? number_ : number_ + std::string(kUnit);
}

BuiltPhrase PhraseBuilder::build(const std::string& text, const Quantity& quantity) const {
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  if (quantity.kind == Value::Kind::table) return refuse(whole, "a phrase for a table");
  if (const auto unknown = find_unknown_placeholder(text)) {
    const std::string name = text.substr(unknown->begin, unknown->size());
    return refuse(*unknown, "unknown placeholder `" + name + "`", "`{n}` is the number, `{word}` the choice");
  }
  const bool is_choice = quantity.kind == Value::Kind::choice;
  const std::string_view placeholder = is_choice ? kWord : kNumber;
  const std::string_view other = is_choice ? kNumber : kWord;
  if (const std::size_t at = text.find(other); at != std::string::npos) {
    const auto begin = static_cast<std::uint32_t>(at);
    return refuse({begin, begin + static_cast<std::uint32_t>(other.size())},
                  "`" + std::string(other) + "` in a phrase of a " + (is_choice ? "choice" : "number"),
                  "write `" + std::string(placeholder) + "`");
  }
  const std::size_t at = text.find(placeholder);
  if (at == std::string::npos) {
    if (quantity.kind != Value::Kind::truth) {
      return refuse(whole, "a phrase without `" + std::string(placeholder) + "`",
                    "`" + std::string(placeholder) + "` is where the " + (is_choice ? "choice" : "number") + " stands");
    }
    return {Quantity::Phrase{text, Pattern(text), 0, literals_of(text), {}}, {}};
  }
  if (const std::size_t again = text.find(placeholder, at + 1); again != std::string::npos) {
    const auto begin = static_cast<std::uint32_t>(again);
    return refuse({begin, begin + static_cast<std::uint32_t>(placeholder.size())},
                  "a second `" + std::string(placeholder) + "` in one phrase");
  }
  const std::string before = text.substr(0, at);
  const std::string after = text.substr(at + placeholder.size());
  std::string value = is_choice ? word_pattern(quantity) : number_pattern(quantity);
  // A class of one byte that is no letter keeps both sides apart when literals are derived.
  std::vector<std::string> literals = literals_of(before + "[0]" + after);
  return {Quantity::Phrase{text, Pattern(before + value + after), count_groups(before) + 1, std::move(literals), {}},
          {}};
}

void check_patterns(const Rulebook& book, Sink& sink) {
  for (const Quantity& quantity : book.quantities) {
    for (const Quantity::Phrase& phrase : quantity.phrases) {
      if (const auto error = phrase.pattern.error()) {
        sink.problem("rulebook", phrase.place, "not a regular expression: " + *error);
      }
    }
  }
}

}  // namespace countercheck

// Builds the patterns of phrases.
#include "rulebook/phrases.h"

#include <algorithm>
#include <utility>

#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::string_view kNumber = "{n}";
constexpr std::string_view kWord = "{word}";

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

struct Groups {
  int captures = 0;         ///< groups that a match tells
  bool is_balanced = true;  ///< every group that opens closes
};

Groups groups_in(std::string_view regex) {
  Groups out;
  int depth = 0;
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
      ++depth;
      if (regex.substr(i, 3) == "(?P" || regex.substr(i, 2) != "(?") ++out.captures;
    } else if (c == ')' && --depth < 0) {
      out.is_balanced = false;
    }
  }
  out.is_balanced = out.is_balanced && depth == 0;
  return out;
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

BuiltPhrase built(const std::string& text, Pattern pattern, std::vector<std::string> literals) {
  Quantity::Phrase phrase;
  phrase.text = text;
  phrase.pattern = std::move(pattern);
  phrase.literals = std::move(literals);
  return {std::move(phrase), {}};
}

BuiltPhrase refuse(Span span, std::string message, std::string hint = {}) {
  return {std::nullopt, {span, std::move(message), std::move(hint)}};
}

}  // namespace

BuiltPhrase build_phrase(const std::string& text, const Quantity& quantity) {
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
    return built(text, Pattern(text), literals_of(text));
  }
  if (const std::size_t again = text.find(placeholder, at + 1); again != std::string::npos) {
    const auto begin = static_cast<std::uint32_t>(again);
    return refuse({begin, begin + static_cast<std::uint32_t>(placeholder.size())},
                  "a second `" + std::string(placeholder) + "` in one phrase");
  }
  const std::string before = text.substr(0, at);
  const std::string after = text.substr(at + placeholder.size());
  // A class of one byte that is no letter keeps both sides apart when literals are derived.
  std::vector<std::string> literals = literals_of(before + "[0]" + after);
  if (is_choice) {
    BuiltPhrase out = built(text, Pattern(before + word_pattern(quantity) + after), std::move(literals));
    out.phrase->word_group = groups_in(before).captures + 1;
    return out;
  }
  if (groups_in(text).is_balanced && !groups_in(before).is_balanced) {
    const auto begin = static_cast<std::uint32_t>(at);
    return refuse({begin, begin + static_cast<std::uint32_t>(placeholder.size())}, "`{n}` in a group",
                  "write a phrase for each alternative");
  }
  BuiltPhrase out = built(text, Pattern(""), std::move(literals));
  // One byte of the number belongs to both sides, so that `\b` beside it means what it says.
  out.phrase->has_number = true;
  out.phrase->takes_unit = quantity.unit.is_bare() || !quantity.unit.dimension.is_one() || quantity.unit.noun.empty();
  out.phrase->side_before = {edges_of(before).end, literals_of(before), choices_of(before)};
  out.phrase->side_after = {edges_of(after).begin, literals_of(after), choices_of(after)};
  if (!before.empty()) out.phrase->before = Pattern("(?:" + before + ")\\C$");
  if (!after.empty()) out.phrase->after = Pattern("^\\C(?:" + after + ")");
  return out;
}

void check_patterns(const Rulebook& book, Sink& sink) {
  for (const Quantity& quantity : book.quantities) {
    for (const Quantity::Phrase& phrase : quantity.phrases) {
      if (const auto error = phrase.error()) {
        sink.problem("rulebook", phrase.place, "not a regular expression: " + *error);
      }
    }
  }
  const auto check = [&](const std::string& name, const Pattern& pattern) {
    if (const auto error = pattern.error()) {
      sink.problem("rulebook", "rules/graph/labels.toml",
                   "`" + name + "` has what is no regular expression: " + *error);
    }
  };
  for (const GraphLabels::Kind& kind : book.graph.kinds) {
    for (const Pattern* pattern : {&kind.labels, &kind.names, &kind.all, &kind.mention}) check(kind.name, *pattern);
  }
  for (const auto& [name, pattern] : book.graph.words) check(name, pattern);
}

}  // namespace countercheck

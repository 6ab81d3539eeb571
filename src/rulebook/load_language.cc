// Loads language.toml: groups of words by what they do in a text.
//
//   filler  = ["total", "overall"]
//   numbers = { one = 1, two = 2 }
//   synonyms = { gpu = ["card"], "tensor parallel" = ["tp"] }
#include "rulebook/loader.h"
#include "text/words.h"

namespace countercheck {

namespace {

void load_synonyms(const Toml& table, Language& language, Sink& sink) {
  TableReader members(table, kRulebookRule, sink);
  for (const Toml& item : table.items) {
    std::vector<std::string> plain;
    for (const Word& word : words_of(item.key)) plain.push_back(word.text);
    for (const Toml* word : members.texts(item.key)) {
      const std::vector<Word> words = words_of(word->text);
      if (words.size() == 1 && !plain.empty())
        language.synonyms[words.front().text] = plain;
      else
        sink.problem(kRulebookRule, word->place, "a synonym is one word for one or more", {});
    }
  }
}

}  // namespace

void load_language(const LoadedFile& file, Loader& loader) {
  Language& language = loader.book.language;
  TableReader table(file.toml.root, kRulebookRule, loader.sink);
  for (const Toml& group : file.toml.root.items) {
    if (!language.words.contains(group.key) && language.words.size() == kMostWordGroups) {
      loader.sink.problem(kRulebookRule, group.key_place, "more groups of words than there may be", {});
      break;
    }
    if (group.key == "numbers") {
      const Toml* numbers = table.table(group.key);
      if (numbers == nullptr) continue;
      TableReader members(*numbers, kRulebookRule, loader.sink);
      for (const Toml& item : numbers->items) {
        const Toml* number = members.number(item.key);
        if (number == nullptr) continue;
        language.numbers[item.key] = number->number;
        language.add(group.key, item.key);
      }
      continue;
    }
    if (group.key == "synonyms") {
      if (const Toml* synonyms = table.table(group.key)) load_synonyms(*synonyms, language, loader.sink);
      continue;
    }
    for (const Toml* word : table.texts(group.key)) language.add(group.key, word->text);
  }
}

}  // namespace countercheck

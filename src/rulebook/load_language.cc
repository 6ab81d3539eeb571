// Loads language.toml: groups of words by what they do in a text.
//
//   filler  = ["total", "overall"]
//   numbers = { one = 1, two = 2 }
#include "rulebook/loader.h"

namespace countercheck {

void load_language(const LoadedFile& file, Loader& loader) {
  Language& language = loader.book.language;
  TableReader table(file.toml.root, kRulebookRule, loader.sink);
  for (const Toml& group : file.toml.root.items) {
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
    for (const Toml* word : table.texts(group.key)) language.add(group.key, word->text);
  }
}

}  // namespace countercheck

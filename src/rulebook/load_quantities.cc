// Loads quantities/*.toml: a table is a quantity. Formulas wait until all quantities are known (load_formulas.cc).
//
//   [experts_per_gpu]
//   about = "Experts that one GPU holds."
//   unit  = "expert/GPU"
//   label = ["experts per GPU"]
#include <algorithm>
#include <utility>

#include "rulebook/loader.h"
#include "rulebook/meaning.h"
#include "rulebook/phrases.h"
#include "text/words.h"

namespace countercheck {
namespace {

/// "moe" of "quantities/moe.toml".
std::string topic_of(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  std::string stem = slash == std::string::npos ? name : name.substr(slash + 1);
  if (const std::size_t ending = stem.rfind(".toml"); ending != std::string::npos) stem.resize(ending);
  return stem;
}

/// Lower case, one space between words, no colon at the end.
std::string label_of(std::string_view text) {
  std::string out;
  for (const char c : lower(text)) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == ':')) out.pop_back();
  return out;
}

bool is_name(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void append_new(std::vector<std::string>& into, std::string text) {
  if (std::find(into.begin(), into.end(), text) == into.end()) into.push_back(std::move(text));
}

/// Reads one table.
class QuantityLoader {
 public:
  QuantityLoader(const Toml& toml, const LoadedFile& file, Loader& loader)
      : toml_(toml), file_(file), loader_(loader), table_(toml, kRulebookRule, loader.sink) {}

  void load() {
    if (!toml_.is(Toml::Kind::table)) return;
    const Toml* replace = table_.truth("replace");
    const Toml* extend = table_.truth("extend");
    const QuantityId known = loader_.book.find(toml_.key);
    if (extend != nullptr && extend->truth) return this->extend(known);
    const bool may_replace = replace != nullptr && replace->truth;
    if (known != kNoQuantity && !may_replace) return report_twice(loader_.book[known].place);
    if (known == kNoQuantity && may_replace) {
      table_.problem(replace->key_place, "no quantity `" + toml_.key + "` to replace",
                     did_you_mean(toml_.key, loader_.names.names));
    }
    define(known);
  }

 private:
  void report_twice(const Place& first) {
    table_.problem(toml_.key_place, "`" + toml_.key + "` is defined twice",
                   "first in " + said(first) + "; write `replace = true` to replace it, `extend = true` to add to it");
  }

  void define(QuantityId known) {
    Quantity quantity;
    quantity.name = toml_.key;
    quantity.place = {toml_.place.source, toml_.key_place.span};
    quantity.topic = topic_of(file_.name);
    quantity.field = file_.field;
    if (!is_name(quantity.name) || is_reserved(quantity.name)) {
      table_.problem(toml_.key_place, "`" + quantity.name + "` cannot be used as a name in expressions",
                     "letters, digits and `_`, and no word of the language");
      return leave_out(known);
    }
    if (const Toml* about = table_.required_text("about")) quantity.about = about->text;
    if (!read_kind(quantity) || !read_unit_of(quantity)) return leave_out(known);
    read_choices(quantity);
    if (const Toml* goal = table_.truth("goal")) quantity.is_goal = goal->truth;
    if (const Toml* whole = table_.truth("whole")) quantity.is_whole = whole->truth;
    quantity.rounds_up = table_.choice("round", {"up"}) == 0;
    read_words(quantity);
    if (const Toml* said = table_.text("said")) quantity.said = said->text;
    if (quantity.said.empty() && !said_.empty()) quantity.said = said_;
    if (quantity.said.empty()) quantity.said = spaced(quantity.name);
    read_values(quantity);
    add(known, std::move(quantity));
  }

  static bool is_reserved(std::string_view name) {
    return find_word(name, {"if", "then", "else", "and", "or", "not", "in", "over", "true", "false"});
  }
  static bool find_word(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  static std::string spaced(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
  }

  /// Adds words to what is known, and takes its formulas over if it has some.
  void extend(QuantityId known) {
    if (known == kNoQuantity) {
      if (loader_.is_broken(toml_.key)) return;
      return table_.problem(toml_.key_place, "no quantity `" + toml_.key + "` to extend",
                            did_you_mean(toml_.key, loader_.names.names));
    }
    Quantity& quantity = loader_.book.quantities[static_cast<std::size_t>(known)];
    if (quantity.field != file_.field) quantity.field.clear();  // what two fields speak of belongs to both
    read_choices(quantity);
    read_words(quantity);
    loader_.types[quantity.name].choices = quantity.choices;
    std::vector<PendingFormula> formulas = pending(known);
    finish();
    if (!formulas.empty()) replace_formulas(known, std::move(formulas));
  }

  bool read_kind(Quantity& quantity) {
    const Toml* given = toml_.find("kind");
    const int kind = table_.choice("kind", {"number", "choice", "truth", "table"});
    if (given != nullptr && kind < 0) return false;
    constexpr Value::Kind kKinds[] = {Value::Kind::number, Value::Kind::choice, Value::Kind::truth, Value::Kind::table};
    quantity.kind = kind < 0 ? Value::Kind::number : kKinds[kind];
    return true;
  }

  bool read_unit_of(Quantity& quantity) {
    const bool is_measured = quantity.kind == Value::Kind::number || quantity.kind == Value::Kind::table;
    const Toml* unit = table_.text("unit");
    if (!is_measured) {
      if (unit != nullptr) table_.problem(unit->key_place, "a unit for what is not a number");
      return true;
    }
    if (unit == nullptr) {
      if (toml_.find("unit") == nullptr) {
        table_.problem(toml_.key_place, "missing key `unit`", "`unit = \"\"` for a bare number");
      }
      return false;
    }
    std::optional<Unit> read = read_unit(*unit, loader_);
    if (!read) return false;
    quantity.unit = *std::move(read);
    return true;
  }

  void read_choices(Quantity& quantity) {
    const Toml* choices = table_.table("choices");
    if (quantity.kind != Value::Kind::choice) {
      if (choices != nullptr)
        table_.problem(choices->key_place, "choices for what is not a choice", "`kind = \"choice\"`");
      return;
    }
    if (choices == nullptr) {
      if (quantity.choices.empty()) table_.problem(toml_.key_place, "missing key `choices`");
      return;
    }
    TableReader words(*choices, kRulebookRule, loader_.sink);
    for (const Toml& choice : choices->items) {
      append_new(quantity.choices, choice.key);
      add_word(quantity, choice.key, choice.key, choice.key_place);
      for (const Toml* word : words.texts(choice.key)) add_word(quantity, word->text, choice.key, word->place);
    }
  }

  void add_word(Quantity& quantity, const std::string& word, const std::string& choice, const Place& place) {
    std::string normal = normal_form(word);
    if (normal.empty()) return table_.problem(place, "a word without letters");
    const auto [it, is_new] = quantity.choice_words.try_emplace(std::move(normal), choice);
    if (is_new || it->second == choice) return;
    table_.problem(place, "`" + word + "` is also a word for `" + it->second + "`");
  }

  void read_words(Quantity& quantity) {
    for (const Toml* axis : table_.texts("per")) {
      if (known_axis(*axis)) append_new(quantity.per, axis->text);
    }
    for (const Toml* axis : table_.texts("of")) {
      if (known_axis(*axis)) append_new(quantity.of, axis->text);
    }
    for (const Toml* label : table_.texts("label")) {
      std::string text = label_of(label->text);
      if (normal_form(text).empty()) {
        table_.problem(label->place, "a label without letters");
        continue;
      }
      if (said_.empty()) said_ = label->text;
      append_new(quantity.labels, std::move(text));
    }
    for (const Toml* label : table_.texts("loose")) append_new(quantity.loose, label_of(label->text));
    for (const Toml* phrase : table_.texts("phrase")) add_phrase(quantity, *phrase);
    for (const Toml* key : table_.texts("key")) append_new(quantity.keys, key->text);
    for (const Toml* code : table_.texts("code")) append_new(quantity.codes, code->text);
    for (const Toml* word : table_.texts("context")) append_new(quantity.context, lower(word->text));
    if (const Toml* rounded = table_.truth("rounded")) quantity.is_rounded = rounded->truth;
    if (const Toml* bare = table_.truth("bare")) quantity.has_own_unit = bare->truth;
    read_units("short", quantity, quantity.shorts);
    read_units("key_unit", quantity, quantity.key_units);
    for (const auto& [key, unit] : quantity.key_units) append_new(quantity.keys, key);
  }

  /// short = { m = "millicore" }, key_unit = { "retention.ms" = "ms" }
  void read_units(const char* key, const Quantity& quantity, std::map<std::string, Unit, std::less<>>& out) {
    const Toml* units = table_.table(key);
    if (units == nullptr) return;
    TableReader reader(*units, kRulebookRule, loader_.sink);
    for (const Toml& item : units->items) {
      const Toml* text = reader.text(item.key);
      if (text == nullptr) continue;
      std::optional<Unit> unit = read_unit(*text, loader_);
      if (!unit) continue;
      if (unit->dimension == quantity.unit.dimension)
        out.insert_or_assign(item.key, *std::move(unit));
      else
        table_.problem(text->place, "`" + text->text + "` does not measure what `" + quantity.name + "` is");
    }
  }

  bool known_axis(const Toml& axis) {
    const auto& axes = loader_.names.axes;
    if (!loader_.has_all_axes || std::find(axes.begin(), axes.end(), axis.text) != axes.end()) return true;
    table_.problem(axis.place, "unknown axis `" + axis.text + "`", did_you_mean(axis.text, axes));
    return false;
  }

  void add_phrase(Quantity& quantity, const Toml& text) {
    BuiltPhrase built = build_phrase(text.text, quantity);
    if (!built.phrase) {
      return table_.problem(text.part_place(built.error.span), built.error.message, built.error.hint);
    }
    // Compiling is slow; the built-in ones are checked when they are tested.
    if (const auto error = file_.is_project ? built.phrase->error() : std::nullopt) {
      return table_.problem(text.place, "not a regular expression: " + *error);
    }
    built.phrase->place = text.place;
    quantity.phrases.push_back(*std::move(built.phrase));
  }

  void read_values(Quantity& quantity) {
    if (const Toml* otherwise = table_.any("default")) {
      quantity.otherwise = read_figure(*otherwise, quantity, loader_);
      quantity.otherwise_text = otherwise->text;
    }
    const Toml* entries = table_.table("entries");
    if (entries == nullptr) return;
    if (quantity.kind != Value::Kind::table) {
      return table_.problem(entries->key_place, "entries for what is not a table", "`kind = \"table\"`");
    }
    quantity.constant = read_figure(*entries, quantity, loader_);
  }

  /// The keys that load_formulas reads; here they only have to exist.
  std::vector<PendingFormula> pending(QuantityId id) {
    std::vector<PendingFormula> out;
    for (const char* key : {"strength", "fallback", "variant", "when"}) {
      const Toml* value = table_.any(key);
      if (value != nullptr && toml_.find("formula") == nullptr) {
        table_.problem(value->key_place, "`" + std::string(key) + "` without `formula`");
      }
    }
    table_.any("source");
    if (table_.any("formula") != nullptr) out.push_back({id, &toml_, true});
    for (const Toml* reading : table_.tables("reading")) out.push_back({id, reading, false});
    return out;
  }

  void finish() { table_.finish(); }

  void replace_formulas(QuantityId id, std::vector<PendingFormula> formulas) {
    auto& all = loader_.formulas;
    all.erase(std::remove_if(all.begin(), all.end(), [id](const PendingFormula& it) { return it.quantity == id; }),
              all.end());
    all.insert(all.end(), formulas.begin(), formulas.end());
    if (id < static_cast<QuantityId>(loader_.book.quantities.size()))
      loader_.book.quantities[static_cast<std::size_t>(id)].formulas.clear();
  }

  void add(QuantityId known, Quantity quantity) {
    const QuantityId id = known != kNoQuantity ? known : static_cast<QuantityId>(loader_.book.quantities.size());
    std::vector<PendingFormula> formulas = pending(id);
    finish();
    replace_formulas(id, std::move(formulas));
    loader_.broken.erase(quantity.name);
    loader_.types[quantity.name] = name_type_of(quantity);
    if (known != kNoQuantity) {
      loader_.has_replaced = true;
      loader_.book.quantities[static_cast<std::size_t>(known)] = std::move(quantity);
      return;
    }
    loader_.names.names.push_back(quantity.name);
    loader_.book.by_name.emplace(quantity.name, id);
    loader_.book.quantities.push_back(std::move(quantity));
  }

  /// What was known before stays.
  void leave_out(QuantityId known) const {
    if (known == kNoQuantity) loader_.broken.insert(toml_.key);
  }

  const Toml& toml_;
  const LoadedFile& file_;
  Loader& loader_;
  TableReader table_;
  std::string said_;  // the first label as it is written
};

/// A key or flag as by_key has it: without leading dashes, '-' as '_', lower case.
std::string key_of(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('-'), text.size()));
  std::string out = lower(text);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

void claim(std::unordered_map<std::string, QuantityId>& index, const std::string& word, QuantityId id, Loader& loader) {
  const auto [it, is_new] = index.try_emplace(word, id);
  if (is_new || it->second == id) return;
  const Quantity& first = loader.book[it->second];
  loader.problem(loader.book[id].place, "`" + word + "` is a key or code of two quantities",
                 "the other is `" + first.name + "` in " + said(first.place));
}

}  // namespace

void load_quantities(const LoadedFile& file, Loader& loader) {
  for (const std::string& name : file.toml.broken) loader.broken.insert(name);
  for (const Toml& item : file.toml.root.items) QuantityLoader(item, file, loader).load();
}

namespace {

/// A wording that two different labels share decides for neither.
void index_meaning(const std::vector<Word>& words, Rulebook& book) {
  const std::string meaning = meaning_of(words, 0, words.size(), book.language);
  if (meaning.empty()) return;
  const std::vector<QuantityId>& own = book.by_label[join(words, 0, words.size())];
  const auto [known, is_new] = book.by_meaning.try_emplace(meaning, own);
  if (!is_new && known->second != own) known->second.clear();
}

}  // namespace

void index_words(Loader& loader) {
  Rulebook& book = loader.book;
  for (auto* index : {&book.by_label, &book.by_loose_label, &book.by_meaning}) index->clear();
  for (auto* index : {&book.by_key, &book.by_code}) index->clear();
  std::vector<std::vector<Word>> labels;
  for (std::size_t i = 0; i < book.quantities.size(); ++i) {
    const auto id = static_cast<QuantityId>(i);
    const Quantity& quantity = book.quantities[i];
    for (const std::string& label : quantity.labels) {
      labels.push_back(words_of(label));
      std::vector<QuantityId>& candidates = book.by_label[join(labels.back(), 0, labels.back().size())];
      if (candidates.empty() || candidates.back() != id) candidates.push_back(id);
    }
    for (const std::string& label : quantity.loose) book.by_loose_label[normal_form(label)].push_back(id);
    for (const std::string& key : quantity.keys) claim(book.by_key, key_of(key), id, loader);
    for (const std::string& code : quantity.codes) claim(book.by_code, upper(code), id, loader);
  }
  for (const std::vector<Word>& label : labels) index_meaning(label, book);
}

}  // namespace countercheck

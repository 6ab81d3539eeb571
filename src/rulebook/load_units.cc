// Loads units.toml: dimensions, prefixes and units.
//
//   dimensions = ["information", "time"]
//   [[prefix]]
//   symbol = "k"
//   factor = 1e3
//   [unit.byte]
//   symbols = ["B"]
//   words   = ["byte", "bytes"]
//   value   = "8 bit"          # or base = "information"
#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

std::vector<std::string> texts_of(const std::vector<const Toml*>& values) {
  std::vector<std::string> out;
  for (const Toml* value : values) out.push_back(value->text);
  return out;
}

class UnitLoader {
 public:
  UnitLoader(Loader& loader, bool is_project) : loader_(loader), units_(loader.book.units), is_project_(is_project) {}

  void load(const Toml& root) {
    TableReader file(root, kRulebookRule, loader_.sink);
    for (const Toml* name : file.texts("dimensions")) add_dimension(*name);
    for (const Toml* prefix : file.tables("prefix")) add_prefix(*prefix);
    if (const Toml* units = file.table("unit")) {
      for (const Toml& unit : units->items) add_unit(unit);
    }
    file.finish();
    if (file.has_failed()) loader_.has_all_units = false;
  }

 private:
  void add_dimension(const Toml& name) {
    if (dimensions_.size() >= kMaxDimensions) {
      return fail(name.place, "more than " + std::to_string(kMaxDimensions) + " dimensions");
    }
    if (units_.dimension(name.text) >= 0) return fail(name.place, "dimension `" + name.text + "` is declared twice");
    dimensions_.push_back(name.text);
    units_.add_dimension(name.text);
  }

  void add_prefix(const Toml& toml) {
    TableReader table(toml, kRulebookRule, loader_.sink);
    Prefix prefix;
    const Toml* symbol = table.required_text("symbol");
    const Toml* factor = table.number("factor");
    const Toml* binary_factor = table.number("binary_factor");
    const std::vector<std::string> words = texts_of(table.texts("words"));
    if (const Toml* suffix = table.truth("suffix")) prefix.suffix = suffix->truth;
    if (const Toml* binary = table.truth("binary")) prefix.binary = binary->truth;
    table.finish();
    if (factor == nullptr && !table.has_failed()) table.problem(toml.place, "missing key `factor`");
    if (table.has_failed()) return fail();
    prefix.symbol = symbol->text;
    prefix.factor = factor->number;
    prefix.binary_factor = binary_factor != nullptr ? binary_factor->number : prefix.factor;
    units_.add(prefix);
    for (const std::string& word : words) {
      prefix.symbol = word;
      prefix.suffix = false;
      units_.add(prefix);
    }
  }

  void add_unit(const Toml& toml) {
    TableReader table(toml, kRulebookRule, loader_.sink);
    UnitDefinition unit;
    unit.name = toml.key;
    const std::vector<const Toml*> symbols = table.texts("symbols");
    const std::vector<const Toml*> words = table.texts("words");
    unit.symbols = texts_of(symbols);
    unit.plurals = texts_of(words);
    const int family = table.choice("prefixes", {"none", "metric", "binary", "both"});
    if (family >= 0) unit.prefixes = static_cast<PrefixFamily>(family);
    if (const Toml* reading = table.truth("binary_reading")) unit.binary_reading = reading->truth;
    if (const Toml* noun = table.text("noun")) unit.noun = noun->text;
    if (const Toml* before = table.truth("before_number")) unit.before_number = before->truth;
    const Toml* base = table.text("base");
    const Toml* value = table.text("value");
    table.finish();
    if (base != nullptr && value != nullptr) table.problem(value->key_place, "both `base` and `value`");
    if (base == nullptr && value == nullptr && unit.noun.empty()) {
      table.problem(toml.place, "missing key `base` or `value`", "a count has `noun` instead");
    }
    if (table.has_failed()) return fail();
    if (base != nullptr && !set_base(*base, unit)) return;
    if (value != nullptr && !set_value(*value, unit)) return;
    if (!claim(symbols, unit.name) || !claim(words, unit.name)) return;
    units_.add(std::move(unit));
  }

  bool set_base(const Toml& base, UnitDefinition& unit) {
    const int index = units_.dimension(base.text);
    if (index >= 0) {
      unit.dimension.exponents[static_cast<std::size_t>(index)] = 1;
      return true;
    }
    fail(base.place, "unknown dimension `" + base.text + "`", did_you_mean(base.text, dimensions_));
    return false;
  }

  /// "3600 s", "0.01"
  bool set_value(const Toml& value, UnitDefinition& unit) {
    const std::string& text = value.text;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !(number > 0)) {
      fail(value.place, "`" + text + "` is not a number with a unit");
      return false;
    }
    auto at = static_cast<std::size_t>(end - text.data());
    if (at < text.size() && text[at] == ' ') ++at;
    const std::string symbol = text.substr(at);
    const std::optional<Unit> in = units_.parse(symbol);
    if (!in) {
      const Span part{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text.size())};
      fail(value.part_place(part), "unknown unit `" + symbol + "`", did_you_mean(symbol, units_.symbols()));
      return false;
    }
    unit.scale = number * in->scale;
    unit.dimension = in->dimension;
    return true;
  }

  bool claim(const std::vector<const Toml*>& names, const std::string& unit) {
    bool is_free = true;
    for (const Toml* name : names) {
      const auto [it, is_new] = claimed_.try_emplace(name->text, unit);
      if (!is_new) {
        fail(name->place, "`" + name->text + "` is also a symbol of `" + it->second + "`");
      } else if (is_project_ && units_.parse(name->text)) {
        fail(name->place, "`" + name->text + "` is also a symbol of the built-in rulebook");
      } else {
        continue;
      }
      is_free = false;
    }
    return is_free;
  }

  void fail() { loader_.has_all_units = false; }
  void fail(const Place& place, std::string message, std::string hint = {}) {
    loader_.problem(place, std::move(message), std::move(hint));
    fail();
  }

  Loader& loader_;
  Units& units_;
  bool is_project_;
  std::vector<std::string> dimensions_;
  std::unordered_map<std::string, std::string> claimed_;
};

/// The part of a compound unit that is unknown: "bytee" of "bytee/GPU".
Span unknown_part(const std::string& text, const Units& units) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min({text.find('/', at), text.find(' ', at), text.size()});
    const std::string part = text.substr(at, end - at);
    if (!part.empty() && part != "per" && !units.parse(part)) {
      return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    }
    at = end + 1;
  }
  return {0, static_cast<std::uint32_t>(text.size())};
}

}  // namespace

void load_units(const LoadedFile& file, Loader& loader) {
  if (!file.toml.is_whole) loader.has_all_units = false;
  UnitLoader(loader, file.is_project).load(file.toml.root);
}

std::optional<Unit> read_unit(const Toml& text, Loader& loader) {
  std::optional<Unit> unit = loader.book.units.parse(text.text);
  if (unit || !loader.has_all_units) return unit;
  const Span part = unknown_part(text.text, loader.book.units);
  const std::string word = text.text.substr(part.begin, part.size());
  loader.problem(text.part_place(part), "unknown unit `" + word + "`", did_you_mean(word, loader.book.units.symbols()));
  return std::nullopt;
}

}  // namespace countercheck

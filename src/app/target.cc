// Resolves names and values of settings against the rulebook.
#include "app/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "units/written.h"

namespace countercheck {

namespace {

std::string listed(const std::vector<std::string>& names) {
  return names.empty() ? std::string() : fmt::format("one of `{}`", fmt::join(names, "`, `"));
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

std::vector<std::string> names_of(const std::vector<Profile>& profiles) {
  std::vector<std::string> names;
  for (const Profile& profile : profiles) {
    names.push_back(profile.name);
    names.insert(names.end(), profile.aliases.begin(), profile.aliases.end());
  }
  return names;
}

class Resolver {
 public:
  Resolver(const Configuration& configuration, const Rulebook& book, Sink& sink)
      : configuration_(configuration), settings_(configuration.settings), book_(book), sink_(sink) {}

  Target resolve();
  void check_rule_names();

 private:
  void problem(const std::string& key, std::string message, std::string hint) {
    const Place place = configuration_.place_of(key);
    sink_.problem(place.is_known() ? "configuration" : "usage", place, std::move(message), std::move(hint));
  }
  const Profile* find_profile(const std::string& kind, const std::string& name);
  /// kNoQuantity after reporting that there is none of that name.
  QuantityId find_quantity(const std::string& key, const std::string& name);
  void add_setting(const std::string& name, const std::string& text, Target& target);
  void add_convention(const std::string& name, const std::string& reading, Target& target);
  bool read_number(const std::string& key, const Quantity& quantity, Fact& fact);
  bool read_choice(const std::string& key, const Quantity& quantity, Fact& fact);
  bool read_truth(const std::string& key, const Quantity& quantity, Fact& fact);
  void check_rule_name(const std::string& list, const std::string& name, const std::vector<std::string>& ids);

  const Configuration& configuration_;
  const Settings& settings_;
  const Rulebook& book_;
  Sink& sink_;
};

Target Resolver::resolve() {
  Target target;
  target.hardware = find_profile("hardware", settings_.hardware);
  target.model = find_profile("model", settings_.model);
  for (const auto& [name, text] : settings_.set) add_setting(name, text, target);
  for (const auto& [name, reading] : settings_.conventions) add_convention(name, reading, target);
  return target;
}

const Profile* Resolver::find_profile(const std::string& kind, const std::string& name) {
  if (name.empty()) return nullptr;
  const bool is_hardware = kind == "hardware";
  const Profile* profile = is_hardware ? book_.find_hardware(name) : book_.find_model(name);
  if (profile != nullptr) return profile;
  std::string hint = did_you_mean(name, names_of(is_hardware ? book_.hardware : book_.models));
  if (hint.empty())
    hint = is_hardware ? "`countercheck hardware` lists what is known" : "`countercheck models` lists what is known";
  problem(kind, "unknown " + kind + " `" + name + "`", hint);
  return nullptr;
}

QuantityId Resolver::find_quantity(const std::string& key, const std::string& name) {
  const QuantityId id = book_.find(name);
  if (id == kNoQuantity) problem(key, "unknown quantity `" + name + "`", did_you_mean(name, book_.names()));
  return id;
}

void Resolver::add_setting(const std::string& name, const std::string& text, Target& target) {
  const std::string key = "set." + name;
  Fact fact;
  fact.quantity = find_quantity(key, name);
  if (fact.quantity == kNoQuantity) return;
  fact.text = trimmed(text);
  fact.place = configuration_.place_of(key);
  fact.trust = fact.place.is_known() ? Trust::configuration : Trust::set;
  fact.origin =
      fact.place.is_known() ? fmt::format("{}:{}", fact.place.source->path(), fact.place.begin().line) : "--set";
  const Quantity& quantity = book_[fact.quantity];
  bool is_read = false;
  switch (quantity.kind) {
    case Value::Kind::number:
      is_read = read_number(key, quantity, fact);
      break;
    case Value::Kind::choice:
      is_read = read_choice(key, quantity, fact);
      break;
    case Value::Kind::truth:
      is_read = read_truth(key, quantity, fact);
      break;
    case Value::Kind::list:
    case Value::Kind::table:
      problem(key, "`" + name + "` has many values and cannot be set", "define it in a rule file");
      break;
  }
  if (is_read) target.settings.push_back(std::move(fact));
}

bool Resolver::read_number(const std::string& key, const Quantity& quantity, Fact& fact) {
  const std::optional<Written> written = read_value(fact.text, 0, book_.units);
  if (!written || written->span.begin != 0 || written->span.end != fact.text.size()) {
    const std::string unit = quantity.unit.is_bare() ? std::string("a number") : "a number in " + quantity.unit.symbol;
    problem(key, fmt::format("`{} = {}` is not a value", quantity.name, fact.text), "write " + unit);
    return false;
  }
  fact.written = *written;
  fact.is_written = true;
  const Dimension& wanted = quantity.unit.dimension;
  // A bare number stands for what the quantity is counted in; without a dimension it is the number itself: 0.4 is 40 %.
  if (written->unit.is_bare()) {
    if (!wanted.is_one()) fact.written.unit = quantity.unit;
    return true;
  }
  if (written->unit.dimension == wanted) return true;
  problem(key,
          fmt::format("`{}` is {}, and `{}` is {}", quantity.name, book_.units.describe(wanted), fact.text,
                      book_.units.describe(written->unit.dimension)),
          quantity.unit.is_bare() ? std::string() : "write it in " + quantity.unit.symbol);
  return false;
}

bool Resolver::read_choice(const std::string& key, const Quantity& quantity, Fact& fact) {
  const auto synonym = quantity.choice_words.find(lower(fact.text));
  const auto canonical = std::find(quantity.choices.begin(), quantity.choices.end(), fact.text);
  if (synonym == quantity.choice_words.end() && canonical == quantity.choices.end()) {
    const std::string hint = did_you_mean(fact.text, quantity.choices);
    problem(key, fmt::format("`{}` is no {}", fact.text, quantity.said),
            hint.empty() ? listed(quantity.choices) : hint);
    return false;
  }
  fact.value = Value::of_choice(canonical != quantity.choices.end() ? *canonical : synonym->second);
  return true;
}

bool Resolver::read_truth(const std::string& key, const Quantity& quantity, Fact& fact) {
  const std::string word = lower(fact.text);
  const bool is_true = word == "true" || word == "yes";
  if (!is_true && word != "false" && word != "no") {
    problem(key, fmt::format("`{} = {}` is neither true nor false", quantity.name, fact.text), "");
    return false;
  }
  fact.value = Value::of_truth(is_true);
  return true;
}

void Resolver::add_convention(const std::string& name, const std::string& reading, Target& target) {
  const std::string key = "conventions." + name;
  if (name == "bytes") {
    if (reading == "binary") target.prefixes = Prefixes::binary;
    if (reading == "decimal") target.prefixes = Prefixes::decimal;
    if (!target.prefixes) problem(key, "unknown reading of bytes `" + reading + "`", "one of `binary`, `decimal`");
    return;
  }
  const QuantityId id = find_quantity(key, name);
  if (id == kNoQuantity) return;
  std::vector<std::string> readings;
  for (const Formula& formula : book_[id].formulas) {
    if (!formula.reading.empty()) readings.push_back(formula.reading);
  }
  if (std::find(readings.begin(), readings.end(), reading) != readings.end()) {
    target.conventions[name] = reading;
    return;
  }
  std::string hint = did_you_mean(reading, readings);
  if (hint.empty()) hint = readings.empty() ? "`" + name + "` has one undisputed reading" : listed(readings);
  problem(key, fmt::format("unknown reading `{}` of `{}`", reading, name), hint);
}

void Resolver::check_rule_name(const std::string& list, const std::string& name, const std::vector<std::string>& ids) {
  std::string wanted = name;
  if (wanted.ends_with('/')) wanted.pop_back();
  const bool is_known = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return id == wanted || (id.starts_with(wanted) && id[wanted.size()] == '/');
  });
  if (is_known && !wanted.empty()) return;
  const std::string hint = did_you_mean(name, ids);
  problem(list + "." + name, "no rule is called `" + name + "`",
          hint.empty() ? "`countercheck rules list` lists them" : hint);
}

void Resolver::check_rule_names() {
  // The checks that are not rules of the rulebook, see DESIGN.md, "What is checked".
  std::vector<std::string> ids = {"arithmetic", "sum", "consistency"};
  for (const Quantity& quantity : book_.quantities) ids.push_back("claim/" + quantity.name);
  for (const Rule& rule : book_.rules) ids.push_back(rule.id);
  for (const std::string& name : settings_.select) check_rule_name("select", name, ids);
  for (const std::string& name : settings_.ignore) check_rule_name("ignore", name, ids);
  for (const auto& [name, severity] : settings_.severity) check_rule_name("severity", name, ids);
  const std::vector<std::string> quantities = book_.names();
  ids.insert(ids.end(), quantities.begin(), quantities.end());
  for (const auto& [name, tolerance] : settings_.tolerance) check_rule_name("tolerance", name, ids);
}

}  // namespace

Target resolve_target(const Configuration& configuration, const Rulebook& book, Sink& sink) {
  return Resolver(configuration, book, sink).resolve();
}

void check_rule_names(const Configuration& configuration, const Rulebook& book, Sink& sink) {
  Resolver(configuration, book, sink).check_rule_names();
}

}  // namespace countercheck

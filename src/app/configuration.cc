// Finds and reads configuration files.
#include "app/configuration.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "rulebook/table_reader.h"
#include "rulebook/toml.h"
#include "text/glob.h"

namespace countercheck {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRule = "configuration";
constexpr std::size_t kMaxExtends = 20;
constexpr const char* kNames[] = {".countercheck.toml", "countercheck.toml"};

/// The folder of a document and all above it. Below the current folder they are relative, as people write them.
std::vector<fs::path> folders_above(const std::string& document) {
  const fs::path given = fs::path(document).lexically_normal();
  const bool is_below = given.is_relative() && !given.empty() && *given.begin() != "..";
  std::vector<fs::path> folders;
  if (is_below) {
    for (fs::path folder = given.parent_path(); !folder.empty(); folder = folder.parent_path()) {
      folders.push_back(folder);
    }
    folders.emplace_back();
  }
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return folders;
  fs::path above = is_below ? here.parent_path() : (here / given).lexically_normal().parent_path();
  for (; above.has_relative_path(); above = above.parent_path()) folders.push_back(above);
  folders.push_back(above);
  return folders;
}

std::string resolved(const std::string& path, const std::string& configuration) {
  return (fs::path(configuration).parent_path() / path).lexically_normal().string();
}

/// Keys that name files, or that are lists of their own, hold for a whole configuration only.
enum class Extent : std::uint8_t { whole, some_files };

class ConfigurationReader {
 public:
  ConfigurationReader(Files& files, Sink& sink) : files_(files), sink_(sink) {}

  Configuration read(const std::string& path, const Place& named_at);

 private:
  Configuration read_own(TableReader& table, Extent extent);
  void read_names(TableReader& table, Configuration& own);
  void read_files(TableReader& table, Configuration& own);
  void read_override(const Toml& toml, Configuration& own);
  void read_suppression(const Toml& toml, Configuration& own);
  void read_words(const Toml& toml, Configuration& own);
  void problem(const Place& place, std::string message, std::string hint = {}) {
    sink_.problem(std::string(kRule), place, std::move(message), std::move(hint));
  }
  [[nodiscard]] std::string folder() const { return fs::path(open_.back()).parent_path().string(); }
  /// The members of a table, each with its text, after reporting what cannot be a setting.
  std::map<std::string, std::string> texts_of(const Toml* table, Configuration& own);
  std::map<std::string, Severity> severities_of(const Toml* table, Configuration& own);

  Files& files_;
  Sink& sink_;
  std::vector<std::string> open_;  ///< the files that extend each other on the way here
};

void put(Configuration& own, const Toml& value, std::string key) {
  own.places[std::move(key)] = value.place;
}

std::vector<std::string> plain(const std::vector<const Toml*>& values) {
  std::vector<std::string> texts;
  for (const Toml* value : values) texts.push_back(value->text);
  return texts;
}

Configuration ConfigurationReader::read(const std::string& path, const Place& named_at) {
  if (std::find(open_.begin(), open_.end(), path) != open_.end()) {
    problem(named_at, "`" + path + "` extends itself");
    return {};
  }
  if (open_.size() >= kMaxExtends) {
    problem(named_at, "more than " + std::to_string(kMaxExtends) + " files extend each other");
    return {};
  }
  Files::Read file = files_.read(path);
  if (!file.text) {
    if (named_at.is_known()) {
      problem(named_at, "cannot read `" + path + "`: " + file.error.message);
    } else {
      sink_.problem("io", path, "cannot read the configuration: " + file.error.message);
    }
    return {};
  }
  open_.push_back(path);
  const auto source = std::make_shared<const Source>(path, std::move(*file.text));
  const TomlFile toml = read_toml(source, kRule, sink_);
  TableReader table(toml.root, std::string(kRule), sink_);
  const Toml* extend = table.text("extend");
  Configuration own = read_own(table, Extent::whole);
  table.finish();
  if (extend != nullptr) {
    put(own, *extend, "extend." + resolved(extend->text, path));
    own = overlay(read(resolved(extend->text, path), extend->place), own);
  }
  open_.pop_back();
  return own;
}

Configuration ConfigurationReader::read_own(TableReader& table, Extent extent) {
  Configuration own;
  Settings& settings = own.settings;
  read_names(table, own);
  const int level = table.choice("fail_on", {kFailLevels[0], kFailLevels[1], kFailLevels[2], kFailLevels[3]});
  if (level >= 0) {
    settings.fail_on = static_cast<FailOn>(level);
    put(own, *table.text("fail_on"), "fail_on");
  }
  settings.set = texts_of(table.table("set"), own);
  settings.conventions = texts_of(table.table("conventions"), own);
  settings.severity = severities_of(table.table("severity"), own);
  settings.tolerance = texts_of(table.table("tolerance"), own);
  settings.limits = texts_of(table.table("limits"), own);
  if (extent == Extent::some_files) return own;
  read_files(table, own);
  for (const Toml* each : table.tables("override")) read_override(*each, own);
  for (const Toml* each : table.tables("suppress")) read_suppression(*each, own);
  if (const Toml* quantities = table.table("quantities")) read_words(*quantities, own);
  return own;
}

void ConfigurationReader::read_names(TableReader& table, Configuration& own) {
  Settings& settings = own.settings;
  if (const Toml* hardware = table.text("hardware")) {
    settings.hardware = hardware->text;
    put(own, *hardware, "hardware");
  }
  if (const Toml* model = table.text("model")) {
    settings.model = model->text.ends_with(".json") ? resolved(model->text, open_.back()) : model->text;
    put(own, *model, "model");
  }
  for (const Toml* rule : table.texts("select")) {
    settings.select.push_back(rule->text);
    put(own, *rule, "select." + rule->text);
  }
  for (const Toml* rule : table.texts("ignore")) {
    settings.ignore.push_back(rule->text);
    put(own, *rule, "ignore." + rule->text);
  }
}

void ConfigurationReader::read_files(TableReader& table, Configuration& own) {
  Settings& settings = own.settings;
  for (const Toml* graph : table.texts("graph")) {
    const std::string file = resolved(graph->text, open_.back());
    if (!is_below(folder(), file)) {
      problem(graph->place, "`" + graph->text + "` is outside of the configuration's folder");
      continue;
    }
    settings.graphs.push_back(file);
    put(own, *graph, "graph." + file);
  }
  for (const Toml* rules : table.texts("rules")) {
    settings.rules.push_back(resolved(rules->text, open_.back()));
    put(own, *rules, "rules." + settings.rules.back());
  }
  if (const Toml* baseline = table.text("baseline")) {
    settings.baseline = resolved(baseline->text, open_.back());
    put(own, *baseline, "baseline");
  }
}

void ConfigurationReader::read_override(const Toml& toml, Configuration& own) {
  TableReader table(toml, std::string(kRule), sink_);
  Override over{plain(table.texts("files")), folder(), {}};
  const std::vector<const Toml*> headings = table.texts("headings");
  if (over.files.empty() && headings.empty() && !table.has_failed()) {
    problem(toml.place, "an override for nothing", "name `files`, `headings` or both");
  }
  over.configuration = read_own(table, Extent::some_files);
  table.finish();
  if (!headings.empty()) {
    Settings& settings = over.configuration.settings;
    for (const char* key : {"hardware", "model", "select", "fail_on", "set", "conventions", "tolerance", "limits"}) {
      const Toml* given = toml.find(key);
      if (given == nullptr) continue;
      problem(given->key_place, "`" + std::string(key) + "` cannot depend on a heading",
              "below headings there are `ignore` and `severity`");
    }
    HeadingSettings part{plain(headings), std::move(settings.ignore), std::move(settings.severity)};
    over.configuration = {};
    over.configuration.settings.headings.push_back(std::move(part));
  }
  own.overrides.push_back(std::move(over));
}

void ConfigurationReader::read_suppression(const Toml& toml, Configuration& own) {
  TableReader table(toml, std::string(kRule), sink_);
  Suppression suppression;
  suppression.files = plain(table.texts("files"));
  suppression.base = folder();
  suppression.place = toml.place;
  if (const Toml* rule = table.required_text("rule")) {
    suppression.rule = rule->text;
    suppression.place = rule->place;
  }
  if (const Toml* reason = table.text("reason")) suppression.reason = reason->text;
  table.finish();
  if (!table.has_failed()) own.settings.suppress.push_back(std::move(suppression));
}

/// Words for quantities are the `extend = true` of a rule file, without having to write one.
void ConfigurationReader::read_words(const Toml& toml, Configuration& own) {
  auto tables = std::make_shared<Toml>(toml);
  for (Toml& quantity : tables->items) {
    TableReader table(quantity, std::string(kRule), sink_);
    for (const char* key : {"label", "loose", "phrase", "key", "code"}) table.any(key);
    table.finish();
    if (table.has_failed()) quantity.items.clear();
    Toml extend;
    extend.kind = Toml::Kind::truth;
    extend.key = "extend";
    extend.truth = true;
    extend.place = extend.key_place = quantity.key_place;
    quantity.items.push_back(std::move(extend));
  }
  own.words.push_back({"quantities/project.toml", toml.place.source, std::move(tables)});
}

std::map<std::string, std::string> ConfigurationReader::texts_of(const Toml* table, Configuration& own) {
  std::map<std::string, std::string> texts;
  if (table == nullptr) return texts;
  for (const Toml& member : table->items) {
    const std::string name = "`" + member.key + "`";
    switch (member.kind) {
      case Toml::Kind::text:
        texts[member.key] = member.text;
        break;
      case Toml::Kind::number: {
        std::string digits = member.text;
        std::erase(digits, '_');
        texts[member.key] = digits;
        break;
      }
      case Toml::Kind::truth:
        texts[member.key] = member.truth ? "true" : "false";
        break;
      case Toml::Kind::table:
      case Toml::Kind::array:
      case Toml::Kind::date:
        problem(member.place, name + " is " + std::string(name_of(member.kind)) + ", not a text or a number");
        continue;
    }
    put(own, member, table->key + "." + member.key);
  }
  return texts;
}

std::map<std::string, Severity> ConfigurationReader::severities_of(const Toml* table, Configuration& own) {
  std::map<std::string, Severity> severities;
  for (const auto& [rule, text] : texts_of(table, own)) {
    const Place place = own.place_of("severity." + rule);
    if (text == "error") {
      severities[rule] = Severity::error;
    } else if (text == "warning") {
      severities[rule] = Severity::warning;
    } else if (text == "note") {
      severities[rule] = Severity::note;
    } else {
      const std::string hint = did_you_mean(text, {"error", "warning", "note"});
      problem(place, "unknown severity `" + text + "`", hint.empty() ? "one of `error`, `warning`, `note`" : hint);
    }
  }
  return severities;
}

template <typename T>
void add(std::vector<T>& under, const std::vector<T>& over) {
  under.insert(under.end(), over.begin(), over.end());
}

}  // namespace

Place Configuration::place_of(std::string_view key) const {
  const auto found = places.find(key);
  return found == places.end() ? Place{} : found->second;
}

bool is_below(const std::string& folder, const std::string& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return false;
  // Of a relative path that leads nowhere the canonical form is relative still.
  const fs::path root = fs::weakly_canonical(here / folder, error);
  if (error) return false;
  const fs::path real = fs::weakly_canonical(here / path, error);
  if (error) return false;
  const fs::path inside = real.lexically_relative(root);
  return !inside.empty() && *inside.begin() != "..";
}

std::string find_configuration(const std::string& document, Files& files) {
  for (const fs::path& folder : folders_above(document)) {
    for (const char* name : kNames) {
      const std::string path = (folder / name).string();
      if (files.exists(path)) return path;
    }
  }
  return {};
}

Configuration read_configuration(const std::string& path, Files& files, Sink& sink) {
  return ConfigurationReader(files, sink).read(path, {});
}

Configuration overlay(Configuration under, const Configuration& over) {
  Settings& result = under.settings;
  const Settings& above = over.settings;
  const auto move_place = [&](const std::string& key) {
    const auto found = over.places.find(key);
    if (found != over.places.end()) {
      under.places[key] = found->second;
    } else {
      under.places.erase(key);
    }
  };
  const auto merge = [&](const std::string& table, auto& target, const auto& members) {
    for (const auto& [key, value] : members) {
      target[key] = value;
      move_place(table + "." + key);
    }
  };
  const auto mark = [&](const std::string& list, const std::vector<std::string>& members) {
    for (const std::string& member : members) move_place(list + "." + member);
  };

  if (!above.hardware.empty()) {
    result.hardware = above.hardware;
    move_place("hardware");
  }
  if (!above.model.empty()) {
    result.model = above.model;
    move_place("model");
  }
  if (!above.graphs.empty()) result.graphs = above.graphs;
  mark("graph", above.graphs);
  add(result.rules, above.rules);
  mark("rules", above.rules);
  if (!above.select.empty()) result.select = above.select;
  mark("select", above.select);
  add(result.ignore, above.ignore);
  mark("ignore", above.ignore);
  if (above.fail_on) {
    result.fail_on = above.fail_on;
    move_place("fail_on");
  }
  if (!above.baseline.empty()) {
    result.baseline = above.baseline;
    move_place("baseline");
  }
  merge("set", result.set, above.set);
  merge("conventions", result.conventions, above.conventions);
  merge("severity", result.severity, above.severity);
  merge("tolerance", result.tolerance, above.tolerance);
  merge("limits", result.limits, above.limits);
  add(result.suppress, above.suppress);
  add(result.headings, above.headings);
  add(under.words, over.words);
  add(under.overrides, over.overrides);
  for (const auto& [key, place] : over.places) {
    if (key.starts_with("extend.")) under.places[key] = place;
  }
  return under;
}

bool names_document(const std::vector<std::string>& globs, const std::string& base, const std::string& document) {
  if (globs.empty()) return true;
  std::error_code error;
  const auto whole = [&](const std::string& path) {
    return fs::absolute(path.empty() ? "." : path, error).lexically_normal();
  };
  std::string folder = whole(base).generic_string();
  while (folder.size() > 1 && (folder.ends_with('/') || folder.ends_with("/."))) folder.pop_back();
  const std::string path = whole(document).lexically_relative(folder).generic_string();
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return fits_glob(path, glob); });
}

Configuration for_document(Configuration configuration, const std::string& document) {
  const std::vector<Override> overrides = std::move(configuration.overrides);
  configuration.overrides.clear();
  for (const Override& over : overrides) {
    if (names_document(over.files, over.base, document)) {
      configuration = overlay(std::move(configuration), over.configuration);
    }
  }
  std::erase_if(configuration.settings.suppress, [&](const Suppression& suppression) {
    return !names_document(suppression.files, suppression.base, document);
  });
  return configuration;
}

}  // namespace countercheck

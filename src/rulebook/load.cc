// Builds the rulebook: the order in which its parts rest on each other.
#include <algorithm>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

enum class Noun : std::uint8_t { units, language, axes, quantities, hardware, model, architecture, graph_labels, rule };

bool is_in(std::string_view name, std::string_view folder) {
  return name.substr(0, folder.size()) == folder;
}

/// Keys that only a rule has at the top of its file.
bool looks_like_rule(const Toml& root) {
  return std::any_of(root.items.begin(), root.items.end(), [](const Toml& item) {
    return item.key == "assert" || item.key == "message" || item.key == "summary" || item.key == "severity";
  });
}

Noun noun_of(const LoadedFile& file) {
  if (file.name == "units.toml") return Noun::units;
  if (file.name == "language.toml") return Noun::language;
  if (file.name == "axes.toml") return Noun::axes;
  if (file.name == "graph/labels.toml") return Noun::graph_labels;
  if (is_in(file.name, "quantities/")) return Noun::quantities;
  if (is_in(file.name, "hardware/")) return Noun::hardware;
  if (is_in(file.name, "models/")) return Noun::model;
  if (is_in(file.name, "architectures/")) return Noun::architecture;
  return !file.is_project || looks_like_rule(file.toml.root) ? Noun::rule : Noun::quantities;
}

/// "moe/experts-divide-unevenly", "services/storage/..."; a rule in no folder belongs to the project.
std::string rule_id(const LoadedFile& file) {
  std::string id = file.is_in_folder ? file.field + "/" + file.name : file.name;
  if (const std::size_t ending = id.rfind(".toml"); ending != std::string::npos) id.resize(ending);
  return id.find('/') == std::string::npos ? "project/" + id : id;
}

/// Every folder that has quantities in it: "services".
std::vector<std::string> fields_in(const std::vector<RuleFile>& files) {
  std::vector<std::string> fields;
  for (const RuleFile& file : files) {
    const std::string field = file.name.substr(0, file.name.find('/'));
    if (!is_in(std::string_view(file.name).substr(field.size()), "/quantities/")) continue;
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  }
  return fields;
}

std::vector<LoadedFile> read_all(const std::vector<RuleFile>& files, bool is_project, Loader& loader) {
  const std::vector<std::string> fields = fields_in(files);
  loader.book.fields.insert(loader.book.fields.end(), fields.begin(), fields.end());
  std::vector<LoadedFile> out;
  for (const RuleFile& file : files) {
    LoadedFile& loaded = out.emplace_back();
    loaded.name = file.name;
    loaded.is_project = is_project;
    const std::size_t slash = file.name.find('/');
    const std::string folder = slash == std::string::npos ? std::string() : file.name.substr(0, slash);
    if (std::find(fields.begin(), fields.end(), folder) != fields.end()) {
      loaded.name = file.name.substr(slash + 1);
      loaded.field = folder;
      loaded.is_in_folder = true;
    }
    loaded.toml = file.tables ? TomlFile{*file.tables, true, {}} : read_toml(file.source, kRulebookRule, loader.sink);
  }
  return out;
}

/// What is in no field's folder is of the main field.
void name_main_field(std::vector<LoadedFile>& files, Rulebook& book) {
  const std::vector<std::string>& main = book.language.group("main_field");
  if (main.empty()) return;
  book.fields.push_back(main.front());
  for (LoadedFile& file : files)
    if (!file.is_in_folder) file.field = main.front();
}

class Order {
 public:
  explicit Order(const std::vector<LoadedFile>& files) {
    for (const LoadedFile& file : files) nouns_.push_back({noun_of(file), &file});
  }

  [[nodiscard]] std::vector<const LoadedFile*> of(Noun noun) const {
    std::vector<const LoadedFile*> out;
    for (const auto& [other, file] : nouns_) {
      if (other == noun) out.push_back(file);
    }
    return out;
  }

 private:
  std::vector<std::pair<Noun, const LoadedFile*>> nouns_;
};

/// Knows what the book knows already.
Loader loader_for(Rulebook& book, Sink& sink) {
  Loader loader{book, sink, {}, true, true, {}, {}, {}, false};
  loader.names.names = book.names();
  for (const Axis& axis : book.axes) loader.names.axes.push_back(axis.name);
  for (const Quantity& quantity : book.quantities) loader.types[quantity.name] = name_type_of(quantity);
  return loader;
}

void add_files(const std::vector<RuleFile>& from, bool is_project, Rulebook& book, Sink& sink) {
  Loader loader = loader_for(book, sink);
  loader.names.type_of = [&loader](std::string_view name) { return type_of_name(name, loader); };
  std::vector<LoadedFile> files = read_all(from, is_project, loader);
  // A field builds on what belongs to all; a project puts its files in order itself.
  if (!is_project)
    std::stable_partition(files.begin(), files.end(), [](const LoadedFile& file) { return !file.is_in_folder; });
  const Order order(files);

  for (const LoadedFile* file : order.of(Noun::units)) load_units(*file, loader);
  for (const LoadedFile* file : order.of(Noun::language)) load_language(*file, loader);
  // What a project adds is of every field.
  if (!is_project) name_main_field(files, book);
  for (const LoadedFile* file : order.of(Noun::axes)) load_axes(*file, loader);
  // Units, words and axes are known from here on.
  for (const LoadedFile* file : order.of(Noun::quantities)) load_quantities(*file, loader);
  connect_axes(order.of(Noun::axes), loader);
  index_words(loader);
  // All names and their types are known from here on.
  load_formulas(loader);
  for (const LoadedFile* file : order.of(Noun::hardware)) load_hardware(*file, loader);
  for (const LoadedFile* file : order.of(Noun::model)) load_model(*file, loader);
  load_architectures(order.of(Noun::architecture), loader);
  for (const LoadedFile* file : order.of(Noun::graph_labels)) load_graph_labels(*file, loader);
  for (const LoadedFile* file : order.of(Noun::rule)) load_rule(*file, rule_id(*file), loader);
  drop_unsound(loader);
  check_cycles(loader);
}

}  // namespace

std::string said(const Place& place) {
  return place.source->path() + ":" + std::to_string(place.begin().line);
}

std::string stem_of(const std::string& name) {
  std::string stem = name.substr(name.rfind('/') + 1);
  if (const std::size_t ending = stem.rfind(".toml"); ending != std::string::npos) stem.resize(ending);
  return stem;
}

Rulebook load_rulebook(const std::vector<RuleFile>& files, Sink& sink) {
  Rulebook book;
  add_files(files, false, book, sink);
  return book;
}

Rulebook extend_rulebook(Rulebook book, const std::vector<RuleFile>& project, Sink& sink) {
  if (!project.empty()) add_files(project, true, book, sink);
  return book;
}

}  // namespace countercheck

// Opens projects: configuration, then rulebook, then target.
#include "app/projects.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/graphs.h"
#include "app/target.h"
#include "findings/rule_ids.h"

namespace countercheck {

namespace {

/// The level that decides for a document when nobody says it.
constexpr FailOn kFailOn = FailOn::error;
constexpr std::size_t kMostBeside = 100'000;  // files that are looked at in a folder

void cannot_read(const std::string& path, const std::string& why, const Place& named_at, Sink& sink) {
  if (named_at.is_known()) {
    sink.problem("io", named_at, "cannot read `" + path + "`: " + why);
  } else {
    sink.problem("io", path, why);
  }
}

/// What a rulebook is made of beside what is built in.
std::vector<std::string> rule_paths(const Configuration& configuration) {
  std::vector<std::string> paths = configuration.settings.rules;
  for (const RuleFile& words : configuration.words) paths.push_back(words.source->path() + "\n");
  return paths;
}

}  // namespace

std::vector<RuleFile> read_rules(const std::string& path, const Place& named_at, Files& files, Sink& sink) {
  namespace fs = std::filesystem;
  const bool is_folder = files.is_folder(path);
  const std::vector<std::string> paths = is_folder ? files.list(path, ".toml") : std::vector<std::string>{path};
  if (paths.empty()) cannot_read(path, "it holds no rule files (*.toml)", named_at, sink);
  std::vector<RuleFile> rules;
  for (const std::string& each : paths) {
    Files::Read file = files.read(each);
    if (!file.text) {
      cannot_read(each, file.error.message, named_at, sink);
      continue;
    }
    const fs::path name = is_folder ? fs::path(each).lexically_relative(path) : fs::path(each).filename();
    rules.push_back({name.generic_string(), std::make_shared<const Source>(each, std::move(*file.text))});
  }
  return rules;
}

Projects::Projects(Settings over, bool use_configuration, Files& files, Sink& sink)
    : over_{std::move(over), {}, {}, {}}, use_configuration_(use_configuration), files_(files), sink_(sink) {}

const Project& Projects::of(const std::string& document) {
  const std::string path = use_configuration_ ? find_configuration(document, files_) : std::string();
  const Configuration& all = configuration_at(path);
  std::string key = path;
  for (const Override& each : all.overrides) key += names_document(each.files, each.base, document) ? "\n1" : "\n0";
  for (const Suppression& each : all.settings.suppress) {
    key += names_document(each.files, each.base, document) ? "\n1" : "\n0";
  }
  std::unique_ptr<Project>& project = projects_[key];
  if (!project) {
    project = open(overlay(for_document(all, document), over_));
    project->configuration_path = path;
  }
  look_beside(document, *project);
  return *project;
}

void Projects::look_beside(const std::string& document, Project& project) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(document).parent_path();
  const auto [known, is_new] = project.graphs_beside.try_emplace(folder.string());
  if (!is_new) return;
  std::vector<std::string>& names = known->second;
  std::error_code error;
  std::size_t looked_at = 0;
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end; !error && at != end;
       at.increment(error)) {
    if (++looked_at > kMostBeside) break;
    std::string name = at->path().filename().string();
    if (is_graph_file(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
}

const Configuration& Projects::configuration_at(const std::string& path) {
  const auto [known, is_new] = configurations_.try_emplace(path);
  if (!is_new || path.empty()) return known->second;
  known->second = read_configuration(path, files_, sink_);
  const std::filesystem::path file(path);
  const std::string other = (file.parent_path() / "countercheck.toml").string();
  if (file.filename() == ".countercheck.toml" && files_.exists(other)) {
    sink_.problem("configuration", path, "`" + other + "` stands in the same folder and is not read",
                  "keep one of them");
  }
  return known->second;
}

std::unique_ptr<Project> Projects::open(Configuration configuration) {
  Sink sink;
  auto project = std::make_unique<Project>();
  project->book = load_fields(configuration);
  project->rule_ids = rule_ids(*project->book);
  project->target = resolve_target(configuration, *project->book, files_, sink);
  check_rule_names(configuration, *project->book, sink);
  project->limits = resolve_limits(configuration, sink);
  project->baseline = load_baseline(configuration);
  project->settings = configuration.settings;
  if (!project->settings.fail_on) project->settings.fail_on = kFailOn;
  project->configuration = std::move(configuration);
  // Projects of one configuration differ by overrides; what is wrong in what they share is told once.
  for (Finding& problem : sink.take_sorted()) {
    const std::string where = problem.place.is_known() ? std::to_string(problem.place.span.begin) : "";
    if (reported_.insert(problem.path + '\n' + where + '\n' + problem.message).second) sink_.report(std::move(problem));
  }
  return project;
}

/// `select` may name fields of knowledge beside rules: then those alone are loaded, and the rest of `select` chooses
/// rules.
std::shared_ptr<const Rulebook> Projects::load_fields(Configuration& configuration) {
  const std::shared_ptr<const Rulebook> whole = load(configuration);
  std::vector<std::string>& select = configuration.settings.select;
  const auto rules = std::stable_partition(select.begin(), select.end(),
                                           [&](const std::string& name) { return whole->has_field(name); });
  const std::vector<std::string> fields(select.begin(), rules);
  select.erase(select.begin(), rules);
  if (fields.empty()) return whole;
  std::shared_ptr<const Rulebook>& book = rulebooks_[{rule_paths(configuration), fields}];
  if (book) return book;
  Rulebook kept = *whole;
  kept.keep_fields(fields);
  book = std::make_shared<const Rulebook>(std::move(kept));
  return book;
}

std::shared_ptr<const Rulebook> Projects::load(const Configuration& configuration) {
  std::shared_ptr<const Rulebook>& book = rulebooks_[{rule_paths(configuration), {}}];
  if (book) return book;
  if (rule_paths(configuration).empty()) return book = built_in_rulebook();
  std::vector<RuleFile> own;
  for (const std::string& path : configuration.settings.rules) {
    const std::vector<RuleFile> files = read_rules(path, configuration.place_of("rules." + path), files_, sink_);
    own.insert(own.end(), files.begin(), files.end());
  }
  own.insert(own.end(), configuration.words.begin(), configuration.words.end());
  return book = std::make_shared<const Rulebook>(extend_rulebook(*built_in_rulebook(), own, sink_));
}

std::shared_ptr<const Baseline> Projects::load_baseline(const Configuration& configuration) {
  const std::string& path = configuration.settings.baseline;
  if (path.empty() || !use_baselines_) return nullptr;
  const auto [known, is_new] = baselines_.try_emplace(path);
  if (!is_new) return known->second;
  Files::Read file = files_.read(path);
  if (!file.text) {
    cannot_read(path, file.error.message, configuration.place_of("baseline"), sink_);
    return nullptr;
  }
  Baseline baseline{std::filesystem::path(path).parent_path().string(), {}};
  const auto source = std::make_shared<const Source>(path, std::move(*file.text));
  for (KnownFinding& entry : read_baseline(source, sink_)) {
    baseline.by_file[entry.file].push_back(std::move(entry));
  }
  known->second = std::make_shared<const Baseline>(std::move(baseline));
  return known->second;
}

std::string name_in_baseline(const std::string& document, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path base = fs::absolute(folder.empty() ? "." : folder, error).lexically_normal();
  const fs::path path = fs::absolute(document, error).lexically_normal();
  return path.lexically_relative(base / "").generic_string();
}

}  // namespace countercheck

// What holds for each document: its settings, rulebook and target. Documents of one project share them.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "facts/facts.h"
#include "findings/baseline.h"
#include "rulebook/rulebook.h"
#include "text/files.h"
#include "text/limits.h"
#include "text/sink.h"

namespace countercheck {

struct Baseline;

struct Project {
  std::string configuration_path;  ///< empty: there is none
  Configuration configuration;     ///< all that holds, with the places where it stands
  Settings settings;               ///< the same, complete
  std::shared_ptr<const Rulebook> book;
  Target target;  ///< points into `book`
  Limits limits;
  std::vector<std::string> rule_ids;
  std::shared_ptr<const Baseline> baseline;  ///< nullptr: none
  /// Names of the graphs in each folder that has documents, sorted: a folder is looked through once.
  std::map<std::string, std::vector<std::string>> graphs_beside;
};

/// Known findings by their file, whose names are relative to `folder`.
struct Baseline {
  std::string folder;
  std::map<std::string, std::vector<KnownFinding>> by_file;
};

class Projects {
 public:
  /// `over` beats every configuration file. Problems are reported when a project is first asked for, and once.
  Projects(Settings over, bool use_configuration, Files& files, Sink& sink);

  const Project& of(const std::string& document);
  /// From here on nothing is taken as known, and no baseline is read.
  void leave_baselines() { use_baselines_ = false; }

 private:
  const Configuration& configuration_at(const std::string& path);
  [[nodiscard]] std::unique_ptr<Project> open(Configuration configuration);
  static void look_beside(const std::string& document, Project& project);
  std::shared_ptr<const Rulebook> load(const Configuration& configuration);
  std::shared_ptr<const Baseline> load_baseline(const Configuration& configuration);
  std::shared_ptr<const Rulebook> load_fields(Configuration& configuration);

  Configuration over_;
  bool use_configuration_;
  bool use_baselines_ = true;
  Files& files_;
  Sink& sink_;
  std::set<std::string> reported_;                            ///< problems of projects
  std::map<std::string, Configuration> configurations_;       ///< by file
  std::map<std::string, std::unique_ptr<Project>> projects_;  ///< by file and the overrides that are meant
  /// By rule paths and selected fields.
  std::map<std::pair<std::vector<std::string>, std::vector<std::string>>, std::shared_ptr<const Rulebook>> rulebooks_;
  std::map<std::string, std::shared_ptr<const Baseline>> baselines_;  ///< by path
};

/// The name of a document in a baseline.
std::string name_in_baseline(const std::string& document, const std::string& folder);

/// The rule files that a path names: the file, or every TOML file below the folder. What cannot be read is a problem.
std::vector<RuleFile> read_rules(const std::string& path, const Place& named_at, Files& files, Sink& sink);

}  // namespace countercheck

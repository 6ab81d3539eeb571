// The commands that show the rulebook: rules, hardware, models, and explain with a name.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "app/commands.h"
#include "app/explain.h"
#include "app/problems.h"
#include "app/projects.h"
#include "app/rule_examples.h"
#include "app/rule_pages.h"
#include "app/rulebook_page.h"
#include "app/schemas.h"
#include "findings/suppress.h"

namespace countercheck {

namespace {

/// The rulebook that holds in the current folder.
struct Shelf {
  Sink sink;
  Projects projects;
  const Project& project;

  Shelf(const Options& options, Files& files)
      : projects(options.settings, options.use_configuration, files, sink), project(projects.of("-")) {}

  [[nodiscard]] const Rulebook& book() const { return *project.book; }
  Output close(std::string text) {
    std::vector<Finding> problems = sink.take_sorted();
    const int status = problems.empty() ? 0 : 2;
    return {std::move(text), std::move(problems), status};
  }
};

std::string stands_at(const Place& place) {
  return place.is_known() ? fmt::format("{}:{}", place.source->path(), place.begin().line) : std::string();
}

std::vector<std::string> names_to_explain(const Rulebook& book) {
  std::vector<std::string> names = book.names();
  for (const Quantity& quantity : book.quantities) names.push_back("claim/" + quantity.name);
  for (const Rule& rule : book.rules) names.push_back(rule.id);
  for (const BuiltInCheck& check : built_in_checks()) names.emplace_back(check.id);
  return names;
}

void explain_into(std::string& text, const std::string& name, Shelf& shelf) {
  const std::string page = page_of(name, shelf.book()).text;
  if (page.empty()) {
    const std::string hint = did_you_mean(name, names_to_explain(shelf.book()));
    shelf.sink.problem("usage", Place{}, "no rule and no quantity is called `" + name + "`",
                       hint.empty() ? "`countercheck rules list` lists them" : hint);
    return;
  }
  if (!text.empty()) text += "\n";
  text += page;
}

std::string list_rules(const Rulebook& book) {
  struct Row {
    std::string id, severity, summary;
  };
  std::vector<Row> rows;
  for (const BuiltInCheck& check : built_in_checks())
    rows.push_back({std::string(check.id), "error", std::string(check.summary)});
  for (const Rule& rule : book.rules) rows.push_back({rule.id, std::string(name_of(rule.severity)), rule.summary});
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.id.size());
  std::string text;
  for (const Row& row : rows) text += fmt::format("{:<{}}  {:<7}  {}\n", row.id, width, row.severity, row.summary);
  return text;
}

std::string show_profile(const Profile& profile, const Rulebook& book) {
  std::string text = profile.name + "\n";
  if (!profile.aliases.empty()) text += fmt::format("  also {}\n", fmt::join(profile.aliases, ", "));
  for (const Profile::Entry& entry : profile.entries) {
    text += fmt::format("  {:<32} {:<16} {}\n", book[entry.quantity].name, entry.text, stands_at(entry.place));
  }
  if (!profile.source.empty()) text += "  source: " + profile.source + "\n";
  return text;
}

/// Which profiles a command is about, and how one is found.
struct ProfileKind {
  std::string name;
  const std::vector<Profile>& profiles;
  const Profile* (Rulebook::*find)(std::string_view) const;
};

Output show_profiles(const ProfileKind& kind, const Options& options, Shelf& shelf) {
  std::string text;
  std::vector<std::string> known;
  for (const Profile& profile : kind.profiles) {
    known.push_back(profile.name);
    known.insert(known.end(), profile.aliases.begin(), profile.aliases.end());
    if (!options.names.empty()) continue;
    text += fmt::format("{:<24} {}\n", profile.name, fmt::join(profile.aliases, ", "));
  }
  for (const std::string& name : options.names) {
    const Profile* profile = (shelf.book().*kind.find)(name);
    if (profile == nullptr) {
      shelf.sink.problem("usage", Place{}, "unknown " + kind.name + " `" + name + "`", did_you_mean(name, known));
      continue;
    }
    if (!text.empty()) text += "\n";
    text += show_profile(*profile, shelf.book());
  }
  return shelf.close(std::move(text));
}

}  // namespace

Output explain(const Options& options, Files& files) {
  if (options.names.empty()) return usage_error("nothing to explain", "name a rule, a quantity or FILE:LINE");
  if (options.names.size() == 1) {
    if (const auto line = read_line_name(options.names.front())) return explain_line(*line, options, files);
  }
  Shelf shelf(options, files);
  std::string text;
  for (const std::string& name : options.names) explain_into(text, name, shelf);
  return shelf.close(std::move(text));
}

namespace {

/// The rules of these names or folders, or all. A name that no rule has is a problem.
std::vector<const Rule*> rules_called(std::span<const std::string> names, Shelf& shelf) {
  std::vector<const Rule*> rules;
  std::vector<std::string> ids;
  for (const Rule& rule : shelf.book().rules) {
    ids.push_back(rule.id);
    const bool is_called =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) { return matches(rule.id, name); });
    if (names.empty() || is_called) rules.push_back(&rule);
  }
  for (const std::string& name : names) {
    if (std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return matches(id, name); })) continue;
    shelf.sink.problem("usage", Place{}, "no rule is called `" + name + "`", did_you_mean(name, ids));
  }
  return rules;
}

/// Examples that do not do as they say are findings: they are the output, and the status is 1.
Output test_rules(const Options& options, Shelf& shelf) {
  const auto names = std::span(options.names).subspan(1);
  const std::vector<const Rule*> rules = rules_called(names, shelf);
  const ExampleRun run = options.is_mutating ? run_mutants(rules, shelf.book(), shelf.sink)
                                             : run_examples(rules, shelf.project.book, shelf.sink);
  std::string text;
  for (const Finding& failure : run.failures) text += problem_text(failure);
  text += options.is_mutating
              ? fmt::format("{} comparisons turned around, {} unnoticed\n", run.rules, run.failures.size())
              : fmt::format("{} rules, {} examples, {} wrong\n", run.rules, run.examples, run.failures.size());
  Output output = shelf.close(std::move(text));
  if (output.status == 0 && !run.failures.empty()) output.status = 1;
  return output;
}

Output show_schema(const Options& options) {
  const std::vector<std::string> names = schema_names();
  const std::string known = fmt::format("one of `{}`", fmt::join(names, "`, `"));
  if (options.names.size() != 2) return usage_error("name one schema", known);
  std::string schema = schema_of(options.names[1]);
  if (!schema.empty()) return {std::move(schema), {}, 0};
  const std::string hint = did_you_mean(options.names[1], names);
  return usage_error("no schema is called `" + options.names[1] + "`", hint.empty() ? known : hint);
}

}  // namespace

Output show_rules(const Options& options, Files& files) {
  const std::string what = options.names.empty() ? "list" : options.names.front();
  const std::vector<std::string> known = {"list", "show", "test", "document", "schema"};
  if (std::find(known.begin(), known.end(), what) == known.end()) {
    const std::string hint = did_you_mean(what, known);
    return usage_error("`rules` does not know `" + what + "`",
                       hint.empty()
                           ? "write `rules list`, `rules show RULE`, `rules test [RULE...]`, `rules document` or "
                             "`rules schema NAME`"
                           : hint);
  }
  if (what == "schema") return show_schema(options);
  Shelf shelf(options, files);
  if (what == "document") return shelf.close(rulebook_page(shelf.book()));
  if (what == "test") return test_rules(options, shelf);
  if (what == "list") return shelf.close(list_rules(shelf.book()));
  std::string text;
  if (options.names.size() == 1) return usage_error("no rule to show", "`countercheck rules list` lists them");
  for (std::size_t i = 1; i < options.names.size(); ++i) explain_into(text, options.names[i], shelf);
  return shelf.close(std::move(text));
}

Output show_hardware(const Options& options, Files& files) {
  Shelf shelf(options, files);
  return show_profiles({"hardware", shelf.book().hardware, &Rulebook::find_hardware}, options, shelf);
}

Output show_models(const Options& options, Files& files) {
  Shelf shelf(options, files);
  return show_profiles({"model", shelf.book().models, &Rulebook::find_model}, options, shelf);
}

Output show_version(const Options&, Files&) {
  return {std::string("countercheck ") + COUNTERCHECK_VERSION + "\n", {}, 0};
}

}  // namespace countercheck

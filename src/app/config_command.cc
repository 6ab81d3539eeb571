// `config show [FILE...]`: what holds for a document, and where each of it was said.
#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "app/commands.h"
#include "app/projects.h"
#include "text/quotes.h"
#include "text/sink.h"

namespace countercheck {
namespace {

class Shown {
 public:
  explicit Shown(const Project& project) : project_(project), settings_(project.settings) {}

  std::string run(const std::string& document) {
    const std::string& path = project_.configuration_path;
    text_ = document + ": " + (path.empty() ? "no configuration file" : path) + "\n";
    for (const auto& [key, place] : project_.configuration.places) {
      if (key.starts_with("extend.")) row("extend", in_quotes(key.substr(7)), key);
    }
    text("hardware", settings_.hardware);
    text("model", settings_.model);
    list("graph", settings_.graphs);
    list("rules", settings_.rules);
    list("select", settings_.select);
    list("ignore", settings_.ignore);
    const auto level = static_cast<std::size_t>(*settings_.fail_on);
    row("fail_on", in_quotes(std::string(kFailLevels[level])), "fail_on", "built in");
    text("baseline", settings_.baseline);
    for (const auto& [key, value] : settings_.set) row("set." + key, in_quotes(value), "set." + key);
    for (const auto& [key, value] : settings_.conventions) {
      row("conventions." + key, in_quotes(value), "conventions." + key);
    }
    for (const auto& [key, value] : settings_.severity) {
      row("severity." + key, in_quotes(std::string(name_of(value))), "severity." + key);
    }
    for (const auto& [key, value] : settings_.tolerance) row("tolerance." + key, in_quotes(value), "tolerance." + key);
    for (const auto& [key, value] : settings_.limits) row("limits." + key, value, "limits." + key);
    for (const HeadingSettings& part : settings_.headings) show(part);
    for (const Suppression& each : settings_.suppress) {
      line("suppress", in_quotes(each.rule), where(each.place) + (each.reason.empty() ? "" : " (" + each.reason + ")"));
    }
    return std::move(text_);
  }

 private:
  static std::string where(const Place& place) {
    return place.is_known() ? fmt::format("{}:{}", place.source->path(), place.begin().line) : std::string();
  }

  void line(const std::string& name, const std::string& value, const std::string& from) {
    text_ += fmt::format("  {:<28} = {:<24} {}\n", name, value, from);
  }
  void row(const std::string& name, const std::string& value, const std::string& key,
           const std::string& otherwise = "command line") {
    const Place place = project_.configuration.place_of(key);
    line(name, value, place.is_known() ? where(place) : otherwise);
  }

  void text(const std::string& name, const std::string& value) {
    if (!value.empty()) row(name, in_quotes(value), name);
  }
  void list(const std::string& name, const std::vector<std::string>& values) {
    for (const std::string& value : values) row(name, in_quotes(value), name + "." + value);
  }
  void show(const HeadingSettings& part) {
    std::string below;
    for (const std::string& heading : part.headings) below += (below.empty() ? "" : ", ") + in_quotes(heading);
    for (const std::string& rule : part.ignore) line("ignore", in_quotes(rule), "below " + below);
    for (const auto& [rule, severity] : part.severity) {
      line("severity." + rule, in_quotes(std::string(name_of(severity))), "below " + below);
    }
  }

  const Project& project_;
  const Settings& settings_;
  std::string text_;
};

}  // namespace

Output show_configuration(const Options& options, Files& files) {
  if (options.names.empty() || options.names.front() != "show") {
    return usage_error("`config` does one thing", "`countercheck config show [FILE...]`");
  }
  std::vector<std::string> documents(options.names.begin() + 1, options.names.end());
  if (documents.empty()) documents.emplace_back(".");
  Sink sink;
  Projects projects(options.settings, options.use_configuration, files, sink);
  Output output;
  for (const std::string& document : documents) {
    const bool is_folder = files.is_folder(document);
    const std::string path = is_folder ? (std::filesystem::path(document) / "*").lexically_normal().string() : document;
    output.text += (output.text.empty() ? "" : "\n") + Shown(projects.of(path)).run(path);
  }
  output.problems = sink.take_sorted();
  output.status = output.problems.empty() ? 0 : 2;
  return output;
}

}  // namespace countercheck

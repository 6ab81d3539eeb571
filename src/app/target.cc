// Resolves names and values of settings against the rulebook.
#include "app/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "evaluate/tolerance.h"
#include "facts/setting.h"
#include "findings/rule_ids.h"
#include "graph/checks.h"
#include "rulebook/model_file.h"

namespace countercheck {

namespace {

std::string listed(const std::vector<std::string>& names) {
  return names.empty() ? std::string() : fmt::format("one of `{}`", fmt::join(names, "`, `"));
}

std::vector<std::string> names_of(const std::vector<Profile>& profiles) {
  std::vector<std::string> names;
  for (const Profile& profile : profiles) {
    names.push_back(profile.name);
    names.insert(names.end(), profile.aliases.begin(), profile.aliases.end());
  }
  return names;
}

/// At the key's place in the configuration, or as a mistake of usage where the configuration does not have it.
void report(const Configuration& configuration, const std::string& key, std::string message, std::string hint,
            Sink& sink) {
  const Place place = configuration.place_of(key);
  sink.problem(place.is_known() ? "configuration" : "usage", place, std::move(message), std::move(hint));
}

class Resolver {
 public:
  Resolver(const Configuration& configuration, const Rulebook& book, Sink& sink)
      : configuration_(configuration), settings_(configuration.settings), book_(book), sink_(sink) {}

  Target resolve(Files& files);
  void check_rule_names();

 private:
  void problem(const std::string& key, std::string message, std::string hint) {
    report(configuration_, key, std::move(message), std::move(hint), sink_);
  }
  const Profile* find_profile(const std::string& kind, const std::string& name);
  /// What `--model` names: one of the rulebook, or a file.
  void find_model(Files& files, Target& target);
  /// kNoQuantity after reporting that there is none of that name.
  QuantityId find_quantity(const std::string& key, const std::string& name);
  void add_setting(const std::string& name, const std::string& text, Target& target);
  void add_convention(const std::string& name, const std::string& reading, Target& target);
  void check_rule_name(const std::string& list, const std::string& name, const std::vector<std::string>& ids);

  const Configuration& configuration_;
  const Settings& settings_;
  const Rulebook& book_;
  Sink& sink_;
};

Target Resolver::resolve(Files& files) {
  Target target;
  target.hardware = find_profile("hardware", settings_.hardware);
  find_model(files, target);
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

void Resolver::find_model(Files& files, Target& target) {
  const std::string& name = settings_.model;
  target.model = book_.find_model(name);
  if (target.model != nullptr || name.empty()) return;
  const bool is_folder = files.is_folder(name);
  if (!is_folder && !name.ends_with(".json") && !files.exists(name)) {
    // "meta-llama/Llama-3.1-8B" is published by somebody under that name.
    const std::size_t slash = name.rfind('/');
    if (slash != std::string::npos) target.model = book_.find_model(name.substr(slash + 1));
    if (target.model == nullptr) target.model = find_profile("model", name);
    return;
  }
  const std::string path = is_folder ? name + (name.ends_with('/') ? "" : "/") + "config.json" : name;
  Files::Read file = files.read(path);
  if (!file.text) {
    const Place place = configuration_.place_of("model");
    if (place.is_known()) {
      sink_.problem("io", place, "cannot read `" + path + "`: " + file.error.message);
    } else {
      sink_.problem("io", path, file.error.message);
    }
    return;
  }
  const auto source = std::make_shared<const Source>(path, std::move(*file.text));
  if (std::optional<Profile> model = read_model_file(source, book_, sink_)) {
    target.own_model = std::make_shared<const Profile>(*std::move(model));
    target.model = target.own_model.get();
  }
}

QuantityId Resolver::find_quantity(const std::string& key, const std::string& name) {
  const QuantityId id = book_.find(name);
  if (id == kNoQuantity) problem(key, "unknown quantity `" + name + "`", did_you_mean(name, book_.names()));
  return id;
}

void Resolver::add_setting(const std::string& name, const std::string& text, Target& target) {
  SettingOrigin origin;
  origin.place = configuration_.place_of("set." + name);
  origin.text = "--set";
  if (origin.place.is_known()) {
    origin.trust = Trust::configuration;
    origin.rule = "configuration";
    origin.text = fmt::format("{}:{}", origin.place.source->path(), origin.place.begin().line);
  }
  if (std::optional<Fact> fact = read_setting(name, text, origin, book_, sink_)) {
    target.settings.push_back(std::move(*fact));
  }
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
  std::vector<std::string> ids = rule_ids(book_);
  for (const std::string& name : settings_.select) check_rule_name("select", name, ids);
  for (const std::string& name : settings_.ignore) check_rule_name("ignore", name, ids);
  for (const auto& [name, severity] : settings_.severity) check_rule_name("severity", name, ids);
  for (const HeadingSettings& part : settings_.headings) {
    for (const std::string& name : part.ignore) check_rule_name("headings.ignore", name, ids);
    for (const auto& [name, severity] : part.severity) check_rule_name("headings.severity", name, ids);
  }
  const std::vector<std::string> quantities = book_.names();
  ids.insert(ids.end(), quantities.begin(), quantities.end());
  for (const auto& [name, text] : settings_.tolerance) {
    check_rule_name("tolerance", name, ids);
    if (!read_tolerance(text, book_.units)) {
      problem("tolerance." + name, "`" + text + "` is no tolerance", "a share such as `2 %`, from 0 to 100 %");
    }
  }
}

}  // namespace

Target resolve_target(const Configuration& configuration, const Rulebook& book, Files& files, Sink& sink) {
  return Resolver(configuration, book, sink).resolve(files);
}

Limits resolve_limits(const Configuration& configuration, Sink& sink) {
  Limits limits;
  std::vector<std::string> names;
  for (const Limit& limit : all_limits()) names.emplace_back(limit.name);
  for (const auto& [name, text] : configuration.settings.limits) {
    const Limit* limit = find_limit(name);
    if (limit == nullptr) {
      const std::string hint = did_you_mean(name, names);
      report(configuration, "limits." + name, "no limit is called `" + name + "`", hint.empty() ? listed(names) : hint,
             sink);
      continue;
    }
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < 1 || number > limit->most) {
      report(configuration, "limits." + name, fmt::format("`{}` is not a limit of `{}`", text, name),
             fmt::format("a whole number from 1 to {}: {}", limit->most, limit->about), sink);
      continue;
    }
    limits.*limit->member = number;
  }
  return limits;
}

void check_rule_names(const Configuration& configuration, const Rulebook& book, Sink& sink) {
  Resolver(configuration, book, sink).check_rule_names();
}

}  // namespace countercheck

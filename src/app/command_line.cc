// Command lines: options are declared once, and each command takes those that concern it.
#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "app/configuration.h"
#include "render/render.h"
#include "text/sink.h"

namespace countercheck {

namespace {

/// What CLI11 fills in; texts are checked afterwards, in our own words.
struct Raw {
  Options options;
  std::vector<std::string> set;
  std::vector<std::string> conventions;
  std::vector<std::string> limits;
  std::vector<std::string> also;
  std::string fail_on;
  std::string colour = "auto";
  bool no_configuration = false;
};

constexpr std::string_view kColours[] = {"auto", "always", "never"};  // in the order of ColourChoice

/// The values of an option that takes only certain words; none for all others.
std::vector<std::string> choices_of(std::string_view option) {
  if (option == "--color") return {std::begin(kColours), std::end(kColours)};
  if (option == "--fail-on") return {std::begin(kFailLevels), std::end(kFailLevels)};
  if (option != "--format") return {};
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

/// An option that may be repeated and takes one value each time, so that files may follow it.
void add_list(CLI::App& app, const char* name, std::vector<std::string>& values, const char* about, const char* shape) {
  app.add_option(name, values, about)->allow_extra_args(false)->type_name(shape);
}

void add_settings(CLI::App& app, Raw& raw) {
  Settings& settings = raw.options.settings;
  app.add_option("--hardware", settings.hardware, "the machine that counts, whatever the document says")
      ->type_name("NAME");
  app.add_option("--model", settings.model, "the model that counts: a name, or its config.json")
      ->type_name("NAME|PATH");
  add_list(app, "--set", raw.set, "the value of a quantity, whatever the document says", "NAME=VALUE");
  add_list(app, "--graph", settings.graphs, "the deployment graph (DOT), instead of those that the document names",
           "PATH");
  add_list(app, "--rules", settings.rules, "a rule file or a folder of them, on top of the built-in ones", "PATH");
  add_list(app, "--convention", raw.conventions, "how the field's word is meant: a quantity and its reading, or bytes",
           "NAME=READING");
  add_list(app, "--limit", raw.limits, "how much of a document is read: columns=900", "NAME=NUMBER");
  app.add_flag("--no-config", raw.no_configuration, "read no configuration file");
}

void add_selection(CLI::App& app, Raw& raw) {
  Settings& settings = raw.options.settings;
  app.add_option("--select", settings.select, "only these rules, by id or its beginning")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("RULE");
  app.add_option("--ignore", settings.ignore, "not these rules")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("RULE");
  app.add_option("--fail-on", raw.fail_on,
                 "what makes the exit status 1: error, warning, unverifiable or nothing-checked")
      ->type_name("LEVEL");
  app.add_flag("--exit-zero", raw.options.exit_zero, "exit with 0 whatever was found");
  app.add_option("--stdin-filename", raw.options.stdin_filename, "the path of the text on stdin (`-`)")
      ->type_name("PATH");
}

/// What `check` does beyond telling what it finds.
void add_changes(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  app.add_flag("--fix", options.fix, "rewrite derived figures where only one is wrong and the rest agrees");
  app.add_flag("--unsafe", options.unsafe, "with --fix or --diff: also where it is less clear which figure is wrong");
  app.add_flag("--diff", options.diff, "show what --fix would write, and write nothing");
  app.add_option("--since", options.since, "only what became wrong since HEAD left this commit")->type_name("REV");
  app.add_flag("--staged", options.is_staged, "check what would be committed, since HEAD or --since");
  app.add_option("--baseline", options.settings.baseline, "leave out the findings in this file")->type_name("PATH");
  app.add_option("--write-baseline", options.write_baseline, "write all findings to this file")->type_name("PATH");
}

void add_output(CLI::App& app, Raw& raw) {
  app.add_option("-o,--output-file", raw.options.output_file, "write there instead of to stdout")->type_name("PATH");
  app.add_option("--color", raw.colour, "auto, always or never")->type_name("WHEN");
  app.add_flag("-q,--quiet", raw.options.is_quiet, "print nothing; the exit status tells");
}

void add_format(CLI::App& app, Raw& raw) {
  std::string names;
  for (const Format& format : formats()) names += (names.empty() ? "" : ", ") + std::string(format.name);
  app.add_option("--format", raw.options.format, names)->type_name("FORMAT");
  app.add_flag("--all", raw.options.all, "show what holds as well, and every consequence of a mistake");
  app.add_flag("--statistics", raw.options.statistics, "count by rule instead: short for --format statistics");
  add_list(app, "--also", raw.also, "write another format to a file as well: sarif=found.sarif", "FORMAT=PATH");
}

void add_run(CLI::App& app, Raw& raw) {
  app.add_option("-j,--jobs", raw.options.jobs,
                 "documents that are checked at once; 0: as many as there are processors")
      ->type_name("NUMBER");
  app.add_flag("--watch", raw.options.watch, "check again whenever a document, rule or configuration changes");
}

void add_command(CLI::App& app, const Command& command, Raw& raw) {
  CLI::App& sub = *app.add_subcommand(std::string(command.name), std::string(command.about));
  // Unknown options are reported in our own words.
  sub.allow_extras();
  if (command.takes == Takes::nothing || command.takes == Takes::words) add_output(sub, raw);
  if (command.takes == Takes::words) sub.add_option("names", raw.options.names)->type_name(std::string(command.names));
  if (command.takes == Takes::nothing || command.takes == Takes::words) return;
  sub.add_option("names", raw.options.names,
                 command.takes == Takes::documents ? "documents, folders of them, or - for stdin" : "")
      ->type_name(std::string(command.names));
  add_settings(sub, raw);
  if (command.takes == Takes::documents) add_selection(sub, raw);
  if (command.name == "check" || command.name == "report") add_run(sub, raw);
  if (command.name == "check") add_format(sub, raw);
  if (command.name == "check")
    sub.add_flag("--ndjson", raw.options.ndjson,
                 "read {\"path\", \"text\"} a line on stdin and write a document's findings a line, in order");
  if (command.name == "rules")
    sub.add_flag("--mutate", raw.options.is_mutating,
                 "test: turn each comparison around, and see whether an example notices");
  if (command.name == "eval") {
    sub.add_option("--unit", raw.options.unit, "answer in this unit")->type_name("UNIT");
    sub.add_option("--format", raw.options.format, "text or json")->type_name("FORMAT");
  }
  if (command.name == "check") add_changes(sub, raw);
  if (command.name == "suppress") {
    sub.add_option("--reason", raw.options.reason, "why it may stay as it is")->type_name("TEXT");
  }
  add_output(sub, raw);
  if (command.name == "graph") sub.add_flag("--svg", raw.options.svg, "a picture, drawn by Graphviz, instead of DOT");
  if (command.name != "annotate") return;
  sub.add_flag("--strip", raw.options.strip, "take all marks away again");
  sub.add_flag("-w,--write", raw.options.write, "change the documents themselves");
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return names;
}

/// Splits "NAME=VALUE" into `target`, or says what is wrong.
std::optional<Output> split_pairs(const char* option, const std::vector<std::string>& pairs,
                                  std::map<std::string, std::string>& target) {
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return usage_error("`" + std::string(option) + " " + pair + "` is not NAME=VALUE");
    }
    target[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return std::nullopt;
}

/// The index of `text` in `choices`, or what is wrong.
std::variant<std::size_t, Output> choose(const char* option, const std::string& text,
                                         const std::vector<std::string>& choices) {
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  std::string hint = did_you_mean(text, choices);
  if (hint.empty()) {
    for (const std::string& choice : choices) hint += (hint.empty() ? "one of `" : ", `") + choice + "`";
  }
  return usage_error("`" + std::string(option) + "` does not take `" + text + "`", hint);
}

/// Which formats go where, or what is wrong with that.
std::optional<Output> finish_formats(Raw& raw) {
  Options& options = raw.options;
  const std::vector<std::string> names = choices_of("--format");
  if (options.statistics && options.format == "text") options.format = "statistics";
  if (options.statistics && options.format != "statistics") {
    return usage_error("`--statistics` and `--format " + options.format + "` exclude each other",
                       "`--also " + options.format + "=PATH` writes both");
  }
  auto format = choose("--format", options.format, names);
  if (std::holds_alternative<Output>(format)) return std::get<Output>(format);
  for (const std::string& pair : raw.also) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals + 1 == pair.size()) {
      return usage_error("`--also " + pair + "` is not FORMAT=PATH");
    }
    format = choose("--also", pair.substr(0, equals), names);
    if (std::holds_alternative<Output>(format)) return std::get<Output>(format);
    options.also[pair.substr(equals + 1)] = pair.substr(0, equals);
  }
  return std::nullopt;
}

std::variant<Options, Output> finish(Raw raw) {
  Options& options = raw.options;
  options.use_configuration = !raw.no_configuration;
  if (auto wrong = split_pairs("--set", raw.set, options.settings.set)) return *wrong;
  if (auto wrong = split_pairs("--convention", raw.conventions, options.settings.conventions)) return *wrong;
  if (auto wrong = split_pairs("--limit", raw.limits, options.settings.limits)) return *wrong;

  const auto colour = choose("--color", raw.colour, choices_of("--color"));
  if (std::holds_alternative<Output>(colour)) return std::get<Output>(colour);
  options.colour = static_cast<ColourChoice>(std::get<std::size_t>(colour));

  if (!raw.fail_on.empty()) {
    const auto level = choose("--fail-on", raw.fail_on, choices_of("--fail-on"));
    if (std::holds_alternative<Output>(level)) return std::get<Output>(level);
    options.settings.fail_on = static_cast<FailOn>(std::get<std::size_t>(level));
  }
  if (auto wrong = finish_formats(raw)) return *wrong;
  const bool reads_stdin = std::find(options.names.begin(), options.names.end(), "-") != options.names.end();
  if (options.watch && reads_stdin) return usage_error("`--watch` cannot watch stdin");
  if (options.jobs < 0) return usage_error("`--jobs` does not take `" + std::to_string(options.jobs) + "`");
  return std::move(options);
}

/// The long and short options of a command, for "did you mean".
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// A word that is no file and nearly a command was meant as one.
std::optional<Output> mistyped_command(const std::string& word) {
  std::error_code error;
  if (word.starts_with('-') || std::filesystem::exists(word, error)) return std::nullopt;
  const std::string hint = did_you_mean(word, command_names());
  if (hint.empty()) return std::nullopt;
  return usage_error("there is no file and no command `" + word + "`", hint);
}

}  // namespace

std::vector<CommandWords> describe_command_line() {
  std::vector<CommandWords> all;
  Raw raw;
  CLI::App app;
  for (const Command& command : commands()) {
    add_command(app, command, raw);
    CommandWords words{std::string(command.name), std::string(command.names), std::string(command.about), {}};
    for (const CLI::Option* option : app.get_subcommand(words.name)->get_options()) {
      OptionWords& each = words.options.emplace_back();
      for (const std::string& name : option->get_snames()) each.names.push_back("-" + name);
      for (const std::string& name : option->get_lnames()) each.names.push_back("--" + name);
      if (each.names.empty()) {  // the names that the command is asked about
        words.options.pop_back();
        continue;
      }
      if (option->get_items_expected_max() > 0) each.value = option->get_type_name();
      each.about = option->get_description();
      each.choices = choices_of(each.names.back());
    }
    all.push_back(std::move(words));
  }
  return all;
}

std::variant<Options, Output> parse_command_line(const std::vector<std::string>& arguments) {
  Raw raw;
  CLI::App app("Recomputes the numbers in deployment documents and tells which do not hold.", "countercheck");
  app.require_subcommand(1);
  app.footer(
      "Without a command, `check` is meant. `countercheck COMMAND --help` tells more.\n"
      "Exit status: 0 nothing found, 1 findings, 2 could not do the work.");
  std::vector<std::string> words = arguments;
  if (words.empty()) return usage_error("no documents", "name files or folders, or `-` for stdin; `--help` tells more");
  const std::string first = words.front();
  const bool is_help = first == "--help" || first == "-h" || first == "help";
  if (is_help) {
    for (const Command& command : commands()) add_command(app, command, raw);
    return Output{app.help(), {}, 0};
  }
  if (first == "--version" || first == "-V") words = {"version"};
  if (find_command(words.front()) == nullptr) {
    if (auto wrong = mistyped_command(first)) return *wrong;
    words.insert(words.begin(), "check");
  }
  raw.options.command = words.front();
  // What stands behind `--` is a name, whatever it looks like.
  const auto end_of_options = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> names;
  if (end_of_options != words.end()) {
    names.assign(end_of_options + 1, words.end());
    words.erase(end_of_options, words.end());
  }
  // To describe the other commands would take longer than to read this one.
  add_command(app, *find_command(words.front()), raw);
  const CLI::App& sub = *app.get_subcommand(words.front());

  std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return Output{sub.help(), {}, 0};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what(), "`countercheck " + raw.options.command + " --help` lists what it takes");
  }
  const std::vector<std::string> extras = sub.remaining();
  if (!extras.empty()) {
    const std::string name = extras.front().substr(0, extras.front().find('='));
    const std::string hint = did_you_mean(name, option_names(sub));
    return usage_error("unknown option `" + name + "`",
                       hint.empty() ? "`countercheck " + raw.options.command + " --help` lists what it takes" : hint);
  }
  raw.options.names.insert(raw.options.names.end(), names.begin(), names.end());
  return finish(std::move(raw));
}

}  // namespace countercheck

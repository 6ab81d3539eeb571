// The commands of the program, one row each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "countercheck/finding.h"
#include "text/files.h"

namespace countercheck {

/// What a command has to say. Nothing was written yet, except what annotate --write was asked to write.
struct Output {
  std::string text;               ///< for stdout or the output file
  std::vector<Finding> problems;  ///< for stderr
  int status = 0;
  std::vector<std::string> notes = {};  ///< for stderr: what was done
};

/// Which options and names a command takes.
enum class Takes : std::uint8_t {
  documents,  ///< documents and all that concerns checking them
  names,      ///< names, settings and configuration
  words,      ///< words alone
  nothing,
};

struct Command {
  std::string_view name;
  std::string_view names;  ///< for the usage line: "FILE..."
  std::string_view about;
  Takes takes;
  Output (*run)(const Options& options, Files& files);
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

// Each stands in the file that is named after its subject.
Output draw_graph(const Options& options, Files& files);
Output check_documents(const Options& options, Files& files);  // document_commands.cc
Output annotate_documents(const Options& options, Files& files);
Output report_documents(const Options& options, Files& files);
Output suppress_lines(const Options& options, Files& files);      // suppress_command.cc
Output show_configuration(const Options& options, Files& files);  // config_command.cc
Output init_configuration(const Options& options, Files& files);  // init_command.cc
Output show_facts(const Options& options, Files& files);          // reading_commands.cc
Output explain(const Options& options, Files& files);
Output show_rules(const Options& options, Files& files);  // book_commands.cc
Output show_hardware(const Options& options, Files& files);
Output show_models(const Options& options, Files& files);
Output show_completions(const Options& options, Files& files);  // completions.cc
Output show_manual(const Options& options, Files& files);       // manual.cc
Output eval_quantity(const Options& options, Files& files);     // eval_command.cc
Output show_version(const Options& options, Files& files);

/// A mistake in how the program was called.
Output usage_error(std::string message, std::string hint = {});

}  // namespace countercheck

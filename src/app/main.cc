// The program: reads its command line, runs one command, writes what that has to say.
#include <csignal>
#include <cstdlib>
#include <new>
#include <string>
#include <variant>
#include <vector>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/documents.h"
#include "app/ndjson.h"
#include "app/problems.h"
#include "app/terminal.h"
#include "app/watch.h"
#include "text/files.h"
#include "text/sink.h"

using namespace countercheck;

namespace {

/// Writes the text where it belongs; what goes wrong joins the problems.
void deliver(const Options& options, Files& files, Output& output) {
  if (options.is_quiet && options.output_file.empty()) return;
  Sink sink;
  if (!options.output_file.empty()) {
    const auto error = files.write(options.output_file, output.text);
    if (error) sink.problem("io", options.output_file, error->message);
  } else if (!write_out(output.text)) {
    sink.problem("io", "stdout", "cannot be written");
  }
  if (sink.is_empty()) return;
  output.problems.push_back(sink.take_sorted().front());
  output.status = 2;
}

void tell_problems(const Output& output) {
  for (const Finding& problem : output.problems) write_error(problem_text(problem));
}

/// Does what the options ask for, and tells it.
int run(const Options& options, Files& files) {
  Output output = find_command(options.command)->run(options, files);
  deliver(options, files, output);
  if (!options.is_quiet) {
    for (const std::string& note : output.notes) write_error("countercheck: " + note + "\n");
  }
  tell_problems(output);
  return output.status;
}

/// Ends the program where any thread asks for memory and there is none: what was begun is not written.
void end_without_memory() {
  write_error("countercheck: error: no memory is left [io]\n");
  std::_Exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is no reason to end with another status
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow so large is an error of writing, and leaves nothing behind
  std::set_new_handler(end_without_memory);
  const std::vector<std::string> arguments(argv + (argc > 0), argv + argc);
  const auto parsed = parse_command_line(arguments);
  DiskFiles files;
  if (std::holds_alternative<Output>(parsed)) {
    Output said = std::get<Output>(parsed);
    deliver({}, files, said);
    tell_problems(said);
    return said.status;
  }
  const Options& options = std::get<Options>(parsed);
  if (const auto refused = refuse_overwriting(options)) {
    tell_problems(*refused);
    return refused->status;
  }
  if (options.ndjson) return check_lines(options, files);
  if (!options.watch) return run(options, files);
  watch([&](Files& watched) {
    if (look_around().is_terminal) write_out("\x1b[2J\x1b[H");
    run(options, watched);
    write_error("countercheck: waiting for changes\n");
  });
}

// Starts `dot` with files for its input and output: pipes could fill up on both sides and wait for each other.
#include "app/graphviz.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <memory>

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace countercheck {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using TemporaryFile = std::unique_ptr<std::FILE, CloseFile>;

std::string read_all(std::FILE* file) {
  std::string text;
  char buffer[1 << 16];
  std::rewind(file);
  for (std::size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, count);
  return text;
}

}  // namespace

std::variant<std::string, CannotDraw> draw_dot(std::string_view text, std::string_view format) {
  const TemporaryFile input(std::tmpfile());
  const TemporaryFile output(std::tmpfile());
  if (!input || !output) return CannotDraw{"no temporary file can be made"};
  const bool is_written =
      std::fwrite(text.data(), 1, text.size(), input.get()) == text.size() && std::fflush(input.get()) == 0;
  if (!is_written) return CannotDraw{"the temporary file cannot be written"};
  std::rewind(input.get());

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fileno(input.get()), 0);
  posix_spawn_file_actions_adddup2(&actions, fileno(output.get()), 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::string program = "dot";
  std::string option = "-T" + std::string(format);
  char* const arguments[] = {program.data(), option.data(), nullptr};
  pid_t child = 0;
  const int error = posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) return CannotDraw{"`dot` of Graphviz is not installed"};
  if (error != 0) return CannotDraw{"`dot` of Graphviz cannot be started"};

  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127) return CannotDraw{"`dot` of Graphviz is not installed"};
  std::string picture = read_all(output.get());
  // `dot` ends with 1 where it only warns about a label, and has drawn all the same.
  if (picture.empty()) return CannotDraw{"`dot` of Graphviz could not draw the graph"};
  return picture;
}

}  // namespace countercheck

// Finds the documents that a command line names.
#include "app/documents.h"

#include <filesystem>
#include <set>
#include <utility>

namespace countercheck {

namespace {

constexpr std::string_view kEnding = ".md";

void add_stdin(const Options& options, Files& files, Sink& sink, Request& request) {
  const std::string path = options.stdin_filename.empty() ? "<stdin>" : options.stdin_filename;
  Files::Read in = files.read("-");
  if (!in.text) {
    sink.problem("io", path, in.error.message);
    return;
  }
  request.texts.push_back(std::make_shared<const Source>(path, std::move(*in.text)));
}

}  // namespace

Request request_of(const Options& options, Files& files, Sink& sink) {
  Request request;
  request.settings = options.settings;
  request.use_configuration = options.use_configuration;
  std::set<std::string> known;
  const auto add_once = [&](const std::string& path) {
    const std::string plain = std::filesystem::path(path).lexically_normal().string();
    if (known.insert(plain).second) request.files.push_back(path);
  };
  for (const std::string& name : options.names) {
    if (name == "-") {
      if (known.insert("-").second) add_stdin(options, files, sink, request);
      continue;
    }
    if (!files.is_folder(name)) {
      add_once(name);
      continue;
    }
    const std::vector<std::string> below = files.list(name, kEnding);
    if (below.empty()) sink.problem("io", name, "holds no documents (*.md)");
    for (const std::string& path : below) add_once(path);
  }
  return request;
}

}  // namespace countercheck

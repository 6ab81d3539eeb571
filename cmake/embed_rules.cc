// Checks the rule files below a folder and writes them as one C++ source, as text and as the rulebook that they are.
//   embed_rules rules embedded_rules.cc
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "rulebook/frozen.h"
#include "rulebook/rulebook.h"
#include "text/files.h"

namespace fs = std::filesystem;
using namespace countercheck;

namespace {

/// A C++ literal, in pieces that compilers take.
std::string literal(std::string_view text) {
  constexpr std::size_t kPiece = 8000;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kPiece == 0) out += i == 0 ? "\"" : "\"\n\"";
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\' && byte != '?') {
      out += text[i];
      continue;
    }
    char escaped[5];
    std::snprintf(escaped, sizeof escaped, "\\%03o", byte);
    out += escaped;
  }
  return "{" + (out.empty() ? "\"" : out) + "\", " + std::to_string(text.size()) + "}";
}

bool tell(const Sink& sink) {
  for (const Finding& problem : sink.findings()) {
    std::cerr << problem.path;
    if (problem.place.is_known()) {
      const Position at = problem.place.begin();
      std::cerr << ':' << at.line << ':' << at.column;
    }
    std::cerr << ": error: " << problem.message;
    if (!problem.hint.empty()) std::cerr << " (" << problem.hint << ')';
    std::cerr << '\n';
  }
  return !sink.is_empty();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const fs::path folder = arguments[1];
  DiskFiles disk;
  Sink sink;
  std::vector<RuleFile> files;
  for (const std::string& path : disk.list(folder.string(), ".toml")) {
    Files::Read file = disk.read(path);
    if (!file.text) {
      sink.problem("io", path, file.error.message);
      continue;
    }
    const std::string name = fs::path(path).lexically_relative(folder).generic_string();
    files.push_back({name, std::make_shared<const Source>("rules/" + name, *std::move(file.text))});
  }
  std::sort(files.begin(), files.end(), [](const RuleFile& a, const RuleFile& b) { return a.name < b.name; });
  const Rulebook book = load_rulebook(files, sink);
  check_patterns(book, sink);
  if (tell(sink)) return 1;

  std::ofstream out(arguments[2], std::ios::binary);
  out << "// Generated from rules/ by cmake/embed_rules.cc.\n#include \"rulebook/embedded.h\"\n\nnamespace "
         "countercheck {\n\n"
         "const EmbeddedFile kEmbeddedFiles[] = {\n";
  std::vector<SourcePtr> sources;
  for (const RuleFile& file : files) {
    sources.push_back(file.source);
    out << "    {\"" << file.source->path() << "\",\n" << literal(file.source->text()) << "},\n";
  }
  out << "    {nullptr, {}}};\n\nconst std::string_view kEmbeddedRulebook =\n"
      << literal(freeze(book, sources)) << ";\n\n}  // namespace countercheck\n";
  return out.flush() ? 0 : 1;
}

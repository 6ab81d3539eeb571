// A project's rule file on top of the built-in rulebook: it is loaded or each mistake has its place, and what is loaded
// can be used on a document. Its first line decides where it lies: "# quantities/x.toml".
//
// Seeds: rules *.toml named
#include "app/check.h"
#include "fuzz.h"
#include "rulebook/embedded.h"
#include "rulebook/toml.h"
#include "text/sink.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

/// To copy all that is built in for each input would leave no time for the input: units, words and axes are enough.
Rulebook base() {
  constexpr std::string_view kFolder = "rules/";
  std::vector<RuleFile> files;
  for (const EmbeddedFile* file = kEmbeddedFiles; file->path != nullptr; ++file) {
    const std::string name(std::string_view(file->path).substr(kFolder.size()));
    if (name.find('/') != std::string::npos && name != "quantities/parallelism.toml") continue;
    files.push_back({name, std::make_shared<const Source>(file->path, Source::Constant{file->text})});
  }
  Sink unheard;  // what parts of the rulebook lack is no mistake
  return load_rulebook(files, unheard);
}

std::string name_in(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (!line.starts_with("# ") || !line.ends_with(".toml") || line.size() > 80) return "project.toml";
  return std::string(line.substr(2));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Rulebook built_in = base();
  const std::string_view text = text_of(data, size);
  const SourcePtr source = source_of(text, "rules.toml");
  Sink syntax;
  require(!dump(read_toml(source, "rulebook", syntax).root).empty(), "a file can be shown");

  Sink sink;
  const Rulebook loaded = extend_rulebook(built_in, {{name_in(text), source}}, sink);
  for (const Finding& problem : sink.findings()) {
    require(!problem.message.empty(), "a mistake is told");
    const bool is_inside = !problem.place.is_known() || problem.place.span.end <= problem.place.source->text().size();
    require(is_inside && problem.place.span.begin <= problem.place.span.end, "a mistake stands in its file");
  }
  Sink patterns;
  check_patterns(loaded, patterns);
  return 0;
}

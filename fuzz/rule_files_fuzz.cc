// A project's rule file on top of the built-in rulebook: it is loaded or each mistake has its place, and what is loaded
// can be used on a document. Its first line decides where it lies: "# quantities/x.toml".
// Seeds: rules *.toml named
#include "app/check.h"
#include "fuzz.h"
#include "rulebook/toml.h"
#include "text/sink.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

/// Loading all that is built in for each input would leave no time for the input: units, words and axes are enough.
std::vector<RuleFile> base() {
  std::vector<RuleFile> files;
  for (const RuleFile& file : built_in_rules())
    if (file.name.find('/') == std::string::npos || file.name == "quantities/parallelism.toml") files.push_back(file);
  return files;
}

std::string name_in(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (!line.starts_with("# ") || !line.ends_with(".toml") || line.size() > 80) return "project.toml";
  return std::string(line.substr(2));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<RuleFile> built_in = base();
  const std::string_view text = text_of(data, size);
  const SourcePtr source = source_of(text, "rules.toml");
  Sink syntax;
  require(!dump(read_toml(source, "rulebook", syntax).root).empty(), "a file can be shown");

  Sink sink;
  const Rulebook loaded = load_rulebook(built_in, {{name_in(text), source}}, sink);
  for (const Finding& problem : sink.findings()) {
    require(!problem.message.empty(), "a mistake is told");
    const bool is_inside = !problem.place.is_known() || problem.place.span.end <= problem.place.source->text().size();
    require(is_inside && problem.place.span.begin <= problem.place.span.end, "a mistake stands in its file");
  }
  Sink patterns;
  check_patterns(loaded, patterns);
  return 0;
}

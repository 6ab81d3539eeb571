// The rulebook that the program carries as bytes is the one that rules/ says.
#include "rulebook/frozen.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "rulebook/embedded.h"
#include "text/files.h"

namespace countercheck {
namespace {

struct Rules {
  std::vector<RuleFile> files;
  std::vector<SourcePtr> sources;
};

Rules rules_on_disk() {
  const std::filesystem::path folder = std::filesystem::path(COUNTERCHECK_ROOT) / "rules";
  DiskFiles disk;
  Rules out;
  for (const std::string& path : disk.list(folder.string(), ".toml")) {
    const std::string name = std::filesystem::path(path).lexically_relative(folder).generic_string();
    out.files.push_back({name, std::make_shared<const Source>("rules/" + name, disk.read(path).text.value())});
  }
  std::sort(out.files.begin(), out.files.end(), [](const RuleFile& a, const RuleFile& b) { return a.name < b.name; });
  for (const RuleFile& file : out.files) out.sources.push_back(file.source);
  return out;
}

}  // namespace

TEST_CASE("what is built in is what the rule files say") {
  const Rules rules = rules_on_disk();
  Sink sink;
  const Rulebook loaded = load_rulebook(rules.files, sink);
  REQUIRE(sink.is_empty());
  CHECK(freeze(loaded, rules.sources) == kEmbeddedRulebook);
}

TEST_CASE("what is thawed is what was frozen") {
  const Rules rules = rules_on_disk();
  const Rulebook book = thaw(kEmbeddedRulebook, rules.sources);
  CHECK(freeze(book, rules.sources) == kEmbeddedRulebook);
  const QuantityId id = book.find("num_gpus");
  REQUIRE(id != kNoQuantity);
  CHECK(book[id].place.source->slice(book[id].place.span) == "num_gpus");
  CHECK(book.units.parse("TB/s").has_value());
}

}  // namespace countercheck

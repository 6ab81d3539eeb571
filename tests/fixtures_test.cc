// Every fixture's outputs are kept beside it. UPDATE=1 writes them anew: read the difference as a reviewer would.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "countercheck/countercheck.h"
#include "render/render.h"

namespace fs = std::filesystem;
using namespace countercheck;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void compare(const fs::path& path, const std::string& now) {
  if (std::getenv("UPDATE") != nullptr) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << now;
    return;
  }
  INFO(path.string() << " differs; UPDATE=1 ./dev test writes it anew");
  CHECK(read(path) == now);
}

}  // namespace

TEST_CASE("the outputs of every fixture are as expected") {
  const fs::path before = fs::current_path();
  fs::current_path(COUNTERCHECK_ROOT);  // paths in outputs are relative to the repository
  int fixtures = 0;
  for (const auto& entry : fs::directory_iterator("fixtures")) {
    const fs::path document = entry.path() / "deployment.md";
    if (!fs::exists(document)) continue;
    ++fixtures;
    Request request;
    request.files = {document.generic_string()};
    const Report report = check(request);
    const fs::path expected = entry.path() / "expected";
    for (const char* format : {"text", "concise", "json"})
      compare(expected / (std::string("check.") + format), find_format(format)->render(report, {}));
    REQUIRE(report.documents.size() == 1);
    compare(expected / "report.md", assessment(report.documents[0]));
    const Annotated annotated = annotate(report.documents[0]);
    CHECK(annotated.problem.empty());
    compare(expected / "annotated.md", annotated.text);
    compare(expected / "exit_status", std::to_string(report.exit_status) + "\n");
  }
  fs::current_path(before);
  CHECK(fixtures >= 4);
}

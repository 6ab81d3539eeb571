// One name, one type. Two types of one name in two files are no mistake that a compiler or linker tells: each compiles,
// and then one's functions run on the other's data.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The types that a text declares for other files to see: at the beginning of a line, not in a nameless namespace.
std::vector<std::string> types_in(std::istream& text) {
  static const std::regex kType(R"(^(?:struct|class|enum class|enum) (\w+)(?: final)?(?: : [^;()]*)? \{.*)");
  static const std::regex kNameless(R"(^(?:inline )?namespace \{.*)");
  std::vector<std::string> types;
  bool is_hidden = false;
  std::smatch match;
  for (std::string line; std::getline(text, line);) {
    if (std::regex_match(line, kNameless)) is_hidden = true;
    if (line.starts_with("}  // namespace") && !line.starts_with("}  // namespace c")) is_hidden = false;
    if (!is_hidden && std::regex_match(line, match, kType)) types.push_back(match[1]);
  }
  return types;
}

}  // namespace

TEST_CASE("no two files declare a type of one name") {
  std::map<std::string, std::string> first_file;
  for (const char* folder : {"src", "include"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(COUNTERCHECK_ROOT) / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cc" && ending != ".h") continue;
      const std::string file = fs::relative(entry.path(), COUNTERCHECK_ROOT).string();
      std::ifstream in(entry.path());
      for (const std::string& type : types_in(in)) {
        const auto [first, is_new] = first_file.emplace(type, file);
        if (!is_new) FAIL_CHECK("`" << type << "` is declared in " << first->second << " and in " << file);
      }
    }
  }
  REQUIRE(first_file.size() > 50);
}

TEST_CASE("which types a text declares") {
  std::istringstream text(
      "struct Ahead;\nstruct Seen {\n  struct Inner {\n  };\n};\nenum class Kind : int { a };\nclass Derived final : "
      "public Seen {\nnamespace {\nstruct Hidden {\n};\n}  // namespace\nclass Late {\nstruct Seen make() {\n");
  CHECK(types_in(text) == std::vector<std::string>{"Seen", "Kind", "Derived", "Late"});
}

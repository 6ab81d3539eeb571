// Follows docs/writing-rules.md as it is written: its files are put where it says, its commands are run, and what they
// print is what it shows.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "shell.h"

using countercheck::testing::Shell;

namespace {

const std::string kPage = COUNTERCHECK_ROOT "/docs/writing-rules.md";

std::string read_page() {
  std::ostringstream text;
  text << std::ifstream(kPage, std::ios::binary).rdbuf();
  return text.str();
}

/// "# ops/rules/x.toml" and "<!-- hall.md -->" name a file in the first line of a fence.
std::string file_named(const std::string& line) {
  if (line.rfind("# ", 0) == 0 && line.find(".toml") != std::string::npos) return line.substr(2);
  if (line.rfind("<!-- ", 0) == 0) return line.substr(5, line.find(" -->") - 5);
  return {};
}

}  // namespace

TEST_CASE("the page about writing rules does what it says") {
  Shell shell;
  const std::string page = read_page();
  std::string now;  // the page with what the commands print today
  int files = 0;
  int commands = 0;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find("\n```", at);
    if (open == std::string::npos) {
      now += page.substr(at);
      break;
    }
    const std::size_t begin = page.find('\n', open + 1) + 1;
    const std::size_t end = page.find("\n```", begin - 1) + 1;
    const std::string body = page.substr(begin, end - begin);
    const std::string first = body.substr(0, body.find('\n'));
    now += page.substr(at, begin - at);
    const std::string prompt = "$ countercheck ";
    if (first.rfind(prompt, 0) == 0) {
      ++commands;
      const Shell::Result result = shell.run("$P " + first.substr(prompt.size()));
      CHECK(result.error.empty());
      now += first + "\n" + result.out;
    } else {
      if (const std::string file = file_named(first); !file.empty()) {
        ++files;
        // A document begins behind the comment that names it.
        shell.put(file, first.front() == '<' ? body.substr(first.size() + 1) : body);
      }
      now += body;
    }
    at = end;
    now += page.substr(at, 4);
    at += 4;
  }
  CHECK(files == 5);
  CHECK(commands >= 5);
  if (std::getenv("UPDATE") != nullptr)
    std::ofstream(kPage, std::ios::binary) << now;
  else
    CHECK(now == page);
}

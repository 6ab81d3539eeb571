// The program as a shell sees it, for tests: a folder with a few documents, in which commands are run.
#pragma once

#include <stdlib.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace countercheck::testing {

/// A folder with a few documents, in which commands are run.
class Shell {
 public:
  Shell() {
    std::string name = (std::filesystem::temp_directory_path() / "countercheck-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    put("good.md", "The ranks are 64 × 2 = 128.\n");
    put("bad.md", "The ranks are 64 × 2 = 120.\n");
  }
  ~Shell() { std::filesystem::remove_all(folder_); }
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  struct Result {
    int status = -1;
    std::string out, error;
  };

  /// `P` is the program, which gets five minutes of the processor, not of the clock: a status over 128 says that it
  /// hung.
  Result run(const std::string& command) {
    const std::string line = "cd '" + folder_.string() +
                             "' && unset NO_COLOR FORCE_COLOR; ulimit -t 300; P='" COUNTERCHECK_PROGRAM "'; { " +
                             command + "\n} >.out 2>.error </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, get(".out"), get(".error")};
  }

  void put(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string get(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path folder_;
};

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace countercheck::testing

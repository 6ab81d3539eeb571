// Runs a fuzz target where there is no libFuzzer: on every file that is named, and on a few changed copies of each. The
// changes are the same in every run.
//
//   NAME_fuzz [-copies=N] FILE|FOLDER…
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz.h"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> read_all(const std::vector<fs::path>& named) {
  std::vector<fs::path> files;
  for (const fs::path& name : named) {
    if (!fs::is_directory(name))
      files.push_back(name);
    else
      for (const fs::directory_entry& entry : fs::directory_iterator(name)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// A copy with a piece taken out, doubled, replaced by one of another text, or with a byte changed.
std::string changed(std::string text, const std::string& other, std::mt19937& random) {
  const auto below = [&](std::size_t end) { return end == 0 ? 0 : random() % end; };
  for (auto turns = 1 + below(4); turns > 0; --turns) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.replace(at, length, other.substr(below(other.size() + 1), below(40)));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
    }
  }
  return text;
}

void run(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t copies = 0;
  std::vector<fs::path> named;
  for (const std::string& argument : std::vector<std::string>(arguments + 1, arguments + count)) {
    if (argument.starts_with("-copies="))
      copies = static_cast<std::size_t>(std::atol(argument.c_str() + 8));
    else
      named.emplace_back(argument);
  }
  const std::vector<std::string> texts = read_all(named);
  if (texts.empty()) {
    std::fputs("replay: no inputs\n", stderr);
    return 2;
  }
  std::mt19937 random(1);
  for (const std::string& text : texts) {
    run(text);
    for (std::size_t i = 0; i < copies; ++i) run(changed(text, texts[random() % texts.size()], random));
  }
  std::printf("%zu inputs\n", texts.size() * (1 + copies));
}

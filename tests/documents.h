// Real documents for invariants: every Markdown file under fixtures/, and under the folder that COUNTERCHECK_CORPUS
// names.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "countercheck/source.h"

namespace countercheck::testing {

inline std::vector<std::filesystem::path> markdown_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file(error) && entry->path().extension() == ".md") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline SourcePtr read_document(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return std::make_shared<const Source>(file.string(), std::string(std::istreambuf_iterator<char>(stream), {}));
}

/// The fixtures, and the corpus where there is one. Sorted, so that a failure names the same file every time.
inline std::vector<SourcePtr> all_documents() {
  std::vector<std::filesystem::path> files = markdown_files(std::filesystem::path(COUNTERCHECK_ROOT) / "fixtures");
  if (const char* corpus = std::getenv("COUNTERCHECK_CORPUS"); corpus != nullptr) {
    const std::vector<std::filesystem::path> more = markdown_files(corpus);
    files.insert(files.end(), more.begin(), more.end());
  }
  std::vector<SourcePtr> documents;
  for (const std::filesystem::path& file : files) documents.push_back(read_document(file));
  return documents;
}

}  // namespace countercheck::testing

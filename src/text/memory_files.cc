// Files in memory: what a test wants to be on the disk.
#include "text/files.h"

namespace countercheck {

namespace {

std::string with_slash(const std::string& folder) {
  if (folder.empty() || folder == "." || folder.ends_with('/')) return folder == "." ? std::string() : folder;
  return folder + '/';
}

/// Whether a folder in "a/.git/b.md" is hidden; a hidden file is not.
bool is_in_hidden_folder(std::string_view path) {
  const std::string folders = '/' + std::string(path.substr(0, path.rfind('/') + 1));
  return folders.find("/.") != std::string::npos;
}

}  // namespace

Files::Read MemoryFiles::read(const std::string& path) {
  was_read.push_back(path);
  const auto found = contents.find(path);
  if (found != contents.end()) return {found->second, {}};
  return {std::nullopt, {is_folder(path) ? "is a folder" : "no such file"}};
}

bool MemoryFiles::exists(const std::string& path) {
  return contents.contains(path) || is_folder(path);
}

bool MemoryFiles::is_folder(const std::string& path) {
  const std::string prefix = with_slash(path);
  const auto next = contents.lower_bound(prefix);
  return next != contents.end() && next->first.starts_with(prefix) && !contents.contains(path);
}

std::vector<std::string> MemoryFiles::list(const std::string& folder, std::string_view ending) {
  std::vector<std::string> found;
  const std::string prefix = with_slash(folder);
  for (auto it = contents.lower_bound(prefix); it != contents.end() && it->first.starts_with(prefix); ++it) {
    const bool is_hidden = is_in_hidden_folder(std::string_view(it->first).substr(prefix.size()));
    if (it->first.ends_with(ending) && !is_hidden) found.push_back(it->first);
  }
  return found;
}

std::optional<FileError> MemoryFiles::write(const std::string& path, std::string_view text) {
  if (is_folder(path)) return FileError{"is a folder"};
  contents[path] = std::string(text);
  return std::nullopt;
}

}  // namespace countercheck

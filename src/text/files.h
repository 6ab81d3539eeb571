// The files that a run may read and write: the disk, or a folder in memory that records what was asked of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace countercheck {

struct FileError {
  std::string message;  ///< "no such file", "is a folder", "permission denied", "is larger than 4 GiB"
};

class Files {
 public:
  virtual ~Files() = default;
  struct Read {
    std::optional<std::string> text;
    FileError error;
  };
  /// The bytes of a file; "-" is standard input.
  virtual Read read(const std::string& path) = 0;
  [[nodiscard]] virtual bool exists(const std::string& path) = 0;
  [[nodiscard]] virtual bool is_folder(const std::string& path) = 0;
  /// Paths of the files below a folder with that ending, sorted; recursive. Hidden folders (".git") and links to
  /// folders are passed over. A folder that may not be read is listed itself: reading it tells what is wrong.
  virtual std::vector<std::string> list(const std::string& folder, std::string_view ending) = 0;
  /// As `list`, without what git ignores. Where git knows no repository this is `list`.
  virtual std::vector<std::string> list_unignored(const std::string& folder, std::string_view ending) {
    return list(folder, ending);
  }
  /// Writes whole or not at all: a file without a name in the same folder, flushed, then put in the place of the old
  /// one, which keeps its mode. A link stays a link. Pipes and devices are written through.
  virtual std::optional<FileError> write(const std::string& path, std::string_view text) = 0;
};

class DiskFiles final : public Files {
 public:
  Read read(const std::string& path) override;
  bool exists(const std::string& path) override;
  bool is_folder(const std::string& path) override;
  std::vector<std::string> list(const std::string& folder, std::string_view ending) override;
  std::vector<std::string> list_unignored(const std::string& folder, std::string_view ending) override;
  std::optional<FileError> write(const std::string& path, std::string_view text) override;
};

/// For tests: what was read and written can be asserted on.
class MemoryFiles final : public Files {
 public:
  std::map<std::string, std::string> contents;
  std::vector<std::string> was_read;

  Read read(const std::string& path) override;
  bool exists(const std::string& path) override;
  bool is_folder(const std::string& path) override;
  std::vector<std::string> list(const std::string& folder, std::string_view ending) override;
  std::optional<FileError> write(const std::string& path, std::string_view text) override;
};

}  // namespace countercheck

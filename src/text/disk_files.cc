// Files on the disk.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "text/files.h"

namespace countercheck {

namespace {

constexpr std::size_t kLargest = std::numeric_limits<std::uint32_t>::max();  // spans count bytes in 32 bits

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Whether the system took everything that was written: some file systems tell only now.
  bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

FileError error_of(int number) {
  switch (number) {
    case ENOENT:
      return {"no such file"};
    case ENOTDIR:
      return {"no such file"};
    case EISDIR:
      return {"is a folder"};
    case EACCES:
    case EPERM:
      return {"permission denied"};
    default:
      break;
  }
  std::string message = std::generic_category().message(number);
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z') {
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  }
  return {message};
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Letters at the end of a name that mkostemp replaces.
constexpr std::size_t kRandom = 6;

/// A file that is being written. It has no name while that is possible, so that nothing is left of it if the program is
/// killed; where the system knows no such files, it has its name from the beginning.
class Unfinished {
 public:
  Unfinished(const std::filesystem::path& folder, const std::string& name)
      : stem_((folder / ("." + name)).string()), number_(open_nameless(folder)) {
    if (number_ >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return;
    name_ = stem_ + "." + std::string(kRandom, 'X');
    number_ = ::mkostemp(name_.data(), O_CLOEXEC);
    if (number_ < 0) name_.clear();
  }
  ~Unfinished() {
    close();
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

  /// Puts it in the place of `path`. A signal that ends the program waits, so that it does not come between two names.
  bool rename_to(const std::string& path) {
    sigset_t all, before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before);
    const bool is_done = (!name_.empty() || give_name()) && close() && ::rename(name_.c_str(), path.c_str()) == 0;
    const int error = errno;
    if (is_done) name_.clear();
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return is_done;
  }

 private:
  /// A name is given to such a file through /proc, so it must be there.
  static int open_nameless(const std::filesystem::path& folder) {
    if (::access("/proc/self/fd", X_OK) == 0) return ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    errno = EOPNOTSUPP;
    return -1;
  }

  bool give_name() {
    const std::string self = "/proc/self/fd/" + std::to_string(number_);
    for (int trial = 0; trial < 1000; ++trial) {
      std::string name = stem_ + "." + std::to_string(::getpid()) + "-" + std::to_string(trial);
      const bool is_given = ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
      if (is_given) name_ = std::move(name);
      if (is_given || errno != EEXIST) return is_given;
    }
    return false;
  }

  bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

  std::string stem_;
  std::string name_;  ///< empty: it has none
  int number_;
};

mode_t mode_of_new_files() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// A pipe or a device cannot be renamed over.
std::optional<FileError> write_through(const std::string& path, std::string_view text) {
  Descriptor out(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!out.is_open() || !write_all(out.number(), text) || !out.close()) return error_of(errno);
  return std::nullopt;
}

}  // namespace

Files::Read DiskFiles::read(const std::string& path) {
  const Descriptor in(path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.is_open()) return {std::nullopt, error_of(errno)};
  struct stat status {};
  if (::fstat(in.number(), &status) != 0) return {std::nullopt, error_of(errno)};
  if (S_ISDIR(status.st_mode)) return {std::nullopt, {"is a folder"}};

  // A pipe has no size and a file may grow, so the size only says how much room to make.
  const bool has_size = S_ISREG(status.st_mode) && status.st_size > 0;
  if (has_size && static_cast<std::uintmax_t>(status.st_size) > kLargest) {
    return {std::nullopt, {"is larger than 4 GiB"}};
  }
  std::string text;
  if (has_size) text.reserve(static_cast<std::size_t>(status.st_size) + 1);
  std::string buffer(std::size_t{1} << 16, '\0');
  while (true) {
    const ssize_t count = ::read(in.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {std::nullopt, error_of(errno)};
    if (count == 0) return {std::move(text), {}};
    text.append(buffer, 0, static_cast<std::size_t>(count));
    if (text.size() > kLargest) return {std::nullopt, {"is larger than 4 GiB"}};
  }
}

bool DiskFiles::exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool DiskFiles::is_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

std::vector<std::string> DiskFiles::list(const std::string& folder, std::string_view ending) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::vector<fs::path> open = {folder};
  while (!open.empty()) {
    const fs::path here = open.back();
    open.pop_back();
    std::error_code error;
    fs::directory_iterator entry(here, error);
    if (error) found.push_back(here.string());
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      std::error_code unknown;  // an entry that vanishes or leads nowhere is neither file nor folder
      const bool is_link = entry->is_symlink(unknown);
      // A link to a folder may lead in a circle.
      if (!is_link && entry->is_directory(unknown) && !name.starts_with('.')) open.push_back(entry->path());
      if (name.ends_with(ending) && entry->is_regular_file(unknown)) found.push_back(entry->path().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<FileError> DiskFiles::write(const std::string& path, std::string_view text) {
  struct stat old {};
  const bool is_there = ::stat(path.c_str(), &old) == 0;
  if (is_there && S_ISDIR(old.st_mode)) return FileError{"is a folder"};
  if (is_there && !S_ISREG(old.st_mode)) return write_through(path, text);
  if (is_there && ::access(path.c_str(), W_OK) != 0) return error_of(errno);

  std::error_code unknown;  // a link stays a link: what it names is replaced
  const std::filesystem::path real = is_there ? std::filesystem::canonical(path, unknown) : std::filesystem::path(path);
  if (unknown) return error_of(unknown.value());
  const std::filesystem::path folder = real.has_parent_path() ? real.parent_path() : ".";

  Unfinished out(folder, real.filename().string());
  if (!out.is_open()) return errno == ENOENT ? FileError{"no such folder"} : error_of(errno);
  // Someone else's file stays theirs where we may decide that; otherwise it becomes ours, as with any editor.
  if (is_there && ::fchown(out.number(), old.st_uid, old.st_gid) != 0) errno = 0;
  const bool is_whole = ::fchmod(out.number(), is_there ? old.st_mode & 07777 : mode_of_new_files()) == 0 &&
                        write_all(out.number(), text) && ::fsync(out.number()) == 0 && out.rename_to(real.string());
  if (!is_whole) return error_of(errno);
  // The new name is on the disk only once the folder is.
  const Descriptor above(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (above.is_open()) ::fsync(above.number());
  return std::nullopt;
}

}  // namespace countercheck

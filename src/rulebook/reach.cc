// Measures how long a match of a regular expression can be, so that nobody looks for what it contains further away.
//
// " (?:GPU )?memory utili[sz]ation" takes at most 30 bytes; what has `*` or `+` takes any number.
#include <algorithm>
#include <charconv>

#include "rulebook/phrases.h"

namespace countercheck {
namespace {

/// Of one character, in UTF-8.
constexpr std::uint32_t kWidest = 4;

class Measure {
 public:
  explicit Measure(std::string_view regex) : regex_(regex) {}

  std::uint32_t longest() {
    std::uint32_t longest = 0;
    do {
      longest = std::max(longest, sequence());
    } while (take('|'));
    return at_ == regex_.size() ? longest : kAnyReach;
  }

 private:
  static std::uint32_t times(std::uint32_t length, std::uint32_t count) {
    const std::uint64_t product = std::uint64_t{length} * count;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(product, kAnyReach));
  }

  [[nodiscard]] char next() const { return at_ < regex_.size() ? regex_[at_] : '\0'; }
  bool take(char c) {
    if (at_ >= regex_.size() || regex_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::uint32_t sequence() {
    std::uint32_t length = 0;
    while (at_ < regex_.size() && next() != '|' && next() != ')') {
      const std::uint32_t item = quantified(atom());
      length += std::min(item, kAnyReach - length);
    }
    return length;
  }

  std::uint32_t atom() {
    const char c = regex_[at_++];
    if (c == '(') return group();
    if (c == '[') return rest_of_class();
    if (c == '\\') return escape();
    if (c == '^' || c == '$') return 0;
    if (c == '.' || static_cast<unsigned char>(c) >= 0x80) return kWidest;
    // In either case: the Kelvin sign is a k, and the long s an s.
    return c == 'k' || c == 'K' || c == 's' || c == 'S' ? kWidest : 1;
  }

  std::uint32_t group() {
    if (take('?') && !take(':')) return give_up();
    std::uint32_t longest = 0;
    do {
      longest = std::max(longest, sequence());
    } while (take('|'));
    return take(')') ? longest : give_up();
  }

  std::uint32_t rest_of_class() {
    take('^');
    take(']');
    while (at_ < regex_.size() && next() != ']') at_ += next() == '\\' ? 2 : 1;
    return take(']') ? kWidest : give_up();
  }

  std::uint32_t escape() {
    const char c = next();
    if (c != '\0') ++at_;
    if (c == 'b' || c == 'B') return 0;
    if (c == 'd' || c == 'w' || c == 's') return 1;
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_letter || c == '\0' ? give_up() : 1;
  }

  std::uint32_t quantified(std::uint32_t length) {
    if (take('?')) return length;
    if (take('*') || take('+')) return length == 0 ? 0 : kAnyReach;
    if (next() != '{') return length;
    const std::size_t end = regex_.find('}', at_);
    if (end == std::string_view::npos) return give_up();
    const std::string_view inside = regex_.substr(at_ + 1, end - at_ - 1);
    const std::string_view most = inside.substr(inside.rfind(',') + 1);  // npos + 1 is the start
    std::uint32_t count = 0;
    const auto [behind, error] = std::from_chars(most.data(), most.data() + most.size(), count);
    if (error != std::errc{} || behind != most.data() + most.size()) return give_up();
    at_ = end + 1;
    return times(length, count);
  }

  /// What is not measured may take any number.
  std::uint32_t give_up() {
    at_ = regex_.size();
    return kAnyReach;
  }

  std::string_view regex_;
  std::size_t at_ = 0;
};

}  // namespace

std::uint32_t longest_match(std::string_view regex) {
  return Measure(regex).longest();
}

}  // namespace countercheck

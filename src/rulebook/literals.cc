// Derives from a regular expression what every match must contain, so that a text without it need not be searched.
//
// "\b(?:the )?expert parallel(?:ism)? of \d+" must contain "expert parallel" and " of ". Only the top level counts:
// what stands in groups, classes and options may be absent, and a top-level `|` leaves nothing.
#include <algorithm>
#include <utility>

#include "rulebook/phrases.h"

namespace countercheck {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kMost = 3;

bool is_plain(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_letter || std::string_view(" -_/,:;=%&@#'\"<>~!").find(c) != std::string_view::npos;
}

char lower_char(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class Scanner {
 public:
  explicit Scanner(std::string_view regex) : regex_(regex) {}

  std::vector<std::string> literals() {
    if (!scan()) return {};
    flush();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    if (found_.size() > kMost) found_.resize(kMost);
    return std::move(found_);
  }

  std::vector<std::string> choices() {
    if (!scan()) return {};
    return std::move(choices_);
  }

  RegexEdges edges() {
    if (!scan()) return {};
    RegexEdges out;
    out.end = run_;
    flush();
    out.begin = std::move(first_);
    return out;
  }

 private:
  /// Whether anything is known of what a match contains.
  bool scan() {
    while (at_ < regex_.size()) {
      if (regex_[at_] == '|') return false;
      step();
    }
    return !is_beyond_us_;
  }

  void step() {
    const char c = regex_[at_];
    if (c == '(') return skip_group();
    if (c == '[') {
      skip_class();
      return flush();
    }
    if (c == '\\') return escape();
    ++at_;
    if (c == '?' || c == '*' || c == '{') return quantifier(c);
    if (c == '+') return flush();
    if (is_plain(c)) {
      run_ += lower_char(c);
    } else {
      flush();
    }
  }

  /// `\.` is a point, `\b` stands for no text, `\d` for text that is not known.
  void escape() {
    const char c = at_ + 1 < regex_.size() ? regex_[at_ + 1] : '\0';
    at_ = std::min(at_ + 2, regex_.size());
    if (c == 'b' || c == 'B') return;
    if (std::string_view("pPxQ").find(c) != std::string_view::npos) is_beyond_us_ = true;
    const bool is_word = is_plain(c) && std::string_view(" -_/,:;=%&@#'\"<>~!").find(c) == std::string_view::npos;
    if (is_word || c == '\0') return flush();
    run_ += c;
  }

  /// What it stands behind may be absent.
  void quantifier(char c) {
    if (!run_.empty()) run_.pop_back();
    flush();
    if (c == '{') at_ = std::min(regex_.find('}', at_), regex_.size() - 1) + 1;
  }

  void skip_class() {
    ++at_;
    if (at_ < regex_.size() && regex_[at_] == '^') ++at_;
    if (at_ < regex_.size() && regex_[at_] == ']') ++at_;
    while (at_ < regex_.size() && regex_[at_] != ']') at_ += regex_[at_] == '\\' ? 2U : 1U;
    at_ = std::min(at_ + 1, regex_.size());
  }

  void skip_group() {
    flush();
    const std::size_t begin = at_;
    find_group_end();
    const char next = at_ < regex_.size() ? regex_[at_] : '\0';
    const bool may_be_absent = next == '?' || next == '*' || next == '{';
    if (!may_be_absent && choices_.empty()) choices_ = choices_in(regex_.substr(begin, at_ - begin));
  }

  /// Of "(?:drives|disks)": the longest literal of each alternative; nothing if one has none.
  static std::vector<std::string> choices_in(std::string_view group) {
    if (!group.ends_with(')')) return {};
    group.remove_suffix(1);
    group.remove_prefix(group.starts_with("(?:") ? 3 : 1);
    std::vector<std::string> out;
    for (const std::string_view alternative : alternatives_of(group)) {
      std::vector<std::string> literals = literals_of(alternative);
      if (literals.empty()) return {};
      out.push_back(std::move(literals.front()));
    }
    return out;
  }

  static std::vector<std::string_view> alternatives_of(std::string_view regex) {
    std::vector<std::string_view> out;
    Scanner scanner(regex);
    std::size_t begin = 0;
    while (scanner.at_ < regex.size()) {
      if (regex[scanner.at_] != '|') {
        scanner.step();
        continue;
      }
      out.push_back(regex.substr(begin, scanner.at_ - begin));
      begin = ++scanner.at_;
    }
    out.push_back(regex.substr(begin));
    return out;
  }

  void find_group_end() {
    int depth = 0;
    while (at_ < regex_.size()) {
      const char c = regex_[at_];
      if (c == '[') {
        skip_class();
        continue;
      }
      at_ = std::min(at_ + (c == '\\' ? 2U : 1U), regex_.size());
      if (c == '(') ++depth;
      if (c == ')' && --depth == 0) break;
    }
  }

  void flush() {
    if (!std::exchange(has_flushed_, true)) first_ = run_;
    while (!run_.empty() && run_.back() == ' ') run_.pop_back();
    const std::size_t begin = run_.find_first_not_of(' ');
    if (begin != std::string::npos && run_.size() - begin >= kShortest) found_.push_back(run_.substr(begin));
    run_.clear();
  }

  std::string_view regex_;
  std::size_t at_ = 0;
  std::string run_;
  std::string first_;  // what stood there before anything that may be absent
  bool has_flushed_ = false;
  std::vector<std::string> found_;
  std::vector<std::string> choices_;  // of the first group that must match and knows them
  bool is_beyond_us_ = false;         // an escape that takes more letters with it
};

}  // namespace

std::vector<std::string> literals_of(std::string_view regex) {
  return Scanner(regex).literals();
}

std::vector<std::string> choices_of(std::string_view regex) {
  return Scanner(regex).choices();
}

RegexEdges edges_of(std::string_view regex) {
  return Scanner(regex).edges();
}

}  // namespace countercheck

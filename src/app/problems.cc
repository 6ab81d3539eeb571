// Prints problems.
#include "app/problems.h"

#include <fmt/format.h>

#include <algorithm>

namespace countercheck {

namespace {

constexpr std::size_t kLongestLine = 200;  // a longer one is some other kind of file, and its caret would be lost

std::string excerpt(const Place& place) {
  const Position begin = place.begin();
  const std::string_view line = place.source->line(begin.line);
  if (line.size() > kLongestLine) return {};
  const std::size_t column = static_cast<std::size_t>(begin.column) - 1;
  const std::size_t room = line.size() > column ? line.size() - column : 1;
  std::string indent;  // tabs stay tabs, and a letter of several bytes takes one column
  for (const char c : line.substr(0, std::min(column, line.size()))) {
    if (c == '\t') indent += '\t';
    if (c != '\t' && (static_cast<unsigned char>(c) & 0xC0) != 0x80) indent += ' ';
  }
  const std::size_t carets = std::clamp<std::size_t>(place.span.size(), 1, room);
  return fmt::format("{:>5} | {}\n      | {}{}\n", begin.line, line, indent, std::string(carets, '^'));
}

}  // namespace

std::string problem_text(const Finding& problem) {
  std::string text;
  if (problem.place.is_known()) {
    const Position at = problem.place.begin();
    text = fmt::format("{}:{}:{}: ", problem.place.source->path(), at.line, at.column);
  } else {
    text = (problem.path.empty() ? "countercheck" : problem.path) + ": ";
  }
  text += fmt::format("{}: {} [{}]\n", name_of(problem.severity), problem.message, problem.rule);
  if (problem.place.is_known()) text += excerpt(problem.place);
  if (!problem.hint.empty()) text += fmt::format("  help: {}\n", problem.hint);
  return text;
}

}  // namespace countercheck

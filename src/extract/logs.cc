// Cuts lines of fences into names and figures, and gathers the lines that have the same names.
#include "extract/logs.h"

#include <algorithm>
#include <map>
#include <utility>

#include "units/bytes.h"

namespace countercheck {
namespace {

constexpr std::size_t kFewestFields = 3;
constexpr std::size_t kMostFields = 24;
constexpr std::size_t kMostLines = 200;
constexpr std::size_t kLongestName = 60;

struct Field {
  std::string name;
  const Written* figure = nullptr;
};

struct Line {
  Span span;
  std::vector<Field> fields;
};

bool is_sign(char c) {
  return c == ':' || c == '=';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '$';
}

/// The name before a figure: "elapsed time (ms)" in "| elapsed time (ms): 512"; empty if no sign stands between.
std::string name_before(std::string_view before) {
  while (!before.empty() && is_blank(before.back())) before.remove_suffix(1);
  if (before.empty() || !is_sign(before.back())) return {};
  before.remove_suffix(1);
  while (!before.empty() && is_blank(before.back())) before.remove_suffix(1);
  if (before.empty() || is_sign(before.back())) return {};  // "==", "::"
  for (const std::string_view cut : {"|", ",", ";", "{", "[", "  ", "\t", " - "})
    if (const std::size_t at = before.rfind(cut); at != std::string_view::npos) before.remove_prefix(at + cut.size());
  while (!before.empty() && is_blank(before.front())) before.remove_prefix(1);
  while (!before.empty() && is_blank(before.back())) before.remove_suffix(1);
  const bool is_name = !before.empty() && before.size() <= kLongestName && is_name_byte(before.front()) &&
                       std::any_of(before.begin(), before.end(), is_letter);
  return is_name ? std::string(before) : std::string();
}

class LogReader {
 public:
  LogReader(const Page& page, int block)
      : page_(page), block_(block), text_(page.block(block).text.text), values_(page.values_of(block)) {}

  void read(std::vector<Log>& out) {
    std::vector<Line> lines;
    std::size_t begin = 0;
    while (begin < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      Line line = read_line({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      if (!lines.empty() && !is_alike(lines.front(), line)) finish(lines, out);
      if (line.fields.size() >= kFewestFields && lines.size() < kMostLines) lines.push_back(std::move(line));
      begin = end + 1;
    }
    finish(lines, out);
  }

 private:
  Line read_line(Span span) {
    Line line{span, {}};
    std::uint32_t from = span.begin;
    while (next_ < values_.size() && values_[next_].span.begin < span.end) {
      const Written& value = values_[next_++];
      if (value.number.begin < from) continue;
      std::string name = name_before(text_.substr(from, value.number.begin - from));
      from = value.span.end;
      if (!name.empty() && line.fields.size() < kMostFields) line.fields.push_back({std::move(name), &value});
    }
    return line;
  }

  static bool is_alike(const Line& a, const Line& b) {
    return std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                      [](const Field& x, const Field& y) { return x.name == y.name; });
  }

  void finish(std::vector<Line>& lines, std::vector<Log>& out) const {
    if (lines.empty()) return;
    Log log;
    log.block = block_;
    Cells& cells = log.cells;
    for (const Field& field : lines.front().fields) {
      cells.headers.push_back(field.name);
      cells.units.push_back(unit_in_header(field.name, page_.book.units));
    }
    cells.rows.emplace_back(cells.headers.size());
    cells.names.emplace_back();
    for (const Line& line : lines) {
      log.lines.push_back(line.span);
      cells.names.emplace_back();
      std::vector<Part>& row = cells.rows.emplace_back();
      for (std::size_t i = 0; i < line.fields.size(); ++i) row.push_back(cell(*line.fields[i].figure, cells.units[i]));
    }
    out.push_back(std::move(log));
    lines.clear();
  }

  [[nodiscard]] Part cell(const Written& figure, const std::optional<Unit>& unit) const {
    Part part = part_of(block_, figure);
    part.is_cell = true;
    if (part.figure.unit.is_bare() && unit) part.figure.unit = *unit;
    return part;
  }

  const Page& page_;
  int block_;
  std::string_view text_;
  const std::vector<Written>& values_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<Log> read_logs(const Page& page) {
  std::vector<Log> logs;
  for (std::size_t i = 0; i < page.doc.blocks.size(); ++i)
    if (page.doc.blocks[i].kind == BlockKind::fence) LogReader(page, static_cast<int>(i)).read(logs);
  return logs;
}

namespace {

/// Configuration has keys and counts; what a program prints as it runs has words or measures.
bool is_printed(const Log& log) {
  const auto worded = std::count_if(log.cells.headers.begin(), log.cells.headers.end(),
                                    [](const std::string& name) { return name.find(' ') != std::string::npos; });
  if (2 * static_cast<std::size_t>(worded) >= log.cells.headers.size()) return true;
  const std::vector<Part>& line = log.cells.rows.at(1);
  return log.lines.size() > 1 && std::any_of(line.begin(), line.end(), [](const Part& part) {
           return !part.figure.is_integer || !part.figure.unit.dimension.is_one();
         });
}

/// The lines that programs printed, to be asked for places.
class PrintedLines {
 public:
  explicit PrintedLines(const std::vector<Log>& logs) {
    for (const Log& log : logs)
      if (is_printed(log))
        for (const Span line : log.lines) begin_by_end_.emplace(std::pair(log.block, line.end), line.begin);
  }

  [[nodiscard]] bool hold(int block, std::uint32_t at) const {
    const auto line = begin_by_end_.upper_bound({block, at});
    return line != begin_by_end_.end() && line->first.first == block && at >= line->second;
  }

 private:
  std::map<std::pair<int, std::uint32_t>, std::uint32_t> begin_by_end_;
};

bool stays_in(Span block, const Expr& expr) {
  const bool is_written = expr.op == Operator::written;
  if (is_written && (expr.span.begin < block.begin || expr.span.end > block.end)) return false;
  return std::all_of(expr.children.begin(), expr.children.end(),
                     [&](const Expr& child) { return stays_in(block, child); });
}

}  // namespace

void loosen_logs(const Page& page, const std::vector<Log>& logs, std::vector<Statement>& statements,
                 std::vector<Sum>& sums) {
  const PrintedLines lines(logs);
  for (Statement& statement : statements) {
    if (statement.quantity == kNoQuantity || !statement.choice.empty()) continue;
    if (!lines.hold(statement.block, statement.written.span.begin)) continue;
    statement.maybe = {std::exchange(statement.quantity, kNoQuantity)};
  }
  std::erase_if(sums, [&](const Sum& sum) {
    const Sum::NumberAt& result = sum.numbers.front();
    if (result.block < 0 || !lines.hold(result.block, result.written.number.begin)) return false;
    const Span block = page.block(result.block).span;
    return std::any_of(sum.equation.sides.begin(), sum.equation.sides.end(),
                       [&](const Equation::Side& side) { return !stays_in(block, side.expr); });
  });
}

}  // namespace countercheck

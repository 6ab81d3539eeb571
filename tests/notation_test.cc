// The same document in other notations: the verdicts do not change.
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "countercheck/countercheck.h"

namespace countercheck {
namespace {

/// Verdicts by line: "3 pass pass; 5 fail". The lines of all variants are the same.
std::string verdicts(const std::string& text) {
  Request request;
  request.texts = {std::make_shared<const Source>("test.md", text)};
  const Report report = check(request);
  std::map<int, std::multiset<std::string>> by_line;
  for (const Finding& finding : report.documents.at(0).findings)
    // Restatements and inferences are recognised by their digits, and those are what changes here.
    if (finding.place.is_known() && finding.rule != "consistency" && finding.rule != "inference" &&
        (finding.verdict == Verdict::pass || finding.verdict == Verdict::fail))
      by_line[finding.place.begin().line].insert(std::string(name_of(finding.verdict)));
  std::string out;
  for (const auto& [line, all] : by_line) {
    out += std::to_string(line);
    for (const std::string& verdict : all) out += " " + verdict;
    out += "; ";
  }
  return out;
}

std::string with_separators(long number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string as_power(long number) {
  int exponent = 0;
  if (number < 1024 || std::frexp(static_cast<double>(number), &exponent) != 0.5) return std::to_string(number);
  return "2^" + std::to_string(exponent - 1);
}

std::string as_thousands(long number) {
  if (number < 1000) return std::to_string(number);
  std::string text = fmt::format("{:.3f}", static_cast<double>(number) / 1000);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + "K";
}

using Writer = std::function<std::string(long)>;
using SizeWriter = std::function<std::string(double)>;

/// `#1024#` is a count, `@64@` a size in GB.
std::string written(const std::string& text, const Writer& count, const SizeWriter& size) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char mark = text[at];
    if (mark != '#' && mark != '@') {
      out += mark;
      continue;
    }
    const std::size_t end = text.find(mark, at + 1);
    const std::string number = text.substr(at + 1, end - at - 1);
    out += mark == '#' ? count(std::stol(number)) : size(std::stod(number));
    at = end;
  }
  return out;
}

std::string plain(long number) {
  return std::to_string(number);
}
std::string in_gb(double size) {
  return fmt::format("{} GB", size);
}
std::string in_gib(double size) {
  return fmt::format("{:.6g} GiB", size * 1e9 / 1073741824);
}
std::string in_mb(double size) {
  return fmt::format("{} MB", size * 1000);
}

const char* const kDocument =
    "Experts in all: 64 × 16 = #1024#.\n\n"
    "Each of 128 cards holds #1024# ÷ 128 = 8 of them.\n\n"
    "A batch of #2048# sequences with #4096# tokens has #2048# × #4096# = #8388608# tokens.\n\n"
    "- Weights: @48@\n- Cache: @12@\n- Workspace: @4@\n- Total: @64@\n\n"
    "Split over 8 cards it is @64@ ÷ 8 = @8@ on each (12.5% of @64@).\n\n"
    "The window goes from #4096# to #8192# (#4096# → #8192#, a 100% increase).\n\n"
    "One card reads @64@ in 2 s, that is @64@ ÷ 2 s = 32 GB/s.\n\n"
    "| Run | Old | New | Speedup |\n|---|---|---|---|\n| a | #2048# | #4096# | 2.00 |\n| b | #4096# | #5120# | 1.25 |\n"
    "| c | #1024# | #1536# | 1.50 |\n";

}  // namespace

TEST_CASE("notation: another way to write a number changes no verdict") {
  std::string wrong = kDocument;
  for (const auto& [right, other] : std::vector<std::pair<std::string, std::string>>{
           {"= #1024#.", "= #1536#."}, {"Total: @64@", "Total: @72@"}, {"= @8@ on", "= @9@ on"}, {"1.50 |", "1.75 |"}})
    wrong.replace(wrong.find(right), right.size(), other);
  for (const std::string& document : {std::string(kDocument), wrong}) {
    const std::string expected = verdicts(written(document, plain, in_gb));
    CHECK(expected.find("pass") != std::string::npos);
    CHECK((expected.find("fail") != std::string::npos) == (document == wrong));
    CHECK(verdicts(written(document, with_separators, in_gb)) == expected);
    CHECK(verdicts(written(document, as_power, in_gb)) == expected);
    CHECK(verdicts(written(document, as_thousands, in_gb)) == expected);
    CHECK(verdicts(written(document, plain, in_gib)) == expected);
    CHECK(verdicts(written(document, with_separators, in_mb)) == expected);
  }
}

TEST_CASE("notation: rows of a table as lines of a list") {
  struct Line {
    const char *label, *value;
  };
  const std::vector<Line> lines = {{"Layers", "48"},           {"Pipeline parallelism", "4"},
                                   {"Layers per stage", "12"}, {"Tensor parallelism", "8"},
                                   {"Total GPUs", "32"},       {"Weights", "3 × 8 GB = 24 GB"}};
  for (const bool is_wrong : {false, true}) {
    // Both begin with two lines of their own, so that the rows stand on the same lines.
    std::string table = "| Setting | Value |\n|---|---|\n";
    std::string list = "Settings:\n\n";
    for (const Line& line : lines) {
      std::string value = line.value;
      if (is_wrong && value.ends_with("24 GB")) value = "3 × 8 GB = 26 GB";
      if (is_wrong && std::string(line.label) == "Layers per stage") value = "16";
      table += std::string("| ") + line.label + " | " + value + " |\n";
      list += std::string("- ") + line.label + ": " + value + "\n";
    }
    const std::string expected = verdicts(table);
    CHECK((expected.find("fail") != std::string::npos) == is_wrong);
    CHECK(verdicts(list) == expected);
  }
}

}  // namespace countercheck

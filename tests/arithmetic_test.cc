// What is said of calculations that a document writes.
#include <catch2/catch.hpp>

#include "evaluate/evaluate.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"

namespace countercheck {
namespace {

const Rulebook& book() {
  static const Rulebook loaded = [] {
    Sink sink;
    return load_rulebook(built_in_rules(), {}, sink);
  }();
  return loaded;
}

std::vector<Finding> judged(const std::string& text, std::optional<Prefixes> prefixes = std::nullopt) {
  const Document doc = parse_markdown(std::make_shared<const Source>("test.md", text));
  Sink sink;
  const Claims claims = extract(doc, book(), sink);
  Target target;
  target.prefixes = prefixes;
  const Settings settings;
  const Facts facts;
  const Case it{doc, claims, facts, target, book(), settings};
  std::vector<Finding> out;
  for (const Equation& equation : claims.equations)
    for (Finding& finding : judge(equation, it)) out.push_back(std::move(finding));
  return out;
}

/// "pass 128", "fail 130", "pass 128MB (prefixes read as powers of 1024)", joined by "; ".
std::string verdicts(const std::string& text, std::optional<Prefixes> prefixes = std::nullopt) {
  std::string out;
  for (const Finding& finding : judged(text, prefixes)) {
    if (!out.empty()) out += "; ";
    out += std::string(name_of(finding.verdict)) + " " + finding.claimed->text;
    if (finding.verdict == Verdict::pass && !finding.notes.empty()) out += " (" + finding.notes.front() + ")";
  }
  return out;
}

struct Row {
  const char* text;
  const char* expected;
};

void check(const std::vector<Row>& rows, std::optional<Prefixes> prefixes = std::nullopt) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(verdicts(row.text, prefixes) == row.expected);
  }
}

}  // namespace

TEST_CASE("arithmetic: products, quotients, sums") {
  check({
      {"64 × 2 = 128", "pass 128"},
      {"64 × 2 = 129", "fail 129"},
      {"64 × 2 = 130", "fail 130"},
      {"64 × 2 = 64", "fail 64"},
      {"1024 ÷ 128 = 8 experts per GPU", "pass 8 experts per GPU"},
      {"1024 ÷ 128 = 1 expert per GPU", "fail 1 expert per GPU"},
      {"160*12+80 = 2000", "pass 2000"},
      {"2000 = 160*12+80", "pass 2000"},
      {"2001 = 160*12+80", "fail 2001"},
      {"66 * 2 * 1.1 / 0.95 / 0.8 = 191", "pass 191"},
      {"66 * 2 * 1.1 / 0.95 / 0.8 = 119", "fail 119"},
      {"7.2 × 4 = 28.8", "pass 28.8"},
      {"7.2 × 4 = 28.9", "pass 28.9 (holds within the digits of its operands)"},
      {"7.2 × 4 = 29.9", "fail 29.9"},
      {"56.2 × 1.4 = 78.7", "pass 78.7"},
      {"16 × 0.5 = 8", "pass 8"},
      {"16 × 0.5 = 9", "fail 9"},
      {"100 - 80 = 20", "pass 20"},
      {"(8 + 4) × 2 = 24", "pass 24"},
      {"8 + 4 × 2 = 24", "fail 24"},
      {"2^10 = 1024", ""},
      {"4 × 2^10 = 4096", "pass 4096"},
      {"ceil(100 / 8) = 13", "pass 13"},
      {"ceil(100 / 8) = 12", "fail 12"},
      {"5 / 0 = 3", "unverifiable 3"},
      {"1,024 × 1,024 = 1,048,576", "pass 1,048,576"},
      {"1,024 × 1,024 = 1,048,577", "fail 1,048,577"},
      {"9.77M + 210M = 220M", "pass 220M"},
  });
}

TEST_CASE("arithmetic: units") {
  check({
      {"16 × 64 µs = 1.024 ms", "pass 1.024 ms"},
      {"16 × 64 µs = 1.024 s", "fail 1.024 s"},
      {"256MB / 1.6TB/s = 0.16 ms", "pass 0.16 ms"},
      {"256MB / 1.6TB/s = 0.16 s", "fail 0.16 s"},
      {"20MB ÷ 1.8TB/s ÷ 0.8 = 14 µs", "pass 14 µs"},
      {"20MB ÷ 1.8TB/s ÷ 0.8 = 16 µs", "fail 16 µs"},
      {"128 sequences / 1.024 ms = 125K sequences/s", "pass 125K sequences/s"},
      {"128 sequences / 1.024 ms = 125 sequences/s", "fail 125 sequences/s"},
      {"69MB ÷ 64GB = 0.11%", "pass 0.11%"},
      {"69MB ÷ 64GB = 1.1%", "fail 1.1%"},
      {"10B params × 2 bytes = 20 GB", "pass 20 GB"},
      {"400 TFLOPS × 0.6 = 240 TFLOPS", "pass 240 TFLOPS"},
      {"400 TFLOPS × 60% = 240 TFLOPS", "pass 240 TFLOPS"},
      {"85% of 80 GB = 68 GB", "pass 68 GB"},
      {"85% of 80 GB = 58 GB", "fail 58 GB"},
      {"0.5 + 8.8 + 1.0 + 2.0 GB = 12.3GB", "pass 12.3GB"},
      {"0.5 + 8.8 + 1.0 + 2.0 GB = 13.2GB", "fail 13.2GB"},
      {"64 GB ÷ 2 s = 8 GPUs", "unverifiable 8 GPUs"},
      {"64 GB × 2 = 128 s", "unverifiable 128 s"},
      {"4 GB + 3 s = 7 GB", "unverifiable 7 GB"},
      {"16 GB = 16384 MB", "pass 16384 MB (prefixes read as powers of 1024)"},
  });
}

}  // namespace countercheck

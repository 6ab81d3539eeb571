// What is said of calculations that a document writes.
#include <catch2/catch.hpp>

#include "built_in_book.h"
#include "evaluate/evaluate.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"

namespace countercheck {
namespace {

using testing::book;

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

void check_rows(const std::vector<Row>& rows, std::optional<Prefixes> prefixes = std::nullopt) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(verdicts(row.text, prefixes) == row.expected);
  }
}

}  // namespace

TEST_CASE("arithmetic: products, quotients, sums") {
  check_rows({
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
  check_rows({
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

TEST_CASE("arithmetic: bare operands stand for base units, or for the unit of the result") {
  check_rows({
      {"1024×1024×2 = 2MB", "pass 2MB"},
      {"1024×1024×2 = 2GB", "fail 2GB"},
      {"10B × 2 = 20GB", "pass 20GB"},
      {"128 × 1024 × 2 = 262KB", "pass 262KB"},
      {"128 × 1024 × 1024 × 512 = 68.7 GFLOPs", "pass 68.7 GFLOPs"},
      {"128 × 1024 × 1024 × 512 = 68.7 TFLOPs", "fail 68.7 TFLOPs"},
      {"234GB (18*13)", "pass 234GB (operands are in GB)"},
      {"28.8 × 2.5 = 72 tokens/ms", "pass 72 tokens/ms (operands are in tokens/ms)"},
      {"28.8 × 2.5 = 0.072 tokens/ms", "fail 0.072 tokens/ms"},
      {"240T / 20B = 12 tokens/ms", "pass 12 tokens/ms (operands are in base units)"},
      {"240T / 20B = 12 tokens/s", "fail 12 tokens/s"},
      {"2.31e22 / 35.9e15 = 643,000 s", "pass 643,000 s (operands are in s)"},
      {"2.31e22 / 35.9e15 = 653,000 s", "fail 653,000 s"},
      {"16 × 4 = 64 ms", "pass 64 ms (operands are in ms)"},
      {"16 × 4 = 64 W", "pass 64 W (operands are in W)"},
      {"176 * 10**9 * 2 / 2**30 = 327.8 GB", "pass 327.8 GB"},
      {"80 GB × 0.85 = 68", "pass 68 (the unit is left out)"},
      {"80 GB × 0.85 = 58", "fail 58"},
      {"1024 × 2 bytes = 2048", "pass 2048"},
      {"100 - 80 = 20%", "pass 20%"},
      {"90 - 80 = 10%", "pass 10% (operands are in %)"},
      {"1 - 0.8 = 20%", "pass 20%"},
      {"8/64 = 0.125%", "fail 0.125%"},
  });
}

TEST_CASE("arithmetic: factors between units may be written out") {
  check_rows({
      {"69MB / 64GB × 100 = 0.11%", "pass 0.11%"},
      {"68 / 128 × 100 = 53%", "pass 53%"},
      {"1000 tokens/s × 60 = 60,000 tokens/min", "pass 60,000 tokens/min"},
      {"1000 tokens/s × 60 = 6,000 tokens/min", "fail 6,000 tokens/min"},
      {"100 requests/s × 60 × 60 × 24 = 8,640,000 requests/day", "pass 8,640,000 requests/day"},
      {"2048 GB / 1024 = 2 TB", "pass 2 TB"},
      {"10 GB × 1024 = 10240 MB", "pass 10240 MB (prefixes read as powers of 1024)"},
      {"0.5 ms × 1000 = 500 µs", "pass 500 µs"},
      {"$2/h × 24 = $48", "pass $48 (operands without a unit are spans of time)"},
      {"$2/h × 24 × 30 = $1,440", "pass $1,440 (operands without a unit are spans of time)"},
      {"$2/h × 24 × 30 = $14,400", "fail $14,400"},
      {"4805 * 15 / 3600 = 20.02 h", "pass 20.02 h"},
  });
}

TEST_CASE("arithmetic: an amount and its rate are written for one another") {
  check_rows({
      {"10 TFLOPs ÷ 400 TFLOPS = 2.5%", "pass 2.5% (an amount and a rate stand for one another)"},
      {"10 TFLOPs ÷ 400 TFLOPS = 25%", "fail 25%"},
      {"2 × 128 × 1024 × 1024 × 16 = 4.3 GFLOPS", "pass 4.3 GFLOPS (an amount and a rate stand for one another)"},
      {"2 × 128 × 1024 × 1024 × 16 = 4.3 TFLOPS", "fail 4.3 TFLOPS"},
      {"240 TFLOPS ÷ 20 GFLOPs = 12 tokens/ms", "pass 12 tokens/ms"},
      {"64 GB ÷ 2 TB/s = 3.2%", "unverifiable 3.2%"},
  });
}

TEST_CASE("arithmetic: an amount for a span of time, without its unit") {
  const char* hourly = "pass $1,402 (a span of time counts without its unit)";
  check_rows({
      {"5 nodes * 730 h * $0.384 = $1,402", hourly},
      {"5 nodes * 730 h * $0.384 = $1,502", "fail $1,502"},
      {"5 nodes × 730 h × $0.384 = $1,402/month", "pass $1,402/month (an amount is for one span of time)"},
      {"5 nodes × 730 h × $0.384 = $1,502/month", "fail $1,502/month"},
      {"400 samples × 7200 s × 2 bytes = 5.76 MB", "pass 5.76 MB (a span of time counts without its unit)"},
      {"400 samples × 7200 s × 2 bytes = 8.76 MB", "fail 8.76 MB"},
      {"2 GB × 3 h = 21,600 GB", "pass 21,600 GB (a span of time counts without its unit)"},
  });
}

TEST_CASE("arithmetic: licences are named, and two never combine") {
  check_rows({
      {"1024×2048×4×2 = 16MB", "pass 16MB (prefixes read as powers of 1024)"},
      {"128 × 1024 × 512 × 2 = 128 MiB", "pass 128 MiB"},
      {"128 × 1024 × 512 × 2 = 128 MB", "pass 128 MB (prefixes read as powers of 1024)"},
      {"128 × 1024 × 512 × 2 = 138 MB", "fail 138 MB"},
      {"262144 / 1K = 256", "pass 256 (prefixes read as powers of 1024)"},
      {"262144 / 1M = 0.25", "fail 0.25"},
      {"76894 / 16 = 4805", "pass 4805 (cut off, not rounded)"},
      {"76894 / 16 = 4804", "fail 4804"},
      {"76894 / 16 = 4806", "pass 4806"},
      {"66 * 1.1 / 30 = 3", "pass 3 (rounded up)"},
      {"66 * 1.1 / 30 = 2", "pass 2"},
      {"66 * 1.1 / 30 = 4", "fail 4"},
      {"66 * 1.1 * 0.03 = 3", "fail 3"},
      {"~50 ms + 14 ms = 66 ms", "pass 66 ms (holds within the digits of its operands)"},
      {"~50 ms + 14 ms = 76 ms", "fail 76 ms"},
      {"~1KB × 10 = 10KB", "pass 10KB"},
      {"~1KB × 10 = 5KB", "fail 5KB"},
      {"1.8 TB/s × 1.15 = 2.09 TB/s", "pass 2.09 TB/s (holds within the digits of its operands)"},
      {"270KB × 128 × 10240 ≈ 354GB", "pass 354GB"},
      {"270KB × 128 × 10240 ≈ 360GB", "pass 360GB"},
      {"270KB × 128 × 10240 = 360GB", "fail 360GB"},
      {"270KB × 128 × 10240 ≈ 460GB", "fail 460GB"},
      {"94 ÷ 8 = 11-12", "pass 11-12 (a range)"},
      {"94 ÷ 8 = 13-14", ""},
      {"1.04 PB / 15.5 TB = 60", "fail 60"},
      {"300B / 2K / 2K = 71525", "unverifiable 71525"},
      {"3 of 128 (98% waste)", "pass 98% (the rest of the whole)"},
      // amounts with names before them
      {"ingress 2 ms + queue 5 ms + model 38 ms = 45 ms", "pass 45 ms"},
      {"ingress 2 ms + queue 5 ms + model 38 ms = 55 ms", "fail 55 ms"},
      {"weights (26 GB) + KV cache (12 GB) = 43 GB", "fail 43 GB"},
      {"TP (2) + PP (4) = 8", ""},
      {"stage 1 + stage 2 = 5", ""},
  });
}

TEST_CASE("arithmetic: a convention for prefixes leaves one reading") {
  check_rows({{"128×1024×512×2 = 128MB", "fail 128MB"}, {"128×1024×512×2 = 134MB", "pass 134MB"}}, Prefixes::decimal);
  check_rows({{"128×1024×512×2 = 128MB", "pass 128MB"}, {"128×1024×512×2 = 134MB", "fail 134MB"}}, Prefixes::binary);
}

TEST_CASE("arithmetic: values and the calculations behind them") {
  check_rows({
      {"16MB (1024×2048×4×2 bytes)", "pass 16MB (prefixes read as powers of 1024)"},
      {"26MB (1024×2048×4×2 bytes)", "fail 26MB"},
      {"512 (4 × 4 × 8 × 4 = 512)", "pass 512; pass 512"},
      {"511 (4 × 4 × 8 × 4 = 512)", "unverifiable 511; pass 512"},
      {"512 (4 × 4 × 8 × 4 = 511)", "pass 512; fail 511"},
      {"405B × 14 bytes = 5.67 TB (2 + 4 + 4 + 4)", "pass 5.67 TB"},
      {"405B × 14 bytes = 5.67 TB (405e9 × 15 bytes)", "pass 5.67 TB; fail 5.67 TB"},
      {"128 (64 × 2)", "pass 128"},
      {"128 (64 × 3)", "fail 128"},
      {"240 TFLOPS (400 × 0.6)", "pass 240 TFLOPS (operands are in TFLOPS)"},
      {"4 MB (1000 × 2000 × 4 bytes)", "fail 4 MB"},
      {"2.1GB (16 × 264MB = 4.2GB, over 2)", "unverifiable 2.1GB; pass 4.2GB"},
      {"1.4GB per file (1.4*256)", "unverifiable 1.4GB"},
      {"MBS=2 (8*2)", "unverifiable 2"},
      {"145M tokens (290B bytes / 145K steps)", "unverifiable 145M tokens"},
      {"117.2MB (30B ÷ 512 = 58.6MB × 2)", "pass 117.2MB; pass 58.6MB"},
      {"30B ÷ 512 = 58.6MB × 2", "pass 58.6MB"},
      {"30B ÷ 512 = 68.6MB × 2", ""},
      {"(4.3 TFLOPS/2) + (0.5 × 1 TFLOPS × 16) = 2.15 + 8 = 10.15 TFLOPS",
       "pass 2.15 (the unit is left out); pass 8 (the unit is left out); pass 10.15 TFLOPS (operands are in TFLOPS)"},
      {"(4.3 TFLOPS/2) + (0.5 × 1 TFLOPS × 16) = 3.15 + 8 = 11.15 TFLOPS",
       "pass 8 (the unit is left out); pass 11.15 TFLOPS (operands are in TFLOPS)"},
      {"Option 1 = 64 × 2", ""},
      {"1 node = 8 × 2 = 16 GPUs", "pass 16 GPUs"},
      {"14 TiB (14,336 GiB)", "pass 14,336 GiB"},
      {"75% (25% bubbles)", "pass 75%"},
      {"384 (48 nodes of 8)", "pass 384"},
      {"64 GPUs (2:1)", "unverifiable 64 GPUs"},
      {"up to 8192 (1024*2*4)", "pass up to 8192"},
  });
}

TEST_CASE("arithmetic: shares and changes") {
  check_rows({
      {"68/128 GPUs (53%)", "pass 53%"},
      {"68/128 GPUs (35%)", "fail 35%"},
      {"18.18GB / 80GB (22.7%)", "pass 22.7%"},
      {"0.11% (69MB ÷ 64GB)", "pass 0.11%"},
      {"1.1% (69MB ÷ 64GB)", "fail 1.1%"},
      {"3 of 128 (2.3%)", "pass 2.3%"},
      {"3 of 128 (23%)", "fail 23%"},
      {"75% (3 of 4)", "pass 75%"},
      {"3% of all the jobs that ran last week failed (12 of 400)", "pass 3%"},
      {"5% of all the jobs that ran last week failed (12 of 400)", "fail 5%"},
      {"5% of jobs failed (12 of 400 jobs)", "fail 5%"},
      {"97% of jobs went well (12 of 400 failed)", "pass 97% (the rest of the whole)"},
      {"90% of jobs wait for few nodes (12 of 400 nodes)", ""},
      {"5% of jobs failed (12 of 400 and 3 of 90)", ""},
      {"5% of jobs failed. (12 of 400)", ""},
      {"5% of jobs failed (12 of 400", ""},
      {"Quantization halves the weights from 140 GB to 70 GB.", "pass 70 GB"},
      {"The cache doubles the rate from 1,200 to 2,380 req/s.", "pass 2,380 req/s"},
      {"The cache doubles the rate from 1,200 to 2,900 req/s.", ""},
      {"The cache doubles the rate from 1,200 to 4,800 req/s.", "fail 4,800 req/s"},
      {"The rate triples from 400 to 1,200 req/s.", "pass 1,200 req/s"},
      {"When the batch doubles throughput goes from 1,200 to 1,500 req/s.", ""},
      {"If the batch is doubled the rate goes from 100 to 900 req/s.", ""},
      {"More than doubles the rate from 100 to 900 req/s.", ""},
      {"It nearly doubled the rate from 100 to 900 req/s.", ""},
      {"A doubled batch increased the rate from 100 to 900 req/s.", ""},
      {"The batch doubled, and the rate went from 100 to 900 req/s.", ""},
      {"It doubles from 0 to 0 req/s.", ""},
      {"Doubles from 5 to", ""},
      {"Latency drops from 120 ms to 40 ms, a 3x improvement.", "pass 3x"},
      {"Memory goes from 140 GB to 70 GB, a 40% reduction.", "fail 40%"},
      {"Latency: 80 ms → 60 ms (-35%).", "fail -35%"},
      {"Rate: 60 req/s → 80 req/s (+33%).", "pass +33%"},
      {"Latency: 80 ms → 60 ms (35%).", ""},
      {"Memory goes from 140 GB to 70 GB, with 40% less load.", ""},
      {"Memory goes from 140 GB to 70 GB. A 40% reduction is the goal.", ""},
      {"68GB (85% of 80GB)", "pass 85%; pass 68GB"},
      {"58GB (85% of 80GB)", "fail 85%"},
      {"28.8 tokens/ms (28.8% of target)", ""},
      {"128 → 64 (50% reduction)", "pass 50%"},
      {"128 → 64 (40% reduction)", "fail 40%"},
      {"128 → 64 (40%)", ""},
      {"50% fewer groups (4 vs 8)", "pass 50%"},
      {"40% fewer groups (4 vs 8)", "fail 40%"},
      {"Memory reduction: 50% (140GB → 70GB)", "pass 50%; pass 70GB"},
      {"Memory reduction: 75% (140GB → 70GB)", "fail 70GB"},
      {"10.7x faster (3.2 s → 0.3 s)", "pass 10.7x"},
      {"20.7x faster (3.2 s → 0.3 s)", "fail 20.7x"},
      {"2x (8 vs 4)", "pass 2"},
      {"20% more (12,800 → 15,360)", "pass 20%; pass 15,360"},
      {"-17% (0.078 → 0.065 ms)", "pass -17%"},
  });
}

TEST_CASE("arithmetic: comparisons") {
  check_rows({
      {"43.0 GB ≤ 64 GB", "pass 43.0 GB"},
      {"76 GB ≤ 64 GB", "fail 76 GB"},
      {"76 GB ≤ 64 GB ❌", ""},
      {"76 GB < 64 GB?", ""},
      {"16MB ≪ 64GB", "pass 16MB"},
      {"68GB < 85% of 80GB", "pass 68GB (holds within the digits of its operands)"},
      {"2 × 40 GB > 64 GB", "pass 64 GB"},
      {"3 s < 5 GB", ""},
  });
}

TEST_CASE("arithmetic: counted ranges are confirmed, never refuted") {
  check_rows({
      {"Layers 0-19 (20 layers)", "pass 20 layers (both ends count)"},
      {"Layers 0-127 (4 layers)", "unverifiable 4 layers"},
      {"GPUs 2 through 65 (64 GPUs)", "pass 64 GPUs (both ends count)"},
  });
}

TEST_CASE("arithmetic: figures that the document rounds have a width") {
  check_rows({
      {"1024 / 15 = 68 MB. And 68 MB × 16 = 1092 MB",
       "pass 68 MB (operands are in MB); pass 1092 MB (holds within the digits of its operands)"},
      {"A card has 68 MB. And 68 MB × 16 = 1092 MB", "fail 1092 MB"},
  });
}

TEST_CASE("arithmetic: what the document calls wrong is not called wrong again") {
  check_rows({
      {"64 × 2 = 130 ❌", "unverifiable 130"},
      {"64 × 2 = 130 (incorrect)", "unverifiable 130"},
      {"64 × 2 = 128 ❌", "pass 128"},
  });
}

TEST_CASE("arithmetic: messages, hints and derivations") {
  const auto first = [](const std::string& text) { return judged(text).at(0); };
  CHECK(first("64 × 2 = 128").message == "128 = 64 × 2");
  CHECK(first("69MB ÷ 64GB = 1.1%").message == "69MB ÷ 64GB is 0.1%, not 1.1%");
  CHECK(first("4 × 4 × 2 = 16").hint == "it would be right without `2`");
  CHECK(first("1024 × 10000 × 512 = 5.24 TFLOPs").hint == "one prefix too high");
  CHECK(first("3 × 5 × 7 = 735").hint == "it would be right with `7` taken twice");
  CHECK(first("3 × 5 = 17").hint.empty());
  const Finding finding = first("Total: 64 × 2 = 130 GPUs");
  REQUIRE(finding.derivation);
  CHECK(finding.derivation->calculation == "64 × 2");
  REQUIRE(finding.derivation->operands.size() == 2);
  CHECK(finding.derivation->operands[0]->value == "64");
  CHECK(finding.derivation->operands[0]->place.span == Span{7, 9});
  CHECK(finding.claimed->text == "130 GPUs");
  CHECK(finding.expected->text == "128 GPUs");
  CHECK(finding.rule == "arithmetic");
  CHECK(finding.severity == Severity::error);
  CHECK(finding.place.span == Span{17, 25});
  REQUIRE(finding.fix);
  CHECK(finding.fix->text == "128 GPUs");
}

TEST_CASE("arithmetic: sums") {
  check_rows({
      {"- Weights: 20 GB\n- Cache: 10 GB\n- Total: 30 GB", "pass 30 GB"},
      {"- Weights: 20 GB\n- Cache: 10 GB\n- Total: 40 GB", "fail 40 GB"},
      {"- Available: 64 GB\n- Weights: 20 GB\n- Cache: 10 GB\n- Total: 30 GB", "pass 30 GB"},
      {"- Weights: 20 GB\n- Cache: 15-20 GB\n- Total: 50 GB", ""},
      {"- Weights: 20 GB\n- Cache: some\n- Total: 50 GB", ""},
      {"- Weights: 20 GB\n- Cache: 60 GB × 3 = 180 GB\n- Total: 80 GB", "pass 180 GB"},
      {"- Weights: 20 GB\n- Cache: 1 MB per layer\n- Total: 50 GB", ""},
      {"- TP: 2\n- EP: 64\n- Total GPUs: 128", ""},
      {"- Weights: 20 GB\n- Cache: 10 GB\n- Total available: 64 GB", ""},
      {"- Total: 30 GB\n- Weights: 20 GB\n- Cache: 10 GB", "pass 30 GB"},
      {"- Total: 64 GB\n- Weights: 20 GB\n- Cache: 10 GB", ""},
      {"- Latency: 12.5 ms\n  - Attention: 2 ms\n  - Experts: 8.5 ms\n  - Rest: 2 ms", "pass 12.5 ms"},
      {"- Latency: 12.5 ms\n  - Attention: 2 ms\n  - Experts: 8.5 ms", ""},
      {"- Latency: 12 ms\n- Breakdown:\n  - Attention: 2 ms\n  - Experts: 10 ms", "pass 12 ms"},
      {"- Latency: 14 ms\n- Breakdown:\n  - Attention: 2 ms\n  - Experts: 10 ms", "fail 14 ms"},
      {"- Weights: 20 GB (spread over all)\n- Cache: 10 GB (small with this plan)\n- Total: 40 GB per GPU",
       "fail 40 GB per GPU"},
      {"- Weights: 20 GB (sharded)\n- Cache: 10 GB\n- Total: 40 GB per GPU", ""},
      {"- Weights: 20 GB\n- Cache: 10 GB with paging\n- Total: 40 GB", ""},
      {"- Read: 90%\n- Write: 80%\n- Overall: 72%", ""},
      {"- 1 KB content\n- link - 7 bytes\n- path - 264 bytes\n- total = ~1.27 KB", "pass ~1.27 KB"},
      {"- Parts: 1.4 GB\n- Others: 2.4 GB\n- Total: 4 GB", "pass 4 GB"},
      {"```\nWeights:  0.5 GB\nCache:    8.8 GB\n---------\nTotal:    9.3 GB per GPU\n```", "pass 9.3 GB per GPU"},
      {"```\nWeights:  0.5 GB\nCache:    8.8 GB\nTotal:    7.3 GB\n```", "fail 7.3 GB"},
      {"```\nMemory: 30 GB\n├── Weights: 20 GB\n└── Cache: 10 GB\n```", "pass 30 GB"},
  });
}

TEST_CASE("arithmetic: tables") {
  check_rows({
      {"|a|GB|\n|-|-|\n|x|4.01|\n|y|0.14|\n|Total|4.15|", "pass 4.15"},
      {"|a|GB|\n|-|-|\n|x|4.01|\n|y|0.14|\n|Total|5.15|", "fail 5.15"},
      {"|a|GB|\n|-|-|\n|x|4.01|\n|y|-|\n|Total|5.15|", ""},
      {"|a|GB|\n|-|-|\n|x|4|\n|y|6|\n|Total|5|", ""},
      {"|a|n|\n|-|-|\n|x|4|\n|y|6|\n|Total|24|", ""},
      {"|a|GB|\n|-|-|\n|x|4|\n|y|6|\n|Total|24|", "fail 24"},
      {"|a|GB|%|\n|-|-|-|\n|x|30|30%|\n|y|60|60%|\n|z|10|10%|\n|**Total**|100|100%|",
       "pass 100; pass 100%; pass 30%; pass 60%; pass 10%; pass 100%"},
      {"|a|GB|%|\n|-|-|-|\n|x|30|30%|\n|y|60|60%|\n|z|10|20%|\n|Total|100|100%|",
       "pass 100; fail 100%; pass 30%; pass 60%; fail 20%; pass 100%"},
      {"|a|%|\n|-|-|\n|x|30%|\n|y|60%|\n|z|10%|\n|Total|80%|", "fail 80%"},
      {"|a|%|\n|-|-|\n|x|30%|\n|y|60%|\n|z|20%|\n|Total|37%|", ""},
      {"|a|one|two|Total|\n|-|-|-|-|\n|x|2.5 h|0.25 h|2.75 h|\n|y|1 h|2 h|3 h|", "pass 2.75 h; pass 3 h"},
      {"|a|one|two|Total|\n|-|-|-|-|\n|x|2.5 h|0.25 h|2.75 h|\n|y|1 h|2 h|3 h|\n|z|1 h|2 h|5 h|",
       "pass 2.75 h; pass 3 h; fail 5 h"},
      {"|a|one|two|Total|\n|-|-|-|-|\n|x|2 h|3 h|6 h|", ""},
  });
}

}  // namespace countercheck

// Which calculations are read in a text, and as what.
#include <catch2/catch.hpp>

#include "allocations.h"
#include "built_in_book.h"
#include "extract/equations.h"
#include "rulebook/rulebook.h"

namespace countercheck {
namespace {

using testing::book;

std::string read(std::string_view text, bool is_code = false) {
  std::string out;
  for (const Equation& equation : find_equations(text, book().units, book().language, is_code)) {
    if (!out.empty()) out += "; ";
    out += dump(equation);
  }
  return out;
}

struct Row {
  const char* text;
  const char* expected;
};

void check(const std::vector<Row>& rows, bool is_code = false) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text, is_code) == row.expected);
  }
}

}  // namespace

TEST_CASE("equations: sides joined by signs") {
  check({
      {"Total GPUs: 64 × 2 = 128", "equality 64 × 2 | 128"},
      {"total = 4 × 4 × 8 × 4 = 512", "equality 4 × 4 × 8 × 4 | 512"},
      {"2000=160*12+80", "equality 2000 | 160 × 12 + 80"},
      {"8 + 4 * 2 - 6 / 3 = 14", "equality 8 + 4 × 2 - 6 ÷ 3 | 14"},
      {"(8 + 4) × 2 = 24", "equality (8 + 4) × 2 | 24"},
      {"((2 + 3) × (4 − 1)) ÷ 5 = 3", "equality (2 + 3) × (4 - 1) ÷ 5 | 3"},
      {"24 / (2 * 3) = 4", "equality 24 ÷ (2 × 3) | 4"},
      {"270KB × 128 × 10240 ≈ 354GB", "equality 270KB × 128 × 10240 | ~354GB"},
      {"5 GB * 3 ~= 15 GB", "equality 5 GB × 3 | ~15 GB"},
      {"30 ÷ 4 = ~7.5", "equality 30 ÷ 4 | ~7.5"},
      {"8 · 16 ⋅ 2 = 256", "equality 8 × 16 × 2 | 256"},
      {"8 x 16 = 128, 4x4x8 = 128", "equality 8 × 16 | 128; equality 4 × 4 × 8 | 128"},
      {"8 × 80GB = 640 GB", "equality 8 × 80GB | 640 GB"},
      {"12 * 4 + 3*2 = 54", "equality 12 × 4 + 3 × 2 | 54"},
      {"100 − 80 = 20; 100 – 80 = 20", "equality 100 - 80 | 20; equality 100 - 80 | 20"},
      {"2^30 / 1024**2 = 1024", "equality 2^30 ÷ 1024**2 | 1024"},
      {"(1 + 2)^2 = 9", "equality (1 + 2)^2 | 9"},
      {"-5 + 8 = 3", "equality -5 + 8 | 3"},
      {"1024 - 16 = 1008 and (1024-16)/16 = 63", "equality 1024 - 16 | 1008; equality (1024 - 16) ÷ 16 | 63"},
      {"64 % 6 = 4", "equality 64 % 6 | 4"},
      {"8 times 16 equals 128", "equality 8 × 16 | 128"},
      {"128 divided by 4 equals 32", "equality 128 ÷ 4 | 32"},
      {"6 plus 7 minus 1 equals 12", "equality 6 + 7 - 1 | 12"},
      {"24 = 6 × 4 = 3 × 8", "equality 24? | 6 × 4 | 3 × 8"},
      {"assert 64 * 2 == 128", "equality 64 × 2 | 128"},
      {"12 × 5 → 60", "equality 12 × 5 | 60?"},
      {"12*5 => 60", "equality 12 × 5 | 60?"},
  });
}

TEST_CASE("equations: words, units and parentheses between the numbers") {
  check({
      {"64 experts/layer × 16 layers = 1024 experts", "equality 64 experts/layer × 16 layers | 1024 experts"},
      {"4 (head groups) × 4 (dimension segments) = 16 slices", "equality 4 × 4 | 16"},
      {"~50ms (compute) + 14ms (comm) = 64ms", "equality ~50ms + 14ms | 64ms"},
      {"256 ÷ 2 (TP) = 128 parts", "equality 256 ÷ 2 | 128"},
      {"58.6MB per GPU × 2 for FP16 = 117.2MB", "equality 58.6MB per GPU × 2 | 117.2MB"},
      {"16 × (256MB / 1.5TB/s) = 2.7ms per layer", "equality 16 × 256MB ÷ 1.5TB/s | 2.7ms per layer"},
      {"5 widgets/box × 3 boxes = 15 widgets", "equality 5 × 3 | 15"},
      {"0.5 + 8.8 + 2.0 GB = 11.3GB", "equality 0.5 + 8.8 + 2.0 GB | 11.3GB"},
      {"(4 + 2) bytes × 1000 = 6 KB", "equality (4 + 2) × bytes × 1000 | 6 KB"},
      {"TP(8) × EP(8) = 64", "equality 8 × 8 | 64"},
      {"TP4 × EP32 = 128", "equality 4 × 32 | 128"},
      {"TP=8 × EP=8 = 64 GPUs", "equality 8 × 8 | 64 GPUs"},
      {"EP (64) × TP (2) = 128 GPUs", "equality 64 × 2 | 128 GPUs"},
      {"Pipeline Parallelism (4) × Tensor Parallelism (2) = 8", "equality 4 × 2? | 8"},
      {"2.56GB ÷ DP8 = 320MB", "equality 2.56GB ÷ 8? | 320MB"},
      {"an error - 8 × 4 = 32, not 16", "equality 8 × 4? | 32"},
      {"Stage 0 (128 GPUs: 64 × 2)", "equality 128 GPUs | 64 × 2?"},
      {"TP(8) × batch(4) = 32", "equality 8 × 4? | 32"},
      {"8 × batch 4 = 32", "equality 8 × 4? | 32"},
      {"min(16, 32) × 4 = 64", "equality min(16, 32) × 4 | 64"},
      {"ceil(100 / 8) = 13, ⌈100 / 8⌉ = 13", "equality ceil(100 ÷ 8) | 13; equality ceil(100 ÷ 8) | 13"},
      {"log2(1024) = 10 and sqrt(81) = 9", "equality log2(1024) | 10; equality sqrt(81) | 9"},
      {"85% of 80 GB = 68 GB", "equality 85% × 80 GB | 68 GB"},
      {"85% of the total 80 GB = 68 GB", "equality 85% × 80 GB | 68 GB"},
      {"400 TFLOPS @ 60% MFU = 240 TFLOPS", "equality 400 TFLOPS × 60%? | 240 TFLOPS"},
      {"2000/240 = 8.33× utilization", "equality 2000 ÷ 240 | 8.33×"},
  });
}

TEST_CASE("equations: amounts compared with words between") {
  check({
      {"68 GPUs required ≤ 128 GPUs available", "comparison 68 GPUs | 128 GPUs"},
      {"12 GB of weights ≤ 80 GB", ""},
      {"8 GPUs and batch ≤ 4", ""},
      {"8 GPUs needed ≤ 4 nodes", ""},
      {"p50 latency ≤ 10 s", ""},
  });
}

TEST_CASE("equations: what has a free name is not read") {
  check({
      {"FLOPs = 2 × params × tokens", ""},
      {"4 × h × 1024 = 8192", ""},
      {"hidden × 4 = 2048", ""},
      {"2 × params = 20", ""},
      {"2× params = 20 GB", ""},
      {"$ng * 4 = 12", ""},
      {"Stage 1 + Stage 2 = 20 MB", ""},
      {"TP=2 + PP=4 = 6", ""},
      {"TP8 × layers = 64", ""},
      {"size - 4 = 8", ""},
      {"x[3] × 2 = 9", ""},
      {"f(x) × 2 = 9", ""},
      {"B×2×⌈K/TPA⌉×S = 8", ""},
      {") / 2^30 = 397 GB", ""},
      {"PP*TP=8*4=32", "equality 8 × 4 | 32"},
      {"TP×PP = 8×1 = 8", "equality 8 × 1 | 8"},
      {"layers=40 heads=32 size=2048", ""},
      {"d_k = 128, batch = 64", ""},
      {"64 GPUs - 8 spare", ""},
      {"64 GPUs – good", ""},
      {"3 times faster", ""},
      {"GPT-3 × 2 = 5", ""},
      {"version 1.2.3 = 1.2.3", ""},
      {"2025-12-05 = 2015", ""},
  });
}

TEST_CASE("equations: a value and the calculation in parentheses behind it") {
  check({
      {"8MB (2048×1024×4 bytes)", "value of 8MB | 2048 × 1024 × 4 bytes"},
      {"512 (4 × 4 × 8 × 4 = 512)", "value of 512 | 4 × 4 × 8 × 4?; equality 4 × 4 × 8 × 4 | 512"},
      {"4 layers per stage (16 ÷ 4)", "value of 4 layers per stage | 16 ÷ 4?"},
      {"240 TFLOPS (400 × 0.6 MFU)", "value of 240 TFLOPS | 400 × 0.6"},
      {"512 GPUs (TP8 × PP8 × DP8)", "value of 512 GPUs | 8 × 8 × 8"},
      {"256GB (8x 32GB cards)", "value of 256GB | 8 × 32GB"},
      {"8MB (2 × 4MB) + 4MB (4 × 1MB) = 12MB",
       "equality 8MB + 4MB? | 12MB; value of 8MB? | 2 × 4MB?; value of 4MB? | 4 × 1MB?"},
      {"2.1GB (16 × 264MB = 4.2GB, over 2)", "value of 2.1GB | 16 × 264MB?; equality 16 × 264MB | 4.2GB"},
      {"1.4GB per file (1.4*256)", "value of 1.4GB | 1.4 × 256?"},
      {"MBS=2 (8*2)", "value of 2? | 8 × 2?"},
      {"145M tokens (290B bytes / 145K steps)", "value of 145M tokens | 290B bytes ÷ 145K steps?"},
      {"128 (was 64 × 4)", "value of 128 | 64 × 4?"},
      {"128 (64 × 4, over 2)", "value of 128 | 64 × 4?"},
      {"16 × 0.5 (8 in all)", "value of 8 | 16 × 0.5?"},
      {"256GB (8x 32GB cards) per replica (2 × 4)", "value of 256GB | 8 × 32GB; value of 256GB | 2 × 4?"},
      {"128 GPUs (2:1 ratio)", "value of 128 GPUs | 2 ÷ 1?"},
      {"117MB (30B ÷ 512 = 58.6MB × 2)", "value of 117MB | 58.6MB × 2?; equality 30B ÷ 512 | 58.6MB × 2"},
      {"14 TiB (14,336 GiB)", "value of 14,336 GiB | 14 TiB?"},
      {"14 TiB (15 GiB)", ""},
      {"16777216 (16MB)", "value of 16MB | 16777216?"},
      {"75% (25% bubbles)", "value of 75% | 100% - 25%?"},
      {"384 (48 nodes of 8)", "value of 384 | 48 nodes × 8?"},
      {"64 GPUs (SXM)", ""},
      {"80GB (H100)", ""},
  });
}

TEST_CASE("equations: shares") {
  check({
      {"0.11% (69MB ÷ 64GB)", "share 0.11% | 69MB ÷ 64GB"},
      {"68/128 GPUs (53%)", "share 53% | 68 ÷ 128 GPUs"},
      {"18.18GB / 80GB (22.7%)", "share 22.7% | 18.18GB ÷ 80GB"},
      {"3 of 128 (2.3%)", "share 2.3% | 3 ÷ 128"},
      {"3 out of 128 GPUs (98% waste)", "share 98% | 3 ÷ 128 GPUs"},
      {"75% (3 of 4)", "share 75% | 3 ÷ 4"},
      {"608B tokens, of which 342B (56.3%) hit", "share 56.3% | 342B ÷ 608B tokens"},
      {"68GB (85% of 80GB)", "share 85% | 68GB ÷ 80GB; value of 68GB | 85% × 80GB?"},
      {"28.8 tokens/ms (28.8% of target)", ""},
      {"100% (no idle GPUs)", ""},
  });
}

TEST_CASE("equations: changes") {
  check({
      {"128 → 64 (50% reduction)", "change (reduction) 50% | 128 | 64"},
      {"128 -> 64 (50% less)", "change (less) 50% | 128 | 64"},
      {"reduced from 128 to 64 groups (50% fewer)", "change (fewer) 50% | 128? | 64 groups"},
      {"50% fewer groups (4 vs 8)", "change (fewer) 50% | 4 | 8"},
      {"512 GPUs vs 2048 (75% reduction)", "change (reduction) 75% | 512 GPUs | 2048"},
      {"10.7x faster (3.2 s → 0.3 s)", "change (faster) 10.7x | 3.2 s | 0.3 s"},
      {"2x (8 vs 4)", "change 2? | 8 | 4"},
      {"Latency reduction: 17% (0.078 → 0.065 ms)", "change (reduction) 17% | 0.078 | 0.065 ms"},
      {"85% (36.9% vs 40%)", "change 85%? | 36.9% | 40%"},
      {"128 → 64", ""},
  });
}

TEST_CASE("equations: comparisons") {
  check({
      {"43.0 GB ≤ 64 GB", "comparison 43.0 GB | 64 GB"},
      {"16MB ≪ 64GB", "comparison 16MB | 64GB"},
      {"(43 GB < 64 GB)", "comparison 43 GB | 64 GB"},
      {"2 × 20 GB <= 80 GB", "comparison 2 × 20 GB | 80 GB"},
      {"Python 3 >= 2", "comparison 3? | 2"},
      {"latency < 10 ms", ""},
      {"<b>64</b> > 3", ""},
  });
}

TEST_CASE("equations: counted ranges") {
  check({
      {"64 A100 80GB (8 nodes × 8)", "value of 80GB | 8 nodes × 8?"},
      {"Layers 0-19 (20 layers)", "value of (both ends count) 20 layers | 19 - 0 + 1?"},
      {"GPUs 2 through 65 (64 GPUs total)", "value of (both ends count) 64 GPUs | 65 - 2 + 1?"},
      {"Layers 0-19 (4 GPUs)", ""},
      {"GPUs 0-31 (2 GPUs per expert)", ""},
  });
}

TEST_CASE("equations: LaTeX") {
  check({
      {"$64 \\times 2 = 128$", "equality 64 × 2 | 128"},
      {"$\\frac{128}{64} = 2$", "equality 128 ÷ 64 | 2"},
      {"\\frac{69\\,\\text{MB}}{64\\,\\text{GB}} \\approx 0.11\\%", "equality 69 MB ÷ 64 GB | ~0.11%"},
      {"$43\\,\\text{GB} \\le 64\\,\\text{GB}$", "comparison 43 GB | 64 GB"},
      {"\\frac{1}{2", ""},
  });
}

TEST_CASE("equations: code") {
  check(
      {
          {"a = 8 * 1024  # 8192", "value of 8192 | 8 × 1024"},
          {"a = 8 * 1024  # = 8192 bytes", "value of 8192 bytes | 8 × 1024"},
          {"a = 8192  # 8 * 1024", "value of 8192 | 8 × 1024"},
          {"a = 8 * 1024  # 8 heads", "value of 8 heads | 8 × 1024?"},
          {"LIMIT=\"16777216\"  # 16MB", "value of 16MB | 16777216?"},
          {"const x = 2 * 4; // 8", "value of 8 | 2 × 4"},
          {"- 32 * 32 = 1024 drives", "equality 32 × 32 | 1024 drives"},
          {"x = 64 % 8\ny = 3", ""},
          {"a = 8 *\n16 = 128", ""},
          {"# 64 × 2 = 128", "equality 64 × 2 | 128"},
          {"if a < 5: b = 3", ""},
      },
      true);
}

TEST_CASE("equations: lines and clauses end a calculation") {
  check({
      {"64 ×\n2 = 128", "equality 64 × 2 | 128"},
      {"(64 ×\n2) = 128", "equality 64 × 2 | 128"},
      {"64\n× 2 = 128", ""},
      {"16 × 16 = 256 → 256 ÷ 2 (TP) = 128", "equality 16 × 16 | 256; equality 256 ÷ 2 | 128"},
      {"use 64 GPUs and 2 + 2 = 4", "equality 2 + 2 | 4"},
      {"64 × 2 = 128, 128 / 4 = 32.", "equality 64 × 2 | 128; equality 128 ÷ 4 | 32"},
      {"Option 1 = 64 × 2", "equality 1? | 64 × 2"},
      {"1 node = 8 × 2 = 16 GPUs", "equality 1 node? | 8 × 2 | 16 GPUs"},
      {"8 × 16 = 100 to 200", "equality 8 × 16 | 100?"},
  });
}

TEST_CASE("equations: numbers stand where the text has them") {
  const std::string text = "Memory: **16MB** and $\\frac{128}{64} = 2$; 68/128 (53%)";
  for (const Equation& equation : find_equations(text, book().units, book().language, false)) {
    for (const Equation::Side& side : equation.sides) {
      if (!side.expr.written) continue;
      const Written& written = *side.expr.written;
      const std::string_view slice = std::string_view(text).substr(written.number.begin, written.number.size());
      CHECK(std::stod(std::string(slice)) == written.mantissa);
      CHECK(side.span.contains(written.number));
    }
  }
}

TEST_CASE("equations: hostile texts grow linearly") {
  for (const std::string_view part :
       {"(",         ")",     "((((1", "1+",     "1+1+1=",   "= ",     "1 = ",       "- ",
        "a × ",      "1 (",   "1(1)",  "(1 (1 ", "f(",       "min(1,", "\\frac{1}{", "→ ",
        "1 → 2 (",   "%",     "1%of ", "TP8 × ", "x=1 × ",   "⌈",      "1x",         "1 vs ",
        "(1 vs 2 (", "# 1\n", "* ",    "1 2 ",   "\xE2\x89", "(a) ",   "1 a "}) {
    CAPTURE(part);
    for (const bool is_code : {false, true}) {
      testing::check_growth(2000, [&](std::size_t size) {
        const std::string text = testing::filled(part, size);
        CHECK(find_equations(text, book().units, book().language, is_code).size() <= size);
      });
    }
  }
}

}  // namespace countercheck

// Percentages beside amounts, totals below one of their parts, and what merely repeats a refuted figure.
#include <catch2/catch.hpp>

#include <map>

#include "checked.h"

using namespace countercheck;

namespace {

/// Verdicts of the figures in the last line that are decided, worst first a figure: "pass fail".
std::string last_line(const std::string& text) {
  const int line = testing::last_line_of(text);
  std::map<int, std::string> verdicts;
  for (const Finding& finding : testing::checked(text).findings) {
    if (finding.place.begin().line != line || finding.rule.find('/') != std::string::npos) continue;
    std::string& verdict = verdicts[finding.place.begin().column];
    const std::string name(name_of(finding.verdict));
    if (name == "fail" || (name == "pass" && verdict.empty())) verdict = name;
  }
  std::string out;
  for (const auto& [column, verdict] : verdicts)
    if (!verdict.empty()) out += (out.empty() ? "" : " ") + verdict;
  return out;
}

}  // namespace

TEST_CASE("a percentage beside an amount is its share of the room") {
  const std::string card = "# Plan\n\n## Cards\n\n- GPU memory: 96 GB\n\n## Use\n\n";
  CHECK(last_line(card + "- Memory per GPU: 36 GB (37.5% utilization)\n") == "pass");
  CHECK(last_line(card + "- Memory per GPU: 36 GB (73.5% utilization)\n") == "fail");
  CHECK(last_line(card + "- Memory per GPU: 36 GB (73.5% of capacity)\n") == "");
  CHECK(last_line(card + "- Memory per GPU: 36 GB (73.5% of GPU memory)\n") == "fail");
  CHECK(last_line(card + "- Buffers take 12 GB (12.5% of GPU memory)\n") == "pass");
  SECTION("what is no part of one card, or of something else, is not refuted") {
    CHECK(last_line(card + "- Buffers take 12 GB (40% utilization)\n") == "");
    CHECK(last_line(card + "- Usable: 48 GB\n- Memory per GPU: 36 GB (75% utilization)\n") == "pass");
    CHECK(last_line(card + "- Memory per GPU: 36 GB (20% margin)\n") == "");
    CHECK(last_line(card + "- Memory per GPU: 36 GB (20% of weights)\n") == "");
    CHECK(last_line("# Plan\n\n- A: GPU memory: 96 GB\n- B: GPU memory: 48 GB\n\n## Use\n\n"
                    "- Memory per GPU: 36 GB (75.1% utilization)\n") == "");
  }
}

TEST_CASE("a total is not less than a part that is computed above it") {
  const std::string head = "# Plan\n\n### Memory of each GPU\n\n";
  const std::string parts = "- Buffers: 30,000 × 1,000 × 4 = 120 MB\n- Code: 2 MB\n";
  CHECK(last_line(head + parts + "- Total: 50 MB\n") == "fail");
  CHECK(last_line(head + parts + "- Total per GPU: 50 MB\n") == "fail");
  CHECK(last_line("# Plan\n\n### Memory\n\n" + parts + "- Total per GPU: 50 MB\n") == "");
  CHECK(last_line(head + parts + "- Total: 180 MB\n") == "");
  CHECK(last_line(head + parts + "- Total (after offloading): 50 MB\n") == "");
  CHECK(last_line(head + parts + "- Total time: 50 ms\n") == "");
  CHECK(last_line(head + "- Buffers: 3 × 40 MB = 120 MB\n- Code: 2 MB\n- Total: 50 MB\n") == "");
  CHECK(last_line(head + "- Buffers: 120 MB\n- Code: 2 × 1 MB = 2 MB\n- Total freed: 50 MB\n") == "");
}

TEST_CASE("what only repeats a refuted figure is refuted with it") {
  const std::string plan =
      "# Plan\n\n- Batch size: 96\n- Sequence length: 512\n- Batches per second: 31.25 batches/second\n";
  CHECK(last_line(
            plan +
            "- Tokens per second: 1,536 tokens/second\n\n## Result\n\nWe reach 1,536 tokens/second throughput.\n") ==
        "fail");
  CHECK(last_line(plan + "- Tokens per second: 1,536,000 tokens/second\n\n## Result\n\n"
                         "We reach 1,536,000 tokens/second throughput.\n") == "pass");
}

TEST_CASE("counts that a parenthesis calls a match are one") {
  CHECK(last_line("# Plan\n\n- Division: 12 parts for 12 GPUs (perfect match)\n") == "pass pass");
  CHECK(last_line("# Plan\n\n- Division: 12 parts for 6 GPUs (perfect match)\n") == "fail");
  CHECK(last_line("# Plan\n\n- Division: 12 parts for 6 GPUs (no match)\n") == "");
  CHECK(last_line("# Plan\n\n- Division: 12 parts for 6 GPUs (match of pairs)\n") == "");
}

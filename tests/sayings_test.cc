// What is said of one thing in several places: which figures are compared, and when one that differs is wrong.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace countercheck;

namespace {

/// "pass", "fail" or "none": of the last figure of the text by the rule `consistency`.
std::string consistency_at_end(const std::string& text) {
  const int line = testing::last_line_of(text);
  for (const Finding& finding : testing::checked(text).findings)
    if (finding.rule == "consistency" && finding.place.begin().line == line)
      return std::string(name_of(finding.verdict));
  return "none";
}

constexpr const char* kLatency = "# Plan\n\n## Timing\n\n- Step latency: 30 ms\n- Latency: 3 × 4 ms = 12 ms\n\n";
constexpr const char* kModules =
    "# Plan\n\n- Modules per GPU: 96 ÷ 12 = 8 modules per GPU\n- Each GPU runs 8 modules.\n\n";

}  // namespace

TEST_CASE("cells of one table are there to differ") {
  CHECK(consistency_at_end(
            "| GPUs | Samples/s | Efficiency |\n|---|---|---|\n| 128 | 20.0 | 98% |\n| 256 | 38.8 | 95% |\n"
            "| 64 | 10.2 | 100% |\n") == "none");
}

TEST_CASE("a summary says what was computed") {
  const std::string timing = kLatency;
  CHECK(consistency_at_end(timing + "## Summary\n\n- ✅ Low latency (12 ms)\n") == "pass");
  CHECK(consistency_at_end(timing + "## Summary\n\n- ✅ Low latency (24 ms)\n") == "fail");
  CHECK(consistency_at_end(timing + "## Summary\n\n- Speed: 24 ms latency\n") == "fail");
  CHECK(consistency_at_end(timing + "## Summary\n\nThe latency is excellent at 24 ms.\n") == "fail");
  SECTION("but what is said of something else, or elsewhere, may differ") {
    CHECK(consistency_at_end(timing + "## Summary\n\n- Peak latency: 24 ms\n") == "none");
    CHECK(consistency_at_end(timing + "## Summary\n\n- Latency per layer: 2 ms\n") == "none");
    CHECK(consistency_at_end(timing + "## Summary\n\n- Network latency: 24 ms\n") == "none");
    CHECK(consistency_at_end(timing + "## Summary\n\n- Latency target: 10 ms\n") == "none");
    CHECK(consistency_at_end(timing + "## Summary\n\n- The latency was 24 ms before.\n") == "none");
    CHECK(consistency_at_end(timing + "## Second wave\n\n- Latency: 24 ms\n") == "none");
  }
}

TEST_CASE("one figure against two that agree, of which one is computed, is wrong") {
  const std::string modules = kModules;
  CHECK(consistency_at_end(modules + "## Balance\n\n- Load: 8 modules per GPU\n") == "pass");
  CHECK(consistency_at_end(modules + "## Balance\n\n- Load: 9 modules per GPU\n") == "fail");
  CHECK(consistency_at_end(modules + "## Balance\n\n- Load: 9 modules per node\n") == "none");
  CHECK(consistency_at_end(modules + "- Each GPU runs 9 modules.\n\n## Balance\n\n- Load: 9 modules per GPU\n") ==
        "none");
}

TEST_CASE("what comes first is wrong if three others agree") {
  const std::string first = "# Plan\n\n- Modules per GPU: 9 modules per GPU (even)\n";
  const auto verdict_of_first = [&](const std::string& rest) {
    for (const Finding& finding : testing::checked(first + rest).findings)
      if (finding.rule == "consistency" && finding.place.begin().line == 3)
        return std::string(name_of(finding.verdict));
    return std::string("none");
  };
  const std::string computed = "- Modules per GPU: 96 ÷ 12 = 8 modules per GPU\n";
  CHECK(verdict_of_first(computed + "\n- Load: 8 modules per GPU\n\n- Balance: 8 modules per GPU\n") == "fail");
  CHECK(verdict_of_first(computed + "\n- Load: 8 modules per GPU\n") == "none");
  CHECK(verdict_of_first(computed + "\n- Load: 8 modules per GPU\n\n- Balance: 7 modules per GPU\n") == "none");
}

TEST_CASE("an operand is not what its label names, and an index is no figure") {
  CHECK(consistency_at_end(
            "# Plan\n\n## Memory\n\n- Buffer: 2 × 8 MB = 16 MB\n\n## Summary\n\n- Buffer: 32 MB ÷ 2\n") == "none");
  CHECK(consistency_at_end("# Plan\n\n- GPU groups: 24 ÷ 3 = 8\n\n## Summary\n\n- Group 3: spare\n") == "none");
}

TEST_CASE("what is divided, what each of several has, and counts that are said to match are judged") {
  const auto verdicts = [](const std::string& text) {
    std::string out;
    for (const Finding& finding : testing::checked(text).findings)
      if (finding.claimed && (finding.verdict == Verdict::pass || finding.verdict == Verdict::fail))
        out += std::string(name_of(finding.verdict)) + " " + finding.claimed->text + "; ";
    return out;
  };
  CHECK(verdicts("- Hidden size: 2048\n- TP: 4\n- Hidden dimension split: 2048 → 512 per GPU\n") ==
        "pass 2048; pass 512 per GPU; ");
  CHECK(verdicts("- TP: 4\n- Hidden dimension split: 2048 → 256 per GPU\n") == "fail 256 per GPU; ");
  CHECK(verdicts("- Layers: 24\n- PP: 2\n\n```\nStage 0: 12 layers\nStage 1: 12 layers\n```\n") ==
        "pass 12 layers; pass 12 layers; ");
  CHECK(verdicts("GPU matching: 48 parts = 48 GPUs") == "pass 48; pass 48 GPUs; ");
  CHECK(verdicts("GPU matching: 48 parts = 96 GPUs") == "fail 48; ");
  CHECK(verdicts("8 GPUs = 1 node") == "");
}

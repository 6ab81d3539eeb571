// Shapes of tensors that make a product, shares with their totals, and totals of stages.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace countercheck;

namespace {

/// Messages of the calculations of a text that pass or fail: "fail 3: ...", a line each.
std::string calculations(const std::string& text) {
  std::string out;
  for (const Finding& finding : testing::checked(text).findings)
    if (finding.rule == "arithmetic" && (finding.verdict == Verdict::pass || finding.verdict == Verdict::fail))
      out += std::string(name_of(finding.verdict)) + ": " + finding.message + "\n";
  return out;
}

std::string product(const std::string& input, const std::string& weights, const std::string& output) {
  return calculations("# Step\n\n```\nInput: " + input + "\nWeights: " + weights + "\nOutput: " + output + "\n```\n");
}

constexpr const char* kRight =
    "pass: 768 agrees with 768 in line 4\n"
    "pass: 192 agrees with 192 in line 5\n";

}  // namespace

TEST_CASE("shapes of input, weights and output make a product") {
  CHECK(product("[b=6, t=40, d=768]", "[d=768, f=192]", "[b=6, t=40, f=192]") == kRight);
  CHECK(product("[6, 40, 768]", "[768, 192]", "[6, 40, 192]") == kRight);
  CHECK(product("[6, 40, 768]", "[768, 192]", "[6, 40, 96]") ==
        "pass: 768 agrees with 768 in line 4\nfail: 96 differs from 192 in line 5\n");
  CHECK(product("[6, 40, 768]", "[384, 192]", "[6, 40, 192]") ==
        "fail: 384 differs from 768 in line 4\npass: 192 agrees with 192 in line 5\n");
  SECTION("weights may be kept the other way round") {
    CHECK(product("[6, 40, 768]", "[192, 768]", "[6, 40, 192]") == kRight);
    CHECK(product("[6, 40, 768]", "[192, 384]", "[6, 40, 192]") ==
          "fail: 384 differs from 768 in line 4\npass: 192 agrees with 192 in line 5\n");
  }
  SECTION("the output may part its last dimension into heads") {
    CHECK(product("[6, 40, 768]", "[768, 192]", "[6, 40, h=3, d=64]") ==
          "pass: 768 agrees with 768 in line 4\npass: 192 = 3 × 64\n");
    CHECK(product("[6, 40, 768]", "[768, 256]", "[6, 40, h=3, d=64]") ==
          "pass: 768 agrees with 768 in line 4\nfail: 3 × 64 is 192, not 256\n");
  }
  SECTION("what is no product says nothing") {
    CHECK(product("[6, 40, 768]", "[768, 192]", "[6, 20, 96]") == "");
    CHECK(product("[6, 40, 768]", "[4, 768, 192]", "[6, 40, 96]") == "");
    CHECK(product("[6, t, 768]", "[768, 192]", "[6, 40, 96]") == "");
    CHECK(product("[6, 40, 2×384]", "[768, 192]", "[6, 40, 96]") == "");
    CHECK(product("[6, 40, 768", "[768, 192]", "[6, 40, 96]") == "");
    CHECK(product("[]", "[,]", "[1.5, 0, -2]") == "");
    CHECK(calculations("# Step\n\n```\nInput: [6, 40, 768]\nMask: [768, 192]\nOutput: [6, 40, 96]\n```\n") == "");
    CHECK(calculations(
              "# Step\n\n- Input: [6, 40, 768]\n- Weights: [768, 192]\n\n## Next\n\n- Output: [6, 40, 96]\n") == "");
  }
}

TEST_CASE("a total in the parenthesis of a share is the share of all") {
  const std::string cards = "# Plan\n\n- Total GPUs: 24\n\n";
  CHECK(calculations(cards + "- GPU memory: 48 GB per GPU (1152 GB total)\n") ==
        "pass: 1152 GB = 48 GB per GPU × 24\n");
  CHECK(calculations(cards + "- GPU memory: 48 GB per GPU (576 GB total)\n") ==
        "fail: 48 GB per GPU × 24 is 1152 GB, not 576 GB\n");
  CHECK(calculations(cards + "- GPU memory: 48 GB per GPU (1.15 TB in total)\n") ==
        "pass: 1.15 TB = 48 GB per GPU × 24\n");
  CHECK(calculations(cards + "- Available GPUs: 12\n- GPU memory: 48 GB per GPU (576 GB total)\n") ==
        "pass: 576 GB = 48 GB per GPU × 12\n");
  CHECK(calculations(cards + "- Available GPUs: 12\n- GPU memory: 48 GB per GPU (500 GB total)\n") == "");
  CHECK(calculations(cards + "- GPU memory: 48 GB per GPU (40 GB usable)\n") == "");
  CHECK(calculations(cards + "- Split: 3 heads per GPU (12 heads total)\n") == "");
  CHECK(calculations(cards + "- Disk: 48 GB per node (500 GB total)\n") == "");
}

TEST_CASE("a total below a list of stages is what they make, whatever its degrees multiply to") {
  const std::string stages = "# Plan\n\n- Degrees: EP16_TP2_PP1_DP1\n\n1. Encoder (2 GPUs)\n2. Experts (16 GPUs)\n";
  CHECK(calculations(stages + "3. Head (2 GPUs)\n\n**Total GPUs used**: 20\n") ==
        "pass: 20 = 2 GPUs + 16 GPUs + 2 GPUs\n");
  SECTION("a list that does not make it refutes nothing") {
    CHECK(calculations(stages + "3. Head (4 GPUs)\n\n**Total GPUs used**: 20\n") == "");
    CHECK(calculations(stages + "3. Head\n\n**Total GPUs used**: 18\n") == "");
    CHECK(calculations(stages + "3. Head (2 GPUs of 4 GPUs)\n\n**Total GPUs used**: 20\n") == "");
    CHECK(calculations(stages + "3. Head (2 GPUs)\n\nAnother word.\n\n**Total GPUs used**: 20\n") == "");
    CHECK(calculations("**Total GPUs used**: 20\n") == "");
  }
}

TEST_CASE("GPUs per part are all GPUs over the parts") {
  const auto verdict = [](const std::string& text) {
    for (const Finding& finding : testing::checked(text).findings)
      if (finding.rule == "claim/gpus_per_part") return std::string(name_of(finding.verdict));
    return std::string("none");
  };
  const std::string plan = "# Plan\n\n- Total GPUs: 48\n\nThe model is split into 12 parts.\n\n";
  CHECK(verdict(plan + "- GPUs per part: 4\n") == "pass");
  CHECK(verdict(plan + "Each part uses 4 GPUs.\n") == "pass");
  CHECK(verdict(plan + "- GPUs per part: 3\n") == "fail");
  CHECK(verdict("# Plan\n\n- Total GPUs: 48\n\n- GPUs per part: 3\n") == "unverifiable");
}

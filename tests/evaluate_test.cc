// Verdicts on small documents: what is said of each claim, and why.
#include <catch2/catch.hpp>

#include "countercheck/countercheck.h"

using namespace countercheck;

namespace {

DocumentReport checked(const std::string& text, Settings settings = {}) {
  Request request;
  request.texts = {std::make_shared<const Source>("plan.md", text)};
  request.use_configuration = false;
  request.settings = std::move(settings);
  Report report = check(request);
  REQUIRE(report.documents.size() == 1);
  return std::move(report.documents[0]);
}

/// "pass", "fail", ... of the first finding of a rule; "none" if there is none.
std::string verdict_of(const DocumentReport& document, const std::string& rule) {
  for (const Finding& finding : document.findings)
    if (finding.rule == rule) return std::string(name_of(finding.verdict));
  return "none";
}

constexpr const char* kModel = "- Layers: 16\n- Experts per layer: 64\n- TP: 2\n- EP: 64\n- PP: 1\n";

struct Row {
  std::string text;
  const char* rule;
  const char* verdict;
};

}  // namespace

TEST_CASE("claims are judged by what the document states") {
  const Row rows[] = {
      {"- Attention heads: 16\n- TP: 2\n- Heads per GPU: 8\n", "claim/heads_per_gpu", "pass"},
      {"- Attention heads: 16\n- TP: 2\n- Heads per GPU: 4\n", "claim/heads_per_gpu", "fail"},
      {"- Heads per GPU: 4\n", "claim/heads_per_gpu", "unverifiable"},
      {"- Layers: 16\n- PP: 4\n- Layers per stage: 4\n", "claim/layers_per_stage", "pass"},
      {"- GPU memory: 64 GB\n- Memory per GPU: 16 GB\n- Memory utilization: 25%\n", "claim/memory_utilization", "pass"},
      {"- GPU memory: 64 GB\n- Memory per GPU: 16 GB\n- Memory utilization: 26%\n", "claim/memory_utilization", "fail"},
      // As wide as its digits: 0.07 is anything from 0.065 to 0.075.
      {"- GPU memory: 64 GB\n- Memory per GPU: 0.07 GB\n- Memory utilization: 0.12%\n", "claim/memory_utilization",
       "pass"},
      // A setting is no result.
      {"- GPU memory: 64 GB\n- Memory per GPU: 16 GB\n\nMemory utilization is set to 85%.\n",
       "claim/memory_utilization", "input"},
      // A count is exact; 64 ÷ 128 is no whole expert.
      {std::string(kModel) + "- Total GPUs: 128\n- Experts per GPU per layer: 0.5\n", "claim/experts_per_gpu",
       "disputed"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(verdict_of(checked(row.text), row.rule) == row.verdict);
  }
}

TEST_CASE("a convention settles what is disputed") {
  const std::string text = std::string(kModel) + "- Total GPUs: 128\n- Experts per GPU: 1\n";
  CHECK(verdict_of(checked(text), "claim/experts_per_gpu") == "disputed");
  Settings settings;
  settings.conventions = {{"experts_per_gpu", "instances"}};
  CHECK(verdict_of(checked(text, settings), "claim/experts_per_gpu") == "fail");
  settings.conventions = {{"experts_per_gpu", "local"}};
  CHECK(verdict_of(checked(text, settings), "claim/experts_per_gpu") == "pass");
}

TEST_CASE("what is set beats what is stated, and the difference is a finding") {
  Settings settings;
  settings.set = {{"tensor_parallel", "4"}};
  const DocumentReport document = checked("- Attention heads: 16\n- TP: 2\n- Heads per GPU: 8\n", settings);
  CHECK(verdict_of(document, "claim/heads_per_gpu") == "fail");
  CHECK(verdict_of(document, "claim/tensor_parallel") == "fail");
}

TEST_CASE("several values of one quantity speak not at all") {
  const DocumentReport document =
      checked("- Attention heads: 16\n\n# A\n\n- TP: 4\n\n# B\n\n- TP: 2\n\n# C\n\n- Heads per GPU: 8\n");
  CHECK(verdict_of(document, "claim/heads_per_gpu") == "unverifiable");
}

TEST_CASE("rules hold, fail or cannot be decided") {
  CHECK(verdict_of(checked("- Attention heads: 16\n- TP: 2\n"), "parallelism/heads-split-unevenly") == "pass");
  CHECK(verdict_of(checked("- Attention heads: 16\n- TP: 3\n"), "parallelism/heads-split-unevenly") == "fail");
  CHECK(verdict_of(checked("- TP: 3\n"), "parallelism/heads-split-unevenly") == "unverifiable");
}

TEST_CASE("every pass rests on something other than the claim") {
  const DocumentReport document =
      checked(std::string(kModel) + "- Total GPUs: 128\n- Attention heads: 16\n- Heads per GPU: 8\n");
  for (const Finding& finding : document.findings) {
    if (finding.verdict != Verdict::pass) continue;
    INFO(finding.rule << " " << finding.message);
    REQUIRE(finding.derivation);
    CHECK_FALSE(finding.derivation->operands.empty());
  }
}

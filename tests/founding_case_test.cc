// The plan that this project was founded on: its three wrong figures are found and recomputed, and they follow the
// model's figures. What is expected is calculated here by hand, without the rulebook.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "countercheck/countercheck.h"
#include "render/render.h"

using namespace countercheck;

namespace {

const std::string kFolder = std::string(COUNTERCHECK_ROOT) + "/fixtures/ep64-tp2/";

std::string plan() {
  std::ostringstream text;
  text << std::ifstream(kFolder + "deployment.md", std::ios::binary).rdbuf();
  return text.str();
}

using Changes = std::vector<std::pair<std::string, std::string>>;

/// The plan with every occurrence of each first text replaced by its second.
std::string changed_plan(const Changes& changes) {
  std::string text = plan();
  for (const auto& [from, to] : changes) {
    INFO(from);
    REQUIRE(text.find(from) != std::string::npos);
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

Report check_plan(const std::string& text, Request request = {}) {
  request.texts = {std::make_shared<const Source>(kFolder + "deployment.md", text)};
  return check(request);
}

/// The plan's own formulas, but none of the conventions that it chooses.
Request without_conventions() {
  Request request;
  request.use_configuration = false;
  request.settings.rules = {kFolder + "rules"};
  return request;
}

/// The verdict on the quantity that the line with `words` states.
const Finding* find(const Report& report, const std::string& rule, const std::string& words) {
  for (const Finding& finding : report.documents.at(0).findings) {
    if (finding.rule != rule || !finding.place.is_known()) continue;
    const Position at = finding.place.begin();
    if (finding.place.source->line(at.line).find(words) != std::string_view::npos) return &finding;
  }
  return nullptr;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Plan {
  double gpus = 128, layers = 16, batch = 128, memory_gib = 64, tflops = 400;

  static constexpr double hidden = 1024, width = 2048, experts = 64, tokens = 1024, tp = 2;
  /// What EP and TP do not need is a second copy of the model.
  [[nodiscard]] double experts_per_gpu() const { return experts * layers * (gpus / (experts * tp)) / gpus; }
  [[nodiscard]] double memory_mib() const {
    const double bytes = 4 * hidden * hidden * layers / tp + 2 * hidden * width * experts * layers / gpus +
                         hidden * experts * layers + batch * hidden * layers * 2;
    return bytes / 1048576;
  }
  [[nodiscard]] double memory_percent() const { return memory_mib() / 1024 / memory_gib * 100; }
  [[nodiscard]] double compute_percent() const {
    const double flop = 2 * batch * tokens * hidden * hidden * layers + 4 * batch * tokens * hidden * width * layers;
    return flop / (gpus * tp) / (tflops * 1e12) * 100;
  }
};

}  // namespace

TEST_CASE("the founding plan gets the assessment that was once made by hand") {
  const Report report = check_plan(plan());
  CHECK(report.problems.empty());
  CHECK(report.exit_status == 1);
  const std::string text = assessment(report.documents.at(0));
  CAPTURE(text);
  for (const char* row : {
           "| Experts per GPU | 1 | 8 | ❌ |",
           "| Memory per GPU | 150MB | 69MB | ❌ |",
           "| Compute utilization | 12.6% | 0.02% | ❌ |",
           "Strategy is sound, documentation is flawed",
           "### Hardware compatibility ✅",
           "### Load balancing ✅",
           "### Strategy ✅",
           "write 8 instead of 1",
           "write 69MB instead of 150MB",
           "write 0.02% instead of 12.6%",
       }) {
    CAPTURE(row);
    CHECK(has(text, row));
  }
}

TEST_CASE("the sentence about one expert per layer fails as well") {
  const Report report = check_plan(plan());
  const Finding* sentence = find(report, "claim/experts_per_gpu", "Each GPU handles exactly 1 expert per layer");
  REQUIRE(sentence != nullptr);
  CHECK(sentence->verdict == Verdict::fail);
  REQUIRE(sentence->expected);
  CHECK(sentence->expected->value == Approx(0.5));
}

TEST_CASE("without the convention both claims about experts are disputed") {
  Request request = without_conventions();
  request.settings.conventions["bytes"] = "binary";
  const Report report = check_plan(plan(), request);
  for (const char* words : {"Each GPU handles exactly 1 expert per layer", "| Experts per GPU |"}) {
    CAPTURE(words);
    const Finding* finding = find(report, "claim/experts_per_gpu", words);
    REQUIRE(finding != nullptr);
    CHECK(finding->verdict == Verdict::disputed);
    CHECK(finding->severity == Severity::warning);
  }
}

TEST_CASE("without a convention of bytes both readings of the memory are shown") {
  const Report report = check_plan(plan(), without_conventions());
  const Finding* memory = find(report, "claim/memory_per_gpu", "| Memory per GPU |");
  REQUIRE(memory != nullptr);
  CHECK(memory->verdict == Verdict::fail);
  REQUIRE(memory->expected);
  CHECK(memory->expected->text == "72 MB, 69 MiB");
}

TEST_CASE("the recomputed figures follow the model's") {
  struct Row {
    std::string what;
    Changes changes;
    Plan plan;
  };
  const Row rows[] = {
      {"as it is", {}, {}},
      {"batch", {{"**Batch size**: 128", "**Batch size**: 256"}}, {.batch = 256}},
      {"layers",
       {{"16-layer", "32-layer"}, {"**Layers**: 16", "**Layers**: 32"}, {"64 × 16 = 1024", "64 × 32 = 2048"}},
       {.layers = 32}},
      {"memory of a GPU", {{"| GPU memory | 64 GB |", "| GPU memory | 32 GB |"}}, {.memory_gib = 32}},
      {"compute of a GPU", {{"400 TFLOPS", "200 TFLOPS"}}, {.tflops = 200}},
      {"GPUs",
       {{"on 128 GPUs", "on 256 GPUs"},
        {"| Available GPUs | 128 |", "| Available GPUs | 256 |"},
        {"**Total GPUs**: 128 (64 × 2)", "**Total GPUs**: 256"},
        {"all 128 GPUs", "all 256 GPUs"}},
       {.gpus = 256}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Report report = check_plan(changed_plan(row.changes));
    const auto expected = [&](const std::string& quantity, const std::string& words) {
      CAPTURE(words);
      const Finding* finding = find(report, "claim/" + quantity, words);
      REQUIRE(finding != nullptr);
      REQUIRE(finding->expected);
      return finding->expected->value;
    };
    CHECK(expected("experts_per_gpu", "| Experts per GPU |") == Approx(row.plan.experts_per_gpu()));
    CHECK(expected("memory_per_gpu", "| Memory per GPU |") == Approx(row.plan.memory_mib()));
    CHECK(expected("compute_utilization", "| Compute utilization |") == Approx(row.plan.compute_percent()));
    CHECK(expected("memory_utilization", "| Memory utilization |") == Approx(row.plan.memory_percent()).epsilon(0.001));
    CHECK(expected("compute_headroom", "| Compute headroom |") == Approx(100 - row.plan.compute_percent()));
  }
}

TEST_CASE("what is right in the founding plan passes") {
  const Report report = check_plan(plan());
  for (const auto& [rule, words] : {
           std::pair{"claim/memory_utilization", "| Memory utilization | 0.11% |"},
           std::pair{"claim/compute_headroom", "| Compute headroom | 99.98% |"},
           std::pair{"arithmetic", "128 (64 × 2)"},
       }) {
    CAPTURE(rule);
    const Finding* finding = find(report, rule, words);
    REQUIRE(finding != nullptr);
    CHECK(finding->verdict == Verdict::pass);
  }
}

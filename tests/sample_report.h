// One small deployment and its findings, shared by the tests of every format: a wrong count at the root, a restatement
// and two figures that follow from it, a disputed claim, a broken rule, and much that holds.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "countercheck/countercheck.h"
#include "extract/claims.h"
#include "findings/settle.h"

namespace countercheck::sample {

inline constexpr std::string_view kDocument = R"(# Serving plan: EP64 on 128 GPUs

## Cluster

- **GPUs**: 128
- **Memory per GPU**: 64 GB

## Model

- **MoE layers**: 16
- **Experts per layer**: 64

Each GPU handles exactly 1 expert of the model.

## Figures

| Metric              | Value |
|---------------------|-------|
| Experts per GPU     | 1     |
| Weights per GPU     | 150MB |
| Compute utilization | 12.6% |
| Memory utilization  | 0.11% |

The cluster stands in 8 racks, i.e. 128 GPUs ÷ 8 = 16 GPUs a rack.
With TP = 2 the KV cache takes `2 * 4 = 8 GB` of each GPU.
About 300 requests per second are served.

```shell
serve --ep 64 --tp 3
```
)";

/// Findings are made in the order in which evaluate makes them; places are found by the text around them.
class Builder {
 public:
  explicit Builder(std::string text = std::string(kDocument))
      : source_(std::make_shared<const Source>("deployment.md", std::move(text))) {
    claims_.scopes.push_back({});
  }

  /// The place of `text` where it first stands after `before`.
  [[nodiscard]] Place place(std::string_view before, std::string_view text) const {
    std::size_t at = source_->text().find(before);
    assert(at != std::string_view::npos);
    at = source_->text().find(text, at + before.size());
    assert(at != std::string_view::npos);
    const auto begin = static_cast<std::uint32_t>(at);
    return {source_, {begin, begin + static_cast<std::uint32_t>(text.size())}};
  }

  int claim(const Place& place) {
    Claim claim;
    claim.span = place.span;
    claim.scope = kDocumentScope;
    claims_.claims.push_back(claim);
    return static_cast<int>(claims_.claims.size()) - 1;
  }

  /// A verdict on a new claim of `quantity`.
  Finding& judge(Verdict verdict, const std::string& quantity, const Place& place, std::string message) {
    Finding finding;
    finding.rule = "claim/" + quantity;
    finding.verdict = verdict;
    finding.severity = verdict == Verdict::fail       ? Severity::error
                       : verdict == Verdict::disputed ? Severity::warning
                                                      : Severity::note;
    finding.quantity = quantity;
    finding.claim = claim(place);
    finding.place = place;
    finding.path = source_->path();
    finding.claimed = figure(std::string(source_->slice(place.span)));
    finding.message = std::move(message);
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  Finding& add(Finding finding) {
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  static Figure figure(std::string text, double value = 0, std::string unit = {}) {
    Figure figure;
    figure.text = std::move(text);
    figure.value = figure.low = figure.high = value;
    figure.unit = std::move(unit);
    return figure;
  }

  static DerivationPtr leaf(std::string name, std::string label, std::string value, Place place) {
    auto node = std::make_shared<Derivation>();
    node->name = std::move(name);
    node->label = std::move(label);
    node->value = std::move(value);
    node->place = std::move(place);
    return node;
  }

  static DerivationPtr assumed(std::string name, std::string label, std::string value, std::string origin) {
    auto node = std::make_shared<Derivation>(*leaf(std::move(name), std::move(label), std::move(value), {}));
    node->origin = std::move(origin);
    return node;
  }

  /// "label|value|formula|calculation|origin"
  static DerivationPtr node(const std::string& name, std::string_view parts, std::vector<DerivationPtr> operands) {
    auto result = std::make_shared<Derivation>();
    result->name = name;
    for (std::string* part :
         {&result->label, &result->value, &result->formula, &result->calculation, &result->origin}) {
      const std::size_t bar = std::min(parts.find('|'), parts.size());
      *part = parts.substr(0, bar);
      parts.remove_prefix(std::min(bar + 1, parts.size()));
    }
    result->operands = std::move(operands);
    return result;
  }

  [[nodiscard]] const SourcePtr& source() const { return source_; }
  [[nodiscard]] const Claims& claims() const { return claims_; }
  Claims& claims() { return claims_; }
  [[nodiscard]] const std::deque<Finding>& findings() const { return findings_; }

  [[nodiscard]] DocumentReport document(const Settings& settings = {}) const {
    return settle({findings_.begin(), findings_.end()}, claims_, source_, settings);
  }

 private:
  SourcePtr source_;
  Claims claims_;
  std::deque<Finding> findings_;  // references to findings stay good
};

inline Builder builder() {
  Builder b;
  const Place gpus_place = b.place("**GPUs**: ", "128");
  const DerivationPtr gpus = Builder::leaf("num_gpus", "GPUs", "128", gpus_place);
  const DerivationPtr memory =
      Builder::leaf("gpu_memory", "memory of a GPU", "64 GB", b.place("**Memory per GPU**: ", "64 GB"));
  const DerivationPtr layers = Builder::leaf("num_moe_layers", "MoE layers", "16", b.place("**MoE layers**: ", "16"));
  const DerivationPtr experts =
      Builder::leaf("num_experts", "experts per layer", "64", b.place("**Experts per layer**: ", "64"));
  const DerivationPtr instances =
      Builder::node("total_expert_instances",
                    "total expert instances|1024|num_experts * num_moe_layers|64 × 16|rules/quantities/moe.toml:3",
                    {experts, layers});
  const DerivationPtr per_gpu = Builder::node(
      "experts_per_gpu", "experts per GPU|8|total_expert_instances / num_gpus|1024 ÷ 128|rules/quantities/moe.toml:14",
      {instances, gpus});

  // A sum of what the document writes itself.
  Finding racks;
  racks.rule = "arithmetic";
  racks.verdict = Verdict::pass;
  racks.place = b.place("128 GPUs ÷ 8 = ", "16");
  racks.claim = -1;
  racks.claimed = Builder::figure("16", 16);
  racks.expected = Builder::figure("16", 16);
  racks.message = "128 GPUs ÷ 8 = 16";
  racks.derivation = Builder::node("16", "|16|128 GPUs ÷ 8|128 GPUs ÷ 8",
                                   {Builder::leaf("128 GPUs", "", "128", b.place("i.e. ", "128")),
                                    Builder::leaf("8", "", "8", b.place("128 GPUs ÷ ", "8"))});
  b.add(racks);

  for (const auto& [quantity, place, message] : {std::tuple{"num_gpus", gpus_place, "GPUs: 128"},
                                                 std::tuple{"gpu_memory", memory->place, "memory of a GPU: 64 GB"},
                                                 std::tuple{"num_moe_layers", layers->place, "MoE layers: 16"},
                                                 std::tuple{"num_experts", experts->place, "experts per layer: 64"}}) {
    b.judge(Verdict::input, quantity, place, message);
  }

  const auto wrong_experts = [&](const Place& place) {
    Finding& finding = b.judge(Verdict::fail, "experts_per_gpu", place, "experts per GPU: 1 claimed, 8 recomputed");
    finding.claimed = {"1", 1, 1, 1, "expert/GPU", Relation::equal};
    finding.expected = {"8", 8, 8, 8, "expert/GPU", Relation::equal};
    finding.derivation = per_gpu;
    finding.topic = "load balancing";
    return &finding;
  };
  Finding* root = wrong_experts(b.place("exactly ", "1"));
  root->hint = "write 8, or 1024 GPUs";
  root->fix = Fix{root->place.span, "8", true};
  wrong_experts(b.place("Experts per GPU     | ", "1"));

  const DerivationPtr expert_size = Builder::assumed("expert_bytes", "bytes of an expert", "8.6 MB", "--set");
  Finding& weights = b.judge(Verdict::fail, "weights_per_gpu", b.place("Weights per GPU     | ", "150MB"),
                             "weights per GPU: 150MB claimed, 69MB recomputed");
  weights.claimed = {"150MB", 149.5, 150.5, 150, "MB", Relation::equal};
  weights.expected = {"69MB", 68.8, 68.8, 68.8, "MB", Relation::equal};
  weights.derivation = Builder::node("weights_per_gpu",
                                     "weights per GPU|68.8 MB|experts_per_gpu * expert_bytes|8 × 8.6 MB|"
                                     "rules/quantities/memory.toml:21",
                                     {per_gpu, expert_size});
  weights.topic = "hardware compatibility";

  Finding& compute = b.judge(Verdict::fail, "compute_utilization", b.place("Compute utilization | ", "12.6%"),
                             "compute utilization: 12.6% claimed, 0.02% recomputed");
  compute.claimed = {"12.6%", 12.55, 12.65, 12.6, "%", Relation::equal};
  compute.expected = {"0.02%", 0.016, 0.016, 0.016, "%", Relation::equal};
  compute.derivation =
      Builder::node("compute_utilization",
                    "compute utilization|0.016 %|achieved_flops / peak_flops|64 GFLOPS ÷ 400 TFLOPS|"
                    "rules/quantities/compute.toml:8",
                    {Builder::assumed("achieved_flops", "achieved compute", "64 GFLOPS", "--set"),
                     Builder::assumed("peak_flops", "peak compute", "400 TFLOPS", "rules/hardware/h100-sxm.toml:7")});
  compute.hint = "12.6 is what 50.4 TFLOPS would give";

  Finding& share = b.judge(Verdict::pass, "memory_utilization", b.place("Memory utilization  | ", "0.11%"),
                           "memory utilization: 0.11% = 69 MB ÷ 64 GB");
  share.expected = Builder::figure("0.11%", 0.11, "%");
  share.derivation =
      Builder::node("memory_utilization", "memory utilization|0.11 %|weights_per_gpu / gpu_memory|69 MB ÷ 64 GB",
                    {weights.derivation, memory});
  share.topic = "hardware compatibility";

  Finding& cache = b.judge(Verdict::disputed, "kv_cache", b.place("2 * 4 = ", "8 GB"),
                           "KV cache: 8 GB holds as replicated (2 × 4 GB), not as sharded (4 GB = 2 × 4 GB ÷ 2)");
  cache.expected = Builder::figure("4 GB", 4, "GB");
  cache.derivation = Builder::node("kv_cache", "KV cache|4 GB|2 * cache / tensor_parallel|2 × 4 GB ÷ 2",
                                   {Builder::leaf("tensor_parallel", "TP", "2", b.place("With TP = ", "2"))});
  cache.hint = "say which is meant, or settle it with `[conventions] kv_cache = \"replicated\"`";

  b.judge(Verdict::unverifiable, "request_rate", b.place("About ", "300"),
          "request rate: 300 cannot be recomputed: no batch_size, step_time");

  Finding rule;
  rule.rule = "parallelism/tp-divides-unevenly";
  rule.verdict = Verdict::fail;
  rule.severity = Severity::error;
  rule.place = b.place("--tp ", "3");
  rule.message = "128 GPUs do not divide over TP = 3";
  rule.hint = "one group would hold fewer GPUs than the others";
  rule.topic = "strategy";
  rule.derivation = Builder::node(rule.rule,
                                  "GPUs that cannot be spread evenly|does not hold|num_gpus % tensor_parallel == 0|"
                                  "128 % 3 == 0|rules/parallelism/tp-divides-unevenly.toml",
                                  {gpus, Builder::leaf("tensor_parallel", "TP", "3", rule.place)});
  b.add(rule);
  Finding fits = rule;
  fits.rule = "memory/weights-exceed-memory";
  fits.verdict = Verdict::pass;
  fits.place = memory->place;
  fits.message = "weights fit into the memory of a GPU";
  fits.hint = {};
  fits.topic = "hardware compatibility";
  fits.derivation =
      Builder::node(fits.rule, "weights that do not fit|holds|weights_per_gpu <= gpu_memory|68.8 MB ≤ 64 GB",
                    {weights.derivation, memory});
  b.add(fits);
  return b;
}

inline Report report() {
  Report report;
  report.documents.push_back(builder().document());
  report.exit_status = exit_status(report, FailOn::error);
  return report;
}

}  // namespace countercheck::sample

// Figures that the document itself contradicts: a sibling that is unlike the others, a statement that is unlike the
// others and unlike what a formula gives.
#include <catch2/catch.hpp>

#include "checked.h"

using namespace countercheck;
using namespace countercheck::testing;

namespace {

struct Row {
  std::string text;
  const char* figure;  ///< the text of the figure that is refuted; empty: none is
};

std::string refuted(const std::string& text) {
  std::string out;
  for (const Finding& finding : checked(text).findings)
    if (finding.verdict == Verdict::fail && finding.claimed) out += (out.empty() ? "" : ", ") + finding.claimed->text;
  return out;
}

void check_all(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(refuted(row.text) == row.figure);
  }
}

}  // namespace

TEST_CASE("one of several is wrong that has not what the others have") {
  const std::string model = "- Layers: 24\n- Pipeline parallelism: 4\n- Total GPUs: 64\n- Layers per stage: 6\n\n";
  check_all({
      {model + "- Stage 0: 6 layers\n- Stage 1: 6 layers\n- Stage 2: 12 layers\n- Stage 3: 6 layers\n", "12 layers"},
      {model + "```\nStage 1: 6 layers on 16 GPUs\nStage 2: 6 layers on 16 GPUs\nStage 3: 6 layers on 8 GPUs\n"
               "Stage 4: 6 layers on 16 GPUs\n```\n",
       "8 GPUs"},
      {model + "- Stage 0: 6 layers\n- Stage 1: 6 layers\n- Stage 2: 6 layers\n- Stage 3: 6 layers\n", ""},
      // Two that differ are a design, and so is what no formula gives.
      {model + "- Stage 0: 5 layers\n- Stage 1: 6 layers\n- Stage 2: 6 layers\n- Stage 3: 7 layers\n", ""},
      {"- Layers: 25\n- Pipeline parallelism: 4\n\n"
       "- Stage 0: 7 layers\n- Stage 1: 6 layers\n- Stage 2: 6 layers\n- Stage 3: 6 layers\n",
       ""},
      // One sibling is too little.
      {model + "- Stage 0: 6 layers\n- Stage 1: 8 layers\n", ""},
  });
}

TEST_CASE("an estimate refutes what another line says otherwise") {
  const std::string plan =
      "- Experts per layer: 32\n- Expert parallelism: 8\n\n32 experts ÷ 8 = 4 experts per GPU.\n\n";
  check_all({
      {plan + "Each GPU handles 8 experts.\n", "8 experts"},
      {plan + "Each GPU handles 4 experts.\n", ""},
      // Alone it is too little.
      {"- Experts per layer: 32\n- Expert parallelism: 8\n\nEach GPU handles 8 experts.\n", ""},
      // Where the document itself varies, nobody knows.
      {plan + "Each GPU handles 8 experts. Elsewhere:\n\n- Experts per GPU: 16\n", ""},
      {plan + "Each GPU handles up to 8 experts.\n", ""},
      {plan + "A smaller cluster would need 8 experts per GPU.\n", ""},
      // Another calculation is another thing.
      {plan + "Within a group it is 32 ÷ 2 = 16 experts per GPU.\n", ""},
  });
}

TEST_CASE("a former value is refuted where it is told twice") {
  const std::string plan =
      "- Layers: 12\n- Hidden size: 4096\n\n| Degree | Original | Corrected |\n|---|---|---|\n| TP | 8 | 4 |\n\n";
  const auto table = [](const char* former) {
    return std::string("\n| Share | Original | Corrected |\n|---|---|---|\n| Hidden size per GPU | ") + former +
           " | 1024 |\n";
  };
  check_all({
      {plan + "- Hidden size per GPU: 1024 (from 512)\n" + table("512"), ""},
      {plan + "- Hidden size per GPU: 1024 (from 512)\n" + table("256"), "256"},
      {plan + "- Hidden size per GPU: 1024 (from 2048)\n" + table("512"), "2048"},
      // What is told once is too little, and so is what no formula bears out.
      {plan + table("256"), ""},
      {plan + "- Hidden size per GPU: 1024 (from 128)\n" + table("256"), ""},
  });
}

TEST_CASE("a limit per GPU is at most what the GPU has") {
  const std::string gpu = "- GPU memory: 80 GB\n\n";
  check_all({
      {gpu + "- Memory per GPU: 61 GB (well within the 80 GB limit)\n", ""},
      {gpu + "- Memory per GPU: 61 GB (well within the 96 GB limit)\n", "96 GB"},
      {gpu + "The plan needs 61 GB per GPU, below its 96 GB VRAM limit.\n", "96 GB"},
      {gpu + "61 GB per GPU ≪ 800 GB available\n", "800 GB"},
      {gpu + "It fits within the 160 GB GPU memory limit.\n", "160 GB"},
      {gpu + "- Memory: 23% of available 96 GB\n", "96 GB"},
      {gpu + "- Utilization: 23% of 80 GB VRAM\n", ""},
      {gpu + "The cache takes 23% of 96 GB VRAM.\n", "96 GB"},
      {gpu + "The files take 23% of 960 GB disk.\n", ""},
      // A plan may keep to less, and a whole node has more.
      {gpu + "- Memory per GPU: 61 GB (well within the 72 GB limit)\n", ""},
      {gpu + "The node needs 488 GB, well within its 640 GB capacity.\n", ""},
      // What is used is not what there is.
      {"0.5 GB memory per GPU (well under 80 GB limit)\n", ""},
  });
}

TEST_CASE("a heading or a word behind the figure tells what a loose label is of") {
  const std::string plan = "- GPU memory: 80 GB\n- Memory per GPU: 60 GB\n\n";
  check_all({
      {plan + "## Memory budget\n\n- Utilization: 75%\n- Headroom: 25%\n", ""},
      {plan + "## Memory budget\n\n- Utilization: 85%\n", "85%"},
      {plan + "## Risks\n\n- Headroom: 35% of memory\n", "35%"},
      {"- GPUs: 8\n- GPU memory: 80 GB\n\n### Memory per GPU\n\n- KV cache: 30 GB\n- Model weights: 90 GB\n", ""},
      // Nothing tells of what: it may be that of the compute.
      {plan + "## Risks\n\n- Utilization: 85%\n- Headroom: 35%\n", ""},
      {plan + "## Memory and compute\n\n- Compute headroom: 35%\n", ""},
      {plan + "## Memory and compute\n\n- Headroom: 35%\n", ""},
      // A bare number is no percentage.
      {plan + "## Memory\n\n- Utilization: 7\n", ""},
  });
}

TEST_CASE("an estimate that a document keeps to everywhere else refutes the one odd claim") {
  const auto table = [](const char* caption) {
    return std::string(caption) + "\n\n| Mode | MFU |\n|---|---|\n| a | 41% |\n\n";
  };
  const std::string others = table("Table 1. 8 GPUs. Local batch size 2, global batch size 16.") +
                             table("Table 2. 64 GPUs. Local batch size 2, global batch size 128.");
  check_all({
      {others + table("Table 3. 256 GPUs. Local batch size 1, global batch size 256."), ""},
      {others + table("Table 3. 256 GPUs. Local batch size 1, global batch size 512."), "512"},
      // Where it does not hold twice, gradients are accumulated here and there.
      {others + table("Table 3. 256 GPUs. Local batch size 1, global batch size 512.") +
           table("Table 4. 256 GPUs. Local batch size 4, global batch size 4096."),
       ""},
      {table("Table 1. 8 GPUs. Local batch size 2, global batch size 16.") +
           table("Table 2. 8 GPUs. Local batch size 4, global batch size 64."),
       ""},
  });
}

TEST_CASE("degrees in a cell make the machines of the caption") {
  const auto table = [](const char* caption, const char* last) {
    return std::string(caption) + "\n\n| Layout | Sequence length |\n|---|---|\n| FSDP 16, CP 1 | 8192 |\n" +
           "| FSDP 8, CP 2 | 16384 |\n| " + last + " | 32768 |\n";
  };
  check_all({
      {table("Long context on 16 GPUs.", "FSDP 4, CP 4"), ""},
      {table("Long context on 16 GPUs.", "FSDP 4, CP 2"), "4"},
      {table("Long context on 128 GPUs with TP=8.", "FSDP 4, CP 4"), ""},
      // What no other row bears out is of other machines, or something is left out.
      {table("Long context on 128 GPUs.", "FSDP 4, CP 2"), ""},
      {table("Long context on 16 GPUs.", "TP 2, CP 4"), ""},
      {table("Long context on 16 GPUs, later on 64 GPUs.", "FSDP 32, CP 2"), ""},
      {table("Long context on up to 16 GPUs.", "FSDP 4, CP 2"), ""},
  });
}

TEST_CASE("a summary says nothing new") {
  const std::string plan = "# Plan\n\n## Strategy\n\n- Tensor parallelism: 4\n- Pipeline parallelism: 2\n\n";
  check_all({
      {plan + "## Conclusion\n\nThe TP4_PP2 layout is ready.\n", ""},
      {plan + "## Conclusion\n\nThe TP8_PP2 layout is ready.\n", "8"},
      {"# Plan\n\n## Executive summary\n\nWe use 8-way tensor parallelism.\n\n" + plan, "8"},
      // Elsewhere another layout may be weighed, and in a conclusion one may look ahead.
      {plan + "## Fallbacks\n\nThe TP8_PP2 layout is slower.\n", ""},
      {plan + "## Conclusion\n\nA TP8_PP2 layout would be slower.\n", ""},
      {plan + "## Conclusion\n\nThe TP8_PP2 layout follows if the batch grows.\n", ""},
      {"# Conclusion\n\n- Tensor parallelism: 4\n\nThe TP8 layout is slower.\n", ""},
  });
}

TEST_CASE("a heading that tells what kind of text follows does not tell what its figures are of") {
  const std::string plan =
      "# Plan\n\n## Latency analysis\n\n- Latency: 12.5 ms (2 ms + 8 ms + 2.5 ms)\n\n## Conclusion\n\n";
  check_all({
      {plan + "It runs with 12.5 ms latency.\n", ""},
      {plan + "It runs with 25.5 ms latency.\n", "25.5 ms"},
      {plan + "It runs with 25.5 ms decode latency.\n", ""},
      {plan + "It runs with 25.5 ms latency per layer.\n", ""},
  });
}

TEST_CASE("what matches the GPUs is as many as they are") {
  const std::string plan = "- TP: 4\n- PP: 4\n- DP: 2\n- Total GPUs: 32\n\n";
  check_all({
      {plan + "- Modules: 32 (perfectly matches total GPUs)\n", ""},
      {plan + "- Modules: 64 (perfectly matches total GPUs)\n", "64"},
      {plan + "The plan has 16 parts, matching the number of available GPUs.\n", "16"},
      {plan + "The plan has 16 parts, matching the number of stages.\n", ""},
  });
}

TEST_CASE("an input that three other places state otherwise is wrong, however it is stated") {
  const std::string plan =
      "# Plan\n\n## Strategy\n\n- Tensor parallelism: 4\n\n## Attention\n\nWith TP=4 heads are split.\n\n## Weights\n\n"
      "4-way tensor parallelism splits them.\n\n";
  check_all({
      {plan + "## Activations\n\nThey are split by 4-way TP.\n", ""},
      {plan + "## Activations\n\nThey are split by 8-way TP.\n", "8"},
      {plan + "## Activations\n\nThey could be split by 8-way TP.\n", ""},
      {plan + "## Activations\n\nThey are split by 8-way TP.\n\n## More\n\nAnd 8-way TP again.\n", ""},
  });
}

// What the readers bind: a document and the dump of its claims, one a line.
#include <catch2/catch.hpp>

#include "built_in_book.h"
#include "extract/claims.h"
#include "rulebook/rulebook.h"

using namespace countercheck;

namespace {

using countercheck::testing::book;

std::string claims_of(const std::string& text) {
  Sink sink;
  const Document doc = parse_markdown(std::make_shared<const Source>("plan.md", text));
  return dump(extract(doc, book(), sink), doc, book());
}

struct Row {
  const char* text;
  const char* claims;
};

}  // namespace

TEST_CASE("labels bind the value behind them") {
  const Row rows[] = {
      {"- **Total GPUs**: 128\n", "1:19 num_gpus = 128 [label]\n"},
      {"- Tensor Parallelism (TP): 4\n", "1:28 tensor_parallel = 4 [label]\n"},
      {"Batch size of 128 sequences.\n", "1:15 batch_size = 128 sequences [link]\n"},
      {"TP=8, PP = 2\n", "1:4 tensor_parallel = 8 [label]\n1:12 pipeline_parallel = 2 [label]\n"},
      {"- **Precision**: FP8 (1 byte)\n", "1:18 precision = FP8 [label]\n"},
      {"- Experts per GPU per layer: 0.5\n", "1:30 experts_per_gpu per layer = 0.5 [label]\n"},
      // The result of a calculation is what its label means.
      {"- Total GPUs: 4 × 8 = 32\n", "1:24 num_gpus = 32 [label]\n"},
      // Not what the label names, or not a quantity at all.
      {"- Parts per GPU: 1\n", ""},
      {"- Memory per GPU: 128 sequences\n", ""},
      {"- Non-expert layers: 4\n", ""},
      {"GPUs 66-67 hold the rest.\n", ""},
      {"Combined with TP it requires 4 GPUs per attention operation.\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string bound = claims_of(row.text);
    CHECK(bound == row.claims);
  }
}

TEST_CASE("phrases bind their number, however it is written") {
  const Row rows[] = {
      {"Each GPU holds 8 experts.\n", "1:16 experts_per_gpu = 8 experts [phrase]\n"},
      {"each gpu holds about 8 experts\n", "1:16 experts_per_gpu = about 8 experts [phrase]\n"},
      {"each gpu holds up to 8 experts\n", "1:16 experts_per_gpu = up to 8 experts [phrase]\n"},
      {"each GPU holds ~8 experts\n", "1:16 experts_per_gpu = ~8 experts [phrase]\n"},
      {"each GPU holds sixteen experts\n", "1:16 experts_per_gpu = sixteen experts [phrase]\n"},
      {"each GPU holds 1,024 experts\n", "1:16 experts_per_gpu = 1,024 experts [phrase]\n"},
      {"each GPU holds 8 GB of experts\n", ""},
      {"each GPU holds H8 experts\n", ""},
      {"each GPU holds no experts\n", ""},
      {"each GPU holds 8 expertsof\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string bound = claims_of(row.text);
    CHECK(bound == row.claims);
  }
  // A line of many numbers is read to its end.
  std::string line;
  for (int i = 0; i < 1000; ++i) line += "rank 7 has 3 of 5, ";
  CHECK(claims_of(line + "and each GPU holds 8 experts.\n").find("experts_per_gpu = 8") != std::string::npos);
}

TEST_CASE("an enumeration of three figures or more tells a shape") {
  const Row rows[] = {
      {"Model: 96 layers (12 per stage), hidden 12288, 96 heads (head dim 128), FFN 49152 (4x hidden).\n",
       "1:8 num_layers = 96 layers [phrase]\n1:19 layers_per_stage = 12 per stage [phrase]\n"
       "1:41 hidden_size = 12288 [phrase]\n1:48 num_attention_heads = 96 heads [phrase]\n1:67 head_dim = 128 [link]\n"
       "1:77 ffn_hidden_size = 49152 [phrase]\n"},
      {"A model with 80 layers, 64 heads and 128 experts.\n",
       "1:14 num_layers = 80 layers [phrase]\n1:25 num_attention_heads = 64 heads [phrase]\n"
       "1:38 num_experts = 128 experts [phrase]\n"},
      // Two may speak of anything.
      {"It keeps 80 layers, 64 heads.\n", ""},
      // A part, and a share of each.
      {"Stage 1: 12 layers, 8 heads, 4 experts.\n", "1:10 - = 12 layers [phrase]\n"},
      {"Each GPU has 12 layers, 8 heads and 4 experts.\n", ""},
      // Two models, and a figure that stands elsewhere with another value.
      {"The draft has 16 layers, 8 heads, hidden 1024.\n\nThe target has 80 layers, 64 heads, hidden 8192.\n", ""},
      {"- Layers: 80\n\nA test with 4 layers, 64 heads, 8 experts.\n",
       "1:11 num_layers = 80 [label]\n3:23 num_attention_heads = 64 heads [phrase]\n"
       "3:33 num_experts = 8 experts [phrase]\n"},
      // No counts, or not whole ones.
      {"Up to 80 layers, about 64 heads, 2x hidden, 0.5 experts.\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string bound = claims_of(row.text);
    CHECK(bound == row.claims);
  }
}

TEST_CASE("what weights take of a GPU, and what they leave") {
  const Row rows[] = {
      {"Each GPU holds 17.5 GB of BF16 weights, leaving 62.5 GB for the cache.\n",
       "1:16 weight_memory_per_gpu = 17.5 GB [phrase]\n1:27 precision = BF16 [phrase]\n1:49 memory_beside_weights = "
       "62.5 GB [phrase]\n"},
      {"4 nodes of 8x H100 (32 GPUs)\n",
       "1:1 num_nodes = 4 nodes [phrase]\n1:12 gpus_per_node = 8 [phrase]\n1:21 gpus_available = 32 GPUs [phrase]\n"},
      {"The node keeps 140 GB of weights, leaving 500 GB.\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string bound = claims_of(row.text);
    CHECK(bound == row.claims);
  }
}

TEST_CASE("a loose word in a table's header does not hide what its rows name") {
  CHECK(claims_of("| Item | Size |\n|---|---|\n| Weight memory | 140 GB |\n| KV cache per token | 320 KB |\n") ==
        "3:19 weight_memory = 140 GB [table]\n4:24 kv_cache_per_token = 320 KB [table]\n");
}

TEST_CASE("lists of names beside lists of numbers") {
  CHECK(claims_of("- TP / PP / DP: 4 / 2 / 8\n") ==
        "1:17 tensor_parallel = 4 [label]\n1:21 pipeline_parallel = 2 [label]\n1:25 data_parallel = 8 [label]\n");
  CHECK(claims_of("| Item | Value |\n|---|---|\n| TP, PP | 4, 2 |\n") ==
        "3:12 tensor_parallel = 4 [table]\n3:15 pipeline_parallel = 2 [table]\n");
  CHECK(claims_of("[batch_size, hidden_size] = [128, 4096]\n") ==
        "1:30 batch_size = 128 [label]\n1:35 hidden_size = 4096 [label]\n");
  CHECK(claims_of("EP × TP = 64 × 2 = 128\n")
            .starts_with("1:12 expert_parallel = 64 [label]\n1:18 tensor_parallel = 2 [label]\n"));
  // As many numbers as names, and every name a known one.
  CHECK(claims_of("- TP / PP / DP: 4 / 2\n") == "");
  CHECK(claims_of("- TP / PP: 4 / 2 / 8\n") == "");
  CHECK(claims_of("- Ratio a / b: 3 / 4\n") == "");
}

TEST_CASE("tables bind in both orientations") {
  CHECK(claims_of("| Setting | Value |\n|---|---|\n| TP | 8 |\n| GPU memory (GB) | 80 |\n") ==
        "3:8 tensor_parallel = 8 [table]\n4:21 gpu_memory = 80 [table]\n");
  CHECK(claims_of("| Setup | TP | PP |\n|---|---|---|\n| small | 2 | 1 |\n| large | 8 | 4 |\n") ==
        "3:11 tensor_parallel = 2 {small} [table]\n3:15 pipeline_parallel = 1 {small} [table]\n"
        "4:11 tensor_parallel = 8 {large} [table]\n4:15 pipeline_parallel = 4 {large} [table]\n");
  // A column that numbers its rows counts nothing.
  CHECK(claims_of("| GPU | TP | PP |\n|---|---|---|\n| 0 | 2 | 1 |\n| 1 | 2 | 1 |\n").find("num_gpus") ==
        std::string::npos);
}

TEST_CASE("strategy codes, keys and directives") {
  CHECK(claims_of("We run EP64_TP2.\n") == "1:10 expert_parallel = 64 [code]\n1:15 tensor_parallel = 2 [code]\n");
  CHECK(claims_of("Only TP8 here.\n").empty());
  CHECK(claims_of("```bash\nserve --tensor-parallel-size 8\n```\n") == "2:30 tensor_parallel = 8 [key]\n");
  CHECK(claims_of("```json\n{\"num_hidden_layers\": 61}\n```\n") == "2:23 num_layers = 61 [key]\n");
}

TEST_CASE("alternatives keep their own figures") {
  const std::string text = "# Baseline\n\n- TP: 8\n\n# Proposed\n\n- TP: 2\n";
  CHECK(claims_of(text) == "3:7 tensor_parallel = 8 {baseline} [label]\n7:7 tensor_parallel = 2 {proposed} [label]\n");
  // One alternative alone is the document.
  CHECK(claims_of("# Proposed\n\n- TP: 2\n") == "3:7 tensor_parallel = 2 [label]\n");
  // A former state states nothing for the document.
  CHECK(claims_of("Previously TP = 8.\n") == "1:17 tensor_parallel = 8 {aside} [label]\n");
}

TEST_CASE("a directive that is not known is a problem with a hint") {
  Sink sink;
  const Document doc =
      parse_markdown(std::make_shared<const Source>("plan.md", "<!-- countercheck: sett num_gpus = 8 -->\n"));
  extract(doc, book(), sink);
  REQUIRE(sink.findings().size() == 1);
  CHECK(sink.findings()[0].message == "unknown directive `sett`");
  CHECK(sink.findings()[0].hint == "did you mean `set`?");
}

// Figures that say others in another measure, or again: counts and the degrees that make them, GPUs and nodes, tables
// whose captions say on what they were measured, rates that a table keeps.
#include <catch2/catch.hpp>

#include <memory>

#include "countercheck/countercheck.h"

namespace countercheck {
namespace {

struct Row {
  const char* text;
  const char* verdicts;  ///< "pass MESSAGE" and "fail MESSAGE" on figures, one a line, in the order of the text
};

void check_rows(const std::vector<Row>& rows, const std::string& rule) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Request request;
    request.texts.push_back(std::make_shared<const Source>("test.md", row.text));
    const Report report = check(request);
    std::string verdicts;
    for (const Finding& finding : report.documents.front().findings) {
      const bool speaks = finding.verdict == Verdict::pass || finding.verdict == Verdict::fail;
      if (speaks && finding.rule == rule)
        verdicts += std::string(name_of(finding.verdict)) + " " + finding.message + "\n";
    }
    CHECK(verdicts == row.verdicts);
  }
}

}  // namespace

TEST_CASE("degree lists: a count and the degrees behind it") {
  check_rows(
      {
          {"A 70B run on 256 H100s with FSDP=32, TP=8.\n", "pass 256 = 32 × 8\n"},
          {"A 70B run on 512 H100s with FSDP=32, TP=8.\n", "fail 32 × 8 is 256, not 512\n"},
          {"It ran on 512 GPUs (FSDP 8, TP 8, PP8).\n", "pass 512 GPUs = 8 × 8 × 8\n"},
          // A list without the data parallel degree is not all.
          {"It ran on 512 GPUs (TP 8, PP 8).\n", ""},
      },
      "arithmetic");
}

TEST_CASE("pairs: one amount in two measures") {
  check_rows(
      {
          {"Each node has 8 GPUs.\n\nWe rent 416 A100 80GB GPUs (52 nodes).\n",
           "pass 416 = 52 nodes × 8 GPUs\npass 52 nodes = 416 ÷ 8 GPUs\n"},
          {"Each node has 8 GPUs.\n\nWe rent 416 A100 80GB GPUs (51 nodes).\n",
           "fail 51 nodes × 8 GPUs is 408, not 416\n"},
          {"Sequence length: 2048\n\nThe ramp takes 10M samples (20.5B tokens).\n",
           "pass 10M samples = 20.5B tokens ÷ 2048\npass 20.5B tokens = 10M samples × 2048\n"},
          {"Sequence length: 2048\n\nThe ramp takes 10M samples (41B tokens).\n",
           "fail 10M samples × 2048 is 20B tokens, not 41B tokens\n"},
          {"There are 67.5M query tokens (131.9k queries with sequence length 256).\n",
           "fail 131.9k queries × 256 is 33.8M tokens, not 67.5M\n"},
          // What each of the first has is no other measure of it.
          {"Each node has 8 GPUs.\n\nWe rent 52 nodes (4 GPUs each).\n", ""},
      },
      "arithmetic");
}

TEST_CASE("captions: what all of a table was measured on") {
  const std::string table =
      "\n\n| Setup | Throughput per GPU (tokens/s) |\n| --- | --: |\n| plain | 5,762 |\n| fp8 | 8,532 |\n\n";
  const std::string text = "**Table 1** Small. 8 GPUs. Local batch size 2, global batch size 16." + table +
                           "**Table 2** Large. 128 GPUs. Local batch size 2, global batch size 256." + table;
  check_rows({{text.c_str(), "pass batch size: 16 = 2 × 8\npass batch size: 256 = 2 × 128\n"}}, "claim/batch_size");
}

TEST_CASE("rates: figures of a table that go together") {
  check_rows(
      {
          {"| Machine | Small | Medium | Large |\n|---|---|---|---|\n| node | 1.25 hours ($320) | 7.5 hours ($1920) | "
           "20 hours ($5120) |\n",
           "pass $320 = 1.25 hours × $1920 ÷ 7.5 hours\npass $1920 = 7.5 hours × $320 ÷ 1.25 hours\n"
           "pass $5120 = 20 hours × $320 ÷ 1.25 hours\n"},
          {"| Machine | Small | Medium | Large | Huge |\n|---|---|---|---|---|\n"
           "| node | 1.25 hours ($320) | 7.5 hours ($1920) | 20 hours ($9120) | 30 hours ($7680) |\n",
           "pass $320 = 1.25 hours × $1920 ÷ 7.5 hours\npass $1920 = 7.5 hours × $320 ÷ 1.25 hours\n"
           "fail 20 hours × $320 ÷ 1.25 hours is $5120, not $9120\npass $7680 = 30 hours × $320 ÷ 1.25 hours\n"},
          // Two agree by chance.
          {"| Machine | Small | Large |\n|---|---|---|\n| node | 1.25 hours ($320) | 20 hours ($5120) |\n", ""},
      },
      "arithmetic");
}

TEST_CASE("complements: the rest of a whole") {
  check_rows(
      {
          {"Generation takes 20% of the time and training the remaining 80%.\n",
           "pass 20% = 100% - 80%\npass 80% = 100% - 20%\n"},
          {"Generation takes 20% of the time and training the remaining 70%.\n", "fail 100% - 20% is 80%, not 70%\n"},
          {"Generation takes 20% of the time and training uses 70% of the memory.\n", ""},
      },
      "arithmetic");
}

TEST_CASE("repetitions: what a table and a sentence both say") {
  check_rows(
      {
          {"The large model trains in 18.5 hours on the cluster.\n\n| Machine | Large model |\n|---|---|\n| cluster | "
           "18.5 hours |\n",
           "pass 18.5 hours, as stated in line 5\n"},
          // Another thing that takes as long.
          {"Copying the archive takes 18.5 hours.\n\n| Machine | Large model |\n|---|---|\n| cluster | 18.5 hours |\n",
           ""},
      },
      "consistency");
}

}  // namespace countercheck

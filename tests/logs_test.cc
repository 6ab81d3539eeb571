// Lines that programs print: their fields go together, and what they say holds against nothing else in the document.
#include <catch2/catch.hpp>

#include "calculation_verdicts.h"

namespace countercheck {
namespace {

struct Row {
  const char* what;
  const char* text;
  const char* expected;
};

std::string claims_of(const std::string& text) {
  Request request;
  request.texts = {std::make_shared<const Source>("test.md", text)};
  const Report report = check(request);
  std::string out;
  for (const Finding& finding : report.documents.at(0).findings)
    if (finding.verdict == Verdict::fail) out += finding.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("logs: fields of a line go together") {
  for (const Row& row : std::vector<Row>{
           {"a rate of what each step takes",
            "```\nstep 10 | loss: 3.1 | batch size: 384 | time per step (ms): 2410.5 | samples per second: 159.3\n"
            "step 20 | loss: 2.9 | batch size: 384 | time per step (ms): 2398.1 | samples per second: 160.1\n"
            "step 30 | loss: 2.8 | batch size: 384 | time per step (ms): 2405.0 | samples per second: 195.7\n```\n",
            "2 pass 159.3; 3 pass 160.1; 4 fail 195.7"},
           {"with commas and equals signs",
            "```\nstep=10, loss=3.1, tokens=98304, dt=1.20 s, tok/s=81920\n"
            "step=20, loss=3.0, tokens=98304, dt=1.23 s, tok/s=79922\n```\n",
            "2 pass 81920; 3 pass 79922"},
           {"one line confirms and refutes nothing",
            "```\niteration 7 | global batch size: 48 | elapsed time per iteration (s): 15.23 | samples per second: "
            "3.152\n"
            "```\n\nText.\n\n```\niteration 7 | global batch size: 48 | elapsed time per iteration (s): 15.23 | "
            "samples per "
            "second: 5.152\n```\n",
            "2 pass 3.152"},
           {"names that happen to be words of headers",
            "```\nloss: 2.00 | learning rate: 0.50 | grad norm: 4.00 | batch: 8\n"
            "loss: 3.00 | learning rate: 0.75 | grad norm: 4.00 | batch: 6\n"
            "loss: 1.00 | learning rate: 0.25 | grad norm: 4.00 | batch: 9\n```\n",
            ""},
           {"zeros and figures beyond all measure",
            "```\na: 0.0 | time (s): 0 | samples per second: 0.0\na: 1e308 | time (s): 1e-308 | samples per second: "
            "9e99\n"
            "a: -5 | time (s): -1 | samples per second: 5\n```\n",
            ""},
           {"lines that end in the middle",
            "```\na: 1 | b: 2 | c:\na: 1 | b: 2 | c: 3 |\n| : | : 4 | = 5\n==7 ::8 a::9\n```\n", ""},
       }) {
    CAPTURE(row.what);
    CHECK(testing::calculation_verdicts(row.text) == row.expected);
  }
}

TEST_CASE("logs: another run is no mistake of the document") {
  const std::string plan =
      "- GPUs: 64\n- Tensor parallel degree: 8\n- Pipeline parallel degree: 1\n- Data parallel degree: 8\n"
      "- Micro-batch size: 2\n- Gradient accumulation steps: 4\n";
  CHECK(claims_of(plan + "- Global batch size: 96\n") == "batch size: 96 claimed, 64 recomputed\n");
  CHECK(claims_of(plan +
                  "\n```\n iteration 9/90 | consumed samples: 864 | elapsed time per iteration (ms): 812.0 | global "
                  "batch size: 96 |\n```\n")
            .empty());
  // Keys alone are configuration, one line or more.
  CHECK_FALSE(claims_of(plan + "\n```\nmicro_batch_size=2 global_batch_size=96 seq_length=2048\n```\n").empty());
}

}  // namespace countercheck

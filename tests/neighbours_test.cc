// Figures that follow from others of their passage, without a sign between them.
#include <catch2/catch.hpp>

#include <memory>

#include "countercheck/countercheck.h"

namespace countercheck {

TEST_CASE("neighbours: a figure follows from those before it") {
  struct Row {
    const char* text;
    const char* says;  ///< messages, one a line
  };
  const Row rows[] = {
      {"The other 58 layers have 256 experts each, i.e. 14,848 experts.\n",
       "14,848 experts = 58 layers × 256 experts\n"},
      {"Dispatch sends 7168 bytes to 8 ranks, 57,344 bytes for each token.\n", "57,344 bytes = 7168 bytes × 8 ranks\n"},
      // In a list the items above speak too.
      {"- 144 cards in 18 racks\n- a share of 131, so 18,864 requests at once\n",
       "18,864 requests = 144 cards × 131\n"},
      {"Each broker has 12 disks of 4 TB (48 TB raw).\n", "48 TB = 12 disks × 4 TB\n"},
      {"At 50,000 messages per second, each message of 2 KB. That gives an ingress of 100 MB/s.\n",
       "100 MB/s = 50,000 messages per second × 2 KB\n"},
      {"The 20 pods have a pool of 15 connections each, that is 300 connections.\n",
       "300 connections = 20 pods × 15 connections\n"},
      {"We send 400 KB/s over the wire, 3.2 Mbit/s.\n", "3.2 Mbit/s = 400 KB/s\n"},
      {"A message takes 20 ms, so one consumer handles 50 messages per second.\n",
       "50 messages per second = 1 ÷ 20 ms\n"},
      {"We use 82% of 64 GB and leave 11.5 GB.\n", "11.5 GB = (1 - 82%) × 64 GB\n"},
      {"15 * 3 / 4 = 11.25, so 12 ingesters.\n", "12 = ceil(11.25)\n"},
      {"The peak is 1.8 TB/s at 80% utilization: 1.44 TB/s.\n", "1.44 TB/s = 1.8 TB/s × 80%\n"},
      // Cards are no tokens, and 1,024 comes about in many ways.
      {"There are 16 layers and 64 experts; the sequence has 1024 tokens.\n", ""},
      // "~140" is near many figures.
      {"It needs ~140 GB per card of 15.09 GB, an overflow of 890%.\n", ""},
      // A slip that people make refutes where nothing else can be meant.
      {"Producers write 50,000 messages per second of 2 KB, which gives an ingress of 100 GB/s.\n",
       "50,000 messages per second × 2 KB is 0.1 GB/s, 0.09 GiB/s, not 100 GB/s\n"},
      {"Producers write 50,000 messages per second of 2 KB, which gives an ingress of 800 MB/s.\n",
       "50,000 messages per second × 2 KB is 100 MB/s, 95 MiB/s, not 800 MB/s\n"},
      {"Producers write 50,000 messages per second of 2 KB to 3 copies, which gives an ingress of 100 GB/s.\n", ""},
      {"Producers write 50,000 messages per second of about 2 KB, which gives an ingress of 100 GB/s.\n", ""},
      {"Each message has 2 KB at 50,000 messages per second, which leaves 37 MB/s for others.\n", ""},
      {"Each broker has 12 disks of 4 TB in mirrors, which makes 24 TB.\n", ""},
      // Another figure: nothing is said, and nothing refuted.
      {"The other 58 layers have 256 experts each, i.e. 14,849 experts.\n", ""},
      // Two digits are met by chance, and a copy says nothing.
      {"We saw 13 of 7 kinds in 91 places.\n", ""},
      {"A rack of 3,712 W stands beside 1 W, 3,712 W in all.\n", ""},
      // Another paragraph is another matter.
      {"There are 58 layers with 256 experts.\n\nThe queue held 14,848 jobs.\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Request request;
    request.texts.push_back(std::make_shared<const Source>("test.md", row.text));
    const Report report = check(request);
    std::string says;
    for (const Finding& finding : report.documents.front().findings)
      if (finding.rule == "inference") says += finding.message + "\n";
    CHECK(says == row.says);
  }
}

}  // namespace countercheck

// Amounts that a sentence lists, and what is said to be their total.
#include <catch2/catch.hpp>

#include "calculation_verdicts.h"

namespace countercheck {

TEST_CASE("list totals: all amounts of a sentence make the one that is called their total") {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row rows[] = {
      {"Weights take 16 GB, the cache 26 GB and overhead 3 GB, for a total of 45 GB.\n", "1 pass 45 GB"},
      {"Weights take 16 GB, the cache 26 GB and overhead 3 GB, for a total of 55 GB.\n", "1 fail 55 GB"},
      {"Weights 16 GB, cache 26 GB, overhead 3 GB → 45 GB used.\n", "1 pass 45 GB"},
      {"Network 12 ms, queue 30 ms, prefill 210 ms and decode 640 ms, 892 ms in total.\n", "1 pass 892 ms"},
      {"Rent is $1,200, storage $300 and egress $85, $1,685 in total.\n", "1 fail $1,685"},
      {"Bubbles cost 3%, communication 4% and checkpoints 2%, 12% in total.\n", "1 fail 12%"},
      {"Total memory is 45 GB: 16 GB of weights, 26 GB of cache and 3 GB of overhead.\n", "1 pass 45 GB"},
      {"Total memory is 56 GB (16 GB weights, 26 GB cache, 3 GB overhead).\n", "1 fail 56 GB"},
      {"The disk of 12.5 GB is split into 4.5 GB for the log and 8 GB for the index.\n", "1 pass 12.5 GB"},
      // Rounding may be the reason.
      {"Weights take 16 GB, the cache 26 GB and overhead 3 GB, for a total of 46 GB.\n", ""},
      // An arrow may lead anywhere.
      {"Weights 16 GB, cache 26 GB, overhead 3 GB → 64 GB cards.\n", ""},
      // Not all parts, not parts, or not of one kind.
      {"The total is 100 GB: 60 GB weights and 30 GB cache, plus some slack.\n", ""},
      {"Total latency: 500 ms (p50 300 ms, p95 450 ms).\n", ""},
      {"Total of 640 GB, 80 GB on each of 8 GPUs, 40 GB free.\n", ""},
      {"Memory: 24 GB total, 10 GB used, 12 GB free.\n", ""},
      {"Usage rises from 30 GB to 50 GB, 90 GB in total.\n", ""},
      {"It has 12 engineers in Berlin, 7 in Paris and 5 in Rome, 25 in total.\n", ""},
      {"It takes 4 GB and 2 s, 8 GB in total.\n", ""},
      {"The link moves 10 GB per hour, 20 GB per day, 30 GB per week in total.\n", ""},
      {"Backup of 3 GB, 5 GB. A total of 20 GB.\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(testing::calculation_verdicts(row.text) == row.expected);
  }
}

}  // namespace countercheck

// Scaling tables: efficiencies against the row of 100 %, from rates and from times.
#include <catch2/catch.hpp>

#include "calculation_verdicts.h"

namespace countercheck {

TEST_CASE("scaling: an efficiency follows from the base row") {
  struct Row {
    const char* what;
    const char* table;
    const char* expected;
  };
  const Row rows[] = {
      {"rates, one wrong",
       "| GPUs | Samples/s | Scaling efficiency |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n"
       "| 256 | 38.8 | 95% |\n| 512 | 73.4 | 85% |\n",
       "4 pass 98%; 5 pass 95%; 6 fail 85%"},
      {"times of the same work",
       "| Nodes | Hours | Efficiency |\n|---|---|---|\n| 2 | 96.0 | 100% |\n| 4 | 50.5 | 95% |\n| 8 | 27.3 | 88% |\n"
       "| 16 | 15.4 | 78% |\n",
       "4 pass 95%; 5 pass 88%; 6 pass 78%"},
      {"fractions, and the base below",
       "| GPUs | tokens/s | Scaling |\n|---|---|---|\n| 32 | 7,020 | 0.81 |\n| 16 | 3,864 | 0.89 |\n| 8 | 2,170 | 1.00 "
       "|\n",
       "3 pass 0.81; 4 pass 0.89"},
      {"quantities in rows",
       "| Metric | 8 GPUs | 16 GPUs | 32 GPUs | 64 GPUs |\n|---|---|---|---|---|\n| GPUs | 8 | 16 | 32 | 64 |\n"
       "| Images/s | 410 | 795 | 1,540 | 2,860 |\n| Scaling efficiency | 100% | 97% | 94% | 77% |\n",
       "5 pass 97%; 5 pass 94%; 5 fail 77%"},
      {"two rows are too few to tell",
       "| GPUs | Samples/s | Efficiency |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n", ""},
      {"half of the rows do not follow: it is another efficiency",
       "| GPUs | Samples/s | Efficiency |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n"
       "| 256 | 38.8 | 61% |\n| 512 | 73.4 | 55% |\n",
       ""},
      {"off by a unit of its last digit: from figures that are not here",
       "| GPUs | Samples/s | Efficiency |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n"
       "| 256 | 38.8 | 95% |\n| 512 | 73.4 | 91% |\n",
       "4 pass 98%; 5 pass 95%"},
      {"a header that speaks of something else",
       "| GPUs | Samples/s | Busy |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n| 256 | 38.8 | 95% |\n"
       "| 512 | 73.4 | 85% |\n",
       ""},
      {"an estimate",
       "| GPUs | Samples/s | Efficiency |\n|---|---|---|\n| 64 | 10.2 | 100% |\n| 128 | 20.0 | 98% |\n"
       "| 256 | 38.8 | 95% |\n| 512 | 73.4 | ~80% |\n",
       "4 pass 98%; 5 pass 95%"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(testing::calculation_verdicts(row.table) == row.expected);
  }
}

}  // namespace countercheck

// Calculations in cells, and their results in other cells of the row.
#include <catch2/catch.hpp>

#include "calculation_verdicts.h"

namespace countercheck {

TEST_CASE("cell calculations: a column of calculations explains a column of figures") {
  struct Row {
    const char* what;
    const char* table;
    const char* expected;
  };
  const Row rows[] = {
      {"the header calls it a calculation",
       "| Part | Calculation | Size |\n|---|---|---|\n| Weights | 70e9 × 2 bytes | 140 GB |\n"
       "| Cache | 128 × 4,096 × 70 KB | 30 GB |\n",
       "3 pass 140 GB; 4 fail 30 GB"},
      {"in a parenthesis behind the name",
       "| Part | Size |\n|---|---|\n| Experts (4 × 58 × 44 MB) | 10.2 GB |\n| Cache (128 requests × 4,096 × 70 KB) | "
       "36.7 GB |\n| Spare | 5 GB |\n",
       "3 pass 10.2 GB; 4 pass 36.7 GB"},
      {"two that hold refute a third",
       "| Part | Size |\n|---|---|\n| Experts (4 × 58 × 44 MB) | 10.2 GB |\n| Cache (128 × 4,096 × 70 KB) | 36.7 GB |\n"
       "| Log (12 × 30 GB) | 480 GB |\n",
       "3 pass 10.2 GB; 4 pass 36.7 GB; 5 fail 480 GB"},
      {"the unit stands in the header",
       "| Part | How | Size (GB) |\n|---|---|---|\n| Weights | 70 × 2 | 140 |\n| Cache | 12 × 4 | 40 |\n",
       "3 pass 140; 4 fail 40"},
      {"one that does not hold may be about something else",
       "| Part | Size |\n|---|---|\n| Experts (4 × 58 × 44 MB) | 64 GB |\n| Cache | 36.7 GB |\n", ""},
      {"a shape is no calculation of what stands beside it",
       "| Tensor | Size |\n|---|---|\n| Q (4096 × 4096) | 32 MB |\n| K (4096 × 1024) | 8 MB |\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(testing::calculation_verdicts(row.table) == row.expected);
  }
}

}  // namespace countercheck

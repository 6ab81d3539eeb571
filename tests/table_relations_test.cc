// Columns of tables that follow from others: which rows are confirmed, and which one is refuted.
#include <catch2/catch.hpp>

#include "calculation_verdicts.h"

namespace countercheck {
namespace {

struct Row {
  const char* what;
  const char* table;
  const char* expected;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(testing::calculation_verdicts(row.table) == row.expected);
  }
}

}  // namespace

TEST_CASE("table relations: the header says how a column follows") {
  check_rows({
      {"a speed-up from two rates",
       "| Kernel | Plain tok/s | Fused tok/s | Speedup |\n|---|---|---|---|\n"
       "| a | 612.5 | 701.2 | 1.14 |\n| b | 803.1 | 930.4 | 1.16 |\n| c | 590.0 | 640.1 | 1.28 |\n",
       "3 pass 1.14; 4 pass 1.16; 5 fail 1.28"},
      {"a speed-up against the first row",
       "| Setup | Tokens/s | Speedup |\n|---|---|---|\n| plain | 1200 | 1.0x |\n| fused | 1500 | 1.25x |\n"
       "| fp8 | 2040 | 1.7x |\n| both | 2400 | 2.5x |\n",
       "4 pass 1.25x; 5 pass 1.7x; 6 fail 2.5x"},
      {"changes up and down",
       "| Metric | Before | After | Change |\n|---|---|---|---|\n| Latency | 120 ms | 80 ms | -33% |\n"
       "| Memory | 60 GB | 45 GB | -25% |\n| Rate | 900 tok/s | 1200 tok/s | +33% |\n| Batch | 64 | 128 | +50% |\n",
       "3 pass -33%; 4 pass -25%; 5 pass +33%; 6 fail +50%"},
      {"a margin between a bound and a figure",
       "| Metric | Target | Measured | Margin |\n|---|---|---|---|\n| p50 | ≤400 ms | 312 ms | 88 ms |\n"
       "| p99 | ≤900 ms | 645 ms | 255 ms |\n",
       "3 pass 88 ms; 4 pass 255 ms"},
      {"a total from count and price",
       "| Item | Count | Unit price | Total |\n|---|---|---|---|\n| node | 12 | $310 | $3,720 |\n"
       "| switch | 4 | $95 | $380 |\n| disk | 24 | $18 | $342 |\n",
       "3 pass $3,720; 4 pass $380; 5 fail $342"},
      {"a share per something",
       "| Plan | GPUs | Batch | Batch per GPU |\n|---|---|---|---|\n| a | 48 | 720 | 15 |\n| b | 64 | 832 | 13 |\n"
       "| c | 96 | 1056 | 12 |\n",
       "3 pass 15; 4 pass 13; 5 fail 12"},
      {"a rate per something, among other words",
       "| Box | GPUs | Tok/s out | Tok/s/GPU |\n|---|---|---|---|\n| a | 2 | 1,562 | 781 |\n| b | 4 | 2,920 | 730 |\n"
       "| c | 6 | 3,048 | 608 |\n",
       "3 pass 781; 4 pass 730; 5 fail 608"},
  });
}

TEST_CASE("table relations: dimensions alone prove a quotient or product") {
  check_rows({
      {"time from data and rate",
       "| Data (GB) | Link (GB/s) | Transfer (ms) |\n|---|---|---|\n| 12 | 400 | 30 |\n| 24 | 400 | 60 |\n| 30 | 200 | "
       "90 |\n",
       "3 pass 30; 4 pass 60; 5 fail 90"},
  });
}

TEST_CASE("table relations: quantities in rows, alternatives in columns") {
  check_rows({
      {"a total and a share per node",
       "| | Today | Spring | Autumn |\n|---|---|---|---|\n| Nodes | 6 | 9 | 14 |\n| GPUs per node | 8 | 8 | 4 |\n"
       "| GPUs | 48 | 72 | 58 |\n| Requests/s | 270 | 414 | 602 |\n| Requests/s per node | 45 | 46 | 43 |\n",
       "5 pass 48; 5 pass 72; 5 fail 58; 7 pass 45; 7 pass 46; 7 pass 43"},
      {"a speed-up against the first column",
       "| Measure | Plain | Fused | Graphs |\n|---|---|---|---|\n| Step time (ms) | 412 | 318 | 275 |\n"
       "| Speedup | 1.00x | 1.30x | 1.50x |\n",
       "4 pass 1.30x; 4 pass 1.50x"},
      {"a column of changes beside them",
       "| Measure | Before | After | Change |\n|---|---|---|---|\n| Tokens/s | 1,850 | 2,775 | +50% |\n"
       "| Tokens/s per GPU | 231 | 347 | +50% |\n| GPU memory (GB) | 71.2 | 64.8 | -9% |\n",
       "3 pass +50%; 4 pass +50%; 5 pass -9%"},
  });
}

TEST_CASE("table relations: what the others are compared with") {
  check_rows({
      {"is the row of one",
       "| Format | Images/s | Relative |\n|---|---|---|\n| fp32 | 412 | 0.50x |\n| tf32 | 824 | 1.00x |\n"
       "| bf16 | 1391 | 1.69x |\n| fp8 | 1977 | 2.60x |\n",
       "3 pass 0.50x; 3 pass 0.50x; 4 pass 1.00x; 5 pass 1.69x; 5 pass 1.69x; 6 fail 2.60x"},
      {"is told in two rows: none",
       "| Setup | Images/s | Relative |\n|---|---|---|\n| a | 412 | 1.00x |\n| b | 618 | 1.50x |\n| c | 512 | "
       "1.00x |\n| d | 614 | 1.20x |\n",
       ""},
  });
}

TEST_CASE("table products: count, price and time") {
  check_rows({
      {"with the hours in a column",
       "| Pool | Count | $/hour | Hours | Cost |\n|---|---|---|---|---|\n| web | 6 | $0.384 | 730 | $1,681.92 |\n"
       "| queue | 2 | $1.12 | 400 | $896.00 |\n| batch | 9 | $0.75 | 120 | $910.00 |\n",
       "3 pass $1,681.92; 4 pass $896.00; 5 fail $910.00"},
      {"with spans of time in the headers",
       "| GPU | Price per GPU-hour | GPUs | Monthly cost |\n|---|---|---|---|\n| A100 | $1.80 | 24 | $31,536 |\n"
       "| H100 | $2.90 | 16 | $33,872 |\n| L40S | $0.95 | 40 | $27,740 |\n| A10 | $0.60 | 12 | $6,256 |\n",
       "3 pass $31,536; 4 pass $33,872; 5 pass $27,740; 6 fail $6,256"},
      {"with a month of thirty days",
       "| Service | Hourly ($) | Monthly ($) |\n|---|---|---|\n| gateway | 0.045 | 32.40 |\n| balancer | 0.0225 | "
       "16.20 "
       "|\n| registry | 0.31 | 223.20 |\n",
       "3 pass 0.045; 3 pass 32.40; 4 pass 0.0225; 4 pass 16.20; 5 pass 0.31; 5 pass 223.20"},
      {"alternatives side by side",
       "| | Spot | On demand | Reserved |\n|---|---|---|---|\n| Nodes | 7 | 7 | 9 |\n| Price per node-hour | $3.12 | "
       "$9.80 "
       "| $6.05 |\n| Monthly cost | $15,943 | $50,078 | $39,748 |\n",
       "5 pass $15,943; 5 pass $50,078; 5 pass $39,748"},
  });
}

TEST_CASE("table products: what is not believed") {
  check_rows({
      {"cells that hold no figures, and figures beyond all measure",
       "| Pool | Count | $/hour | Hours | Monthly cost |\n|---|---|---|---|---|\n| a | n/a | $1e308 | 730 | $1e308 |\n"
       "| b | 1e308 | $0 | -- | $0 |\n| c |\n| d | 0 | $-1 | 0 | $0 | 7 |\n",
       ""},
      {"a discount that no column tells",
       "| Pool | Count | $/hour | Hours | Cost |\n|---|---|---|---|---|\n| web | 6 | $0.384 | 730 | $1,513.73 |\n"
       "| queue | 2 | $1.12 | 400 | $806.40 |\n",
       ""},
      {"every row with another number of hours",
       "| Service | Hourly ($) | Monthly ($) |\n|---|---|---|\n| a | 0.045 | 3.60 |\n| b | 0.0225 | 9.70 |\n| c | 0.31 "
       "| "
       "61.40 |\n",
       ""},
      {"one row of two",
       "| Pool | Count | $/hour | Hours | Cost |\n|---|---|---|---|---|\n| web | 6 | $0.384 | 730 | $1,681.92 |\n"
       "| queue | 2 | $1.12 | 400 | $996.00 |\n",
       ""},
  });
}

TEST_CASE("table relations: what is not believed") {
  check_rows({
      {"no word for it", "| a | b | c |\n|---|---|---|\n| 3 | 4 | 12 |\n| 5 | 6 | 30 |\n| 7 | 8 | 57 |\n", ""},
      {"one row of two",
       "| x | Old | New | Speedup |\n|---|---|---|---|\n| p | 10.5 | 21.0 | 2.00 |\n| q | 10 | 30 | 2.50 |\n", ""},
      {"a decimal near the right one",
       "| N | Data | Ratio |\n|---|---|---|\n| 16 | 7 | 2.29 |\n| 16 | 9 | 1.79 |\n| 16 | 11 | 1.45 |\n",
       "3 pass 2.29; 5 pass 1.45"},
      {"approximate figures",
       "| x | Old | New | Speedup |\n|---|---|---|---|\n| p | 612 | 701 | 1.15 |\n| q | 803 | 930 | 1.16 |\n| r | ~590 "
       "| 640 | 1.28 |\n",
       "3 pass 1.15; 4 pass 1.16"},
      {"two columns that disagree",
       "| | A | B |\n|---|---|---|\n| Nodes | 6 | 9 |\n| GPUs per node | 8 | 8 |\n| GPUs | 48 | 76 |\n", ""},
      {"items in rows that happen to be named like measures",
       "| Item | Mon | Tue | Wed |\n|---|---|---|---|\n| errors | 3 | 4 | 12 |\n| retries | 5 | 6 | 30 |\n| pages | 7 "
       "| 8 "
       "| 57 |\n",
       ""},
      {"every row its own way",
       "| x | Old | New | Gain |\n|---|---|---|---|\n| p | 60 s | 17 s | 71% |\n| q | 31 | 47 | 54% |\n| r | 5 | 6 | "
       "97% |\n",
       ""},
      {"a total is not a ratio",
       "| Model | Params | Speedup |\n|---|---|---|\n| 7B | 7 | 1.0 |\n| 13B | 13 | 1.4 |\n| Total | 20 | 2.4 |\n",
       "5 pass 20; 5 pass 2.4"},
  });
}

}  // namespace countercheck

// Calculations and tables as they should not be written: nothing of it is called wrong, and nothing is quadratic.
#include <catch2/catch.hpp>
#include <functional>
#include <memory>

#include "allocations.h"
#include "countercheck/countercheck.h"

namespace countercheck {
namespace {

Report check_texts(const std::vector<std::string>& texts) {
  Request request;
  for (const std::string& text : texts) request.texts.push_back(std::make_shared<const Source>("test.md", text));
  return check(request);
}

}  // namespace

TEST_CASE("bad calculations: never called wrong") {
  const std::vector<std::string> texts = {
      // contradictory units in one equation
      "8 GB + 4 s = 12 GB",
      "8 GB × 4 GB = 32 GB",
      "64 GB ÷ 2 TB/s = 32 GB",
      "12 tokens/s = 4 GB × 3",
      "$4 + 5 GB = $9",
      // operators at the ends of lines
      "8 × 4 ×\n",
      "8 × 4 =\n\n33",
      "= 8 × 4 + ",
      "8 × 4 =\n- 33 is another item",
      "64 ×\n= 120",
      // a sign before a number that a word cuts off
      "heads: –40 over TP = 4",
      // unbalanced parentheses
      "((8 × 4) = 33",
      "8 × (4 = 33",
      "8 [× 4) = 33",
      // versions, dates, addresses, hashes
      "1.2.3 × 2 = 3",
      "v2.10 = v2.1 + 1",
      "release 2.10 = 2.1 × 1.5",
      "2024-03-11 - 2024-03-01 = 12",
      "11/03/2024 = 4",
      "10.0.0.1 + 10.0.0.2 = 3",
      "192.168.1.0/24 = 256",
      "at 12:30 - 13:45 = 2",
      "deadbeef1234 = 12 × 4",
      "3f2a91c = 3 × 2",
      "commit 1234567 = 8 × 4b",
      // ids and ranges of them
      "GPUs 0-127",
      "GPUs 0-127 (4 layers)",
      "GPUs 0-127 = stage 1",
      "ranks 0-3, 8-11 = 2 groups",
      "nodes 1-4 and 6-9 (8 nodes)",
      "layers 0–15 → GPUs 0–7",
      // percentages above 100
      "150% of 8 GPUs",
      "a rise of 250% (2 → 5)",
      "speed-up 150% (2 → 5)",
      "utilization 120%",
      // x as a letter and as a times sign
      "2x faster = 3",
      "H100 x 8 = node",
      "x = 3, y = 4",
      "3x4 = twelve",
      "0x10 = 16",
      "4x 8x = 33x",
      "the x in 4 x is 5",
      // footnotes and HTML
      "8 × 4 = 32[^1]\n\n[^1]: 33",
      "<table><tr><td>8 × 4</td><td>= 33</td></tr></table>",
      "<b>8</b> × <i>4</i> is many",
      "<!-- 8 × 4 = 33 -->",
      // tables that are none
      "| a | b | Total |\n|---|---|---|\n| 1 | 2 | ? |\n| x | 4 | - |\n| 5 | n/a | 12 |\n",
      "| a | b | Speedup |\n|---|---|---|\n| 1 | | 2 |\n| | 4 | 2x |\n| 0 | 0 | 5 |\n",
      "| a | Ratio |\n|---|---|\n| 0 | 0 |\n| 0 | 1 |\n| 1 | 0 |\n",
      // formulas that are none
      "ratio = read/write\n\n| read | write | ratio |\n|---|---|---|\n| 1 | 2 | 3 |\n| 2 | 3 | 4 |\n",
      "a = b / c\n\n- a: 4\n- b: 4\n- c: 0\n",
      "a = a * 2\n\n- a: 4\n",
      "MFU = achieved ÷ peak\n\n- MFU: 40%\n- Achieved: 3 s\n- Peak: 312 TFLOPS\n",
      // code
      "```\nx = 0\ny = 5 / x  # 12\n```",
      "```bash\ncut -f $1 * 2 # 4\n```",
      "```\nprint(1 / 0)\n12\n```",
      "```\nfor i in range(8): print(i * 4)\n0\n```",
  };
  const Report report = check_texts(texts);
  REQUIRE(report.documents.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string fails;
    for (const Finding& finding : report.documents[i].findings)
      if (finding.verdict == Verdict::fail) fails += finding.message + "\n";
    CAPTURE(texts[i]);
    CHECK(fails == "");
  }
}

TEST_CASE("bad calculations: what is long grows linearly") {
  const auto repeated = [](const std::string& text, std::size_t count) {
    return testing::filled(text, count * text.size());
  };
  const std::string heads = repeated("| Speedup ", 24) + "|\n" + repeated("|---", 24) + "|\n";
  const std::string cells = repeated("| 12 ", 24) + "|\n";
  struct Row {
    const char* what;
    std::size_t size;
    std::function<std::string(std::size_t)> text;
  };
  const Row rows[] = {
      {"a large table", 100, [&](std::size_t n) { return heads + repeated(cells, n); }},
      {"a table below many formulas", 30,
       [&](std::size_t n) {
         return repeated("- rate = size * speed / time + a * b\n", n) +
                "\n| rate | size | x | y | z |\n|---|---|---|---|---|\n" + repeated("| 1 | 2 | 3 | 4 | 5 |\n", 7 * n);
       }},
      {"many tables and formulas", 100,
       [&](std::size_t n) {
         return repeated("total = a * b\n\n| a | b | total |\n|---|---|---|\n| 1 | 2 | 2 |\n\n", n);
       }},
      {"many definitions", 250,
       [&](std::size_t n) { return repeated("- a: 1\n- b is c\n- x = y\n", n) + "\nd = a * b * x\n"; }},
      {"a long fence of assignments", 500,
       [&](std::size_t n) { return "```\n" + repeated("a=1; b=$a; print(a*b)\n1\n", n) + "```\n"; }},
      {"many names", 1000, [&](std::size_t n) { return "```\n" + repeated("a*b+c*", n) + "\n```\n"; }},
      {"a long name", 2500, [&](std::size_t n) { return repeated("word ", n) + "= a * b\n"; }},
      {"nested calls", 250, [&](std::size_t n) { return "```\nx=1\n" + repeated("f(x*(", n) + "\n```\n"; }},
      {"shares of nothing", 250, [&](std::size_t n) { return repeated("- a: 5% of target\n", n); }},
      {"one code span after another", 500, [&](std::size_t n) { return repeated("`a*b` ", n); }},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    testing::check_growth(row.size, [&](std::size_t n) { CHECK(check_texts({row.text(n)}).documents.size() == 1); });
  }
}

}  // namespace countercheck

// Figures that follow from others of their passage, without a sign between them.
#include <catch2/catch.hpp>

#include <memory>

#include "countercheck/countercheck.h"

namespace countercheck {

TEST_CASE("neighbours: a figure follows from those before it") {
  struct Row {
    const char* text;
    const char* passes;  ///< messages, one a line
  };
  const Row rows[] = {
      {"The other 58 layers have 256 experts each, i.e. 14,848 experts.\n",
       "14,848 experts = 58 layers × 256 experts\n"},
      {"Dispatch sends 7168 bytes to 8 ranks, 57,344 bytes for each token.\n", "57,344 bytes = 7168 bytes × 8 ranks\n"},
      // In a list the items above speak too.
      {"- 144 cards in 18 racks\n- a share of 131, so 18,864 requests at once\n",
       "18,864 requests = 144 cards × 131\n"},
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
    std::string passes;
    for (const Finding& finding : report.documents.front().findings)
      if (finding.rule == "inference") passes += finding.message + "\n";
    CHECK(passes == row.passes);
  }
}

}  // namespace countercheck

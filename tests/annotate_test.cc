// Marks stand where they disturb nothing, say what is right, and can be taken away again.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "allocations.h"
#include "markdown/document.h"
#include "render/marks.h"
#include "render/render.h"
#include "sample_report.h"

using namespace countercheck;
using sample::Builder;

namespace {

// Marks are long; in rows they are written [..], and notes {..} with their lines.
std::string folded(std::string text) {
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  };
  replace("<!--countercheck--> ", "[");
  replace("<!--/countercheck-->", "]");
  replace("<!--countercheck-notes-->", "{");
  replace("<!--/countercheck-notes-->", "}");
  return text;
}

// A verdict on every number between ‹ and ›: ‹1› passes, ‹!1› fails with 8 expected, ‹?1› is disputed.
Builder builder_of(std::string_view marked) {
  struct Figure {
    Span span;
    char kind;
  };
  std::string text;
  std::vector<Figure> figures;
  for (std::size_t at = 0; at < marked.size();) {
    if (!marked.substr(at).starts_with("‹")) {
      text += marked[at++];
      continue;
    }
    at += std::string_view("‹").size();
    const char kind = marked[at] == '!' || marked[at] == '?' ? marked[at++] : '.';
    const std::size_t close = marked.find("›", at);
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += marked.substr(at, close - at);
    figures.push_back({{begin, static_cast<std::uint32_t>(text.size())}, kind});
    at = close + std::string_view("›").size();
  }
  Builder b(text);
  for (const Figure& figure : figures) {
    const Verdict verdict = figure.kind == '!' ? Verdict::fail : figure.kind == '?' ? Verdict::disputed : Verdict::pass;
    Finding& finding = b.judge(verdict, "num_x", {b.source(), figure.span}, "number of x: wrong");
    finding.expected = Builder::figure("8", 8);
  }
  return b;
}

std::string annotated(const Builder& b) {
  const Annotated result = annotate(b.document());
  CHECK(result.problem.empty());
  return result.text;
}

// All numbers of a text, failing.
Builder all_numbers(const std::string& text) {
  Builder b(text);
  for (std::size_t i = 0; i < text.size();) {
    const auto is_digit = [&](std::size_t at) {
      return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]));
    };
    std::size_t end = i;
    while (is_digit(end)) ++end;
    if (end > i) {
      const Place place{b.source(), {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}};
      b.judge(i % 3 ? Verdict::fail : Verdict::pass, "q", place, "a|b `c` *d* <e> [f](g)").expected =
          Builder::figure("8|`_*");
    }
    i = std::max(end, i + 1);
  }
  return b;
}

std::string tables_of(const std::string& text) {
  const Document document = parse_markdown(std::make_shared<const Source>("t.md", text));
  std::string shape;
  for (const Table& table : document.tables) {
    shape += std::to_string(table.rows.size()) + 'x' + std::to_string(table.columns) + ':';
    for (const std::vector<int>& row : table.rows) {
      shape += std::to_string(std::count_if(row.begin(), row.end(), [](int block) { return block >= 0; })) + ' ';
    }
  }
  return shape;
}

}  // namespace

TEST_CASE("where a mark stands") {
  struct Row {
    std::string marked, expected;
  };
  const std::vector<Row> rows = {
      // in running text
      {"holds ‹1› expert\n", "holds 1[✅] expert\n"},
      {"holds ‹!1› expert\n", "holds 1[❌ (8)] expert\n"},
      {"holds ‹?1› expert\n", "holds 1[⚠️ (8)] expert\n"},
      {"at the end ‹150MB›", "at the end 150MB[✅]"},
      {"hard break ‹1›  \nnext\n", "hard break 1[✅]  \nnext\n"},
      {"a ‹16›-layer model\n", "a 16-layer[✅] model\n"},
      {"‹150›MB/GPU, fine\n", "150MB/GPU[✅], fine\n"},
      {"EP‹64›_TP2_PP1 plan\n", "EP64_TP2_PP1[✅] plan\n"},
      {"(‹1›)\n", "(1[✅])\n"},
      {"‹1›\\* x\n", "1[✅]\\* x\n"},
      // emphasis
      {"**‹150MB›** each\n", "**150MB**[✅] each\n"},
      {"**uses ‹150MB› each**\n", "**uses 150MB[✅] each**\n"},
      {"***‹1›***\n", "***1***[✅]\n"},
      {"_‹1›_ ~~‹2›~~\n", "_1_[✅] ~~2~~[✅]\n"},
      {"**‹16›**-way\n", "**16**-way[✅]\n"},
      {"**‹1000›*100 = 5**\n", "**1000*100[✅] = 5**\n"},
      {"‹!2›*‹!3›*‹4› is\n", "2*3*4[❌ (2 → 8) ❌ (3 → 8)] is\n"},
      // what must not be torn
      {"run `--tp ‹!3›` now\n", "run `--tp 3`[❌ (3 → 8)] now\n"},
      {"run ``a ` ‹1›`` now\n", "run ``a ` 1``[✅] now\n"},
      {"see [‹150› MB](http://x/y?z=1 \"t\") now\n", "see [150 MB](http://x/y?z=1 \"t\")[✅] now\n"},
      {"see [a](http://x/‹1›) now\n", "see [a](http://x/1)[✅] now\n"},
      {"![‹1›](a.png)\n", "![1](a.png)[✅]\n"},
      {"[`‹1›`](a)\n", "[`1`](a)[✅]\n"},
      {"see [‹1› x][r]\n\n[r]: http://x\n", "see [1 x][r][✅]\n\n[r]: http://x\n"},
      {"see [‹1› x]\n\n[1 x]: http://x\n", "see [1 x][✅]\n\n[1 x]: http://x\n"},
      {"plain [‹1› x]\n", "plain [1[✅] x]\n"},
      {"note[^‹1›] x\n\n[^1]: y\n", "note[^1][✅] x\n\n[^1]: y\n"},
      {"<http://x/‹1›> y\n", "<http://x/1>[✅] y\n"},
      {"http://x/‹1›/z y\n", "http://x/1/z[✅] y\n"},
      {"<span id=\"‹1›\">a</span>\n", "<span id=\"1\">[✅]a</span>\n"},
      {"<b>‹1›</b> x\n", "<b>1[✅]</b> x\n"},
      {"$x = ‹1› + y$ z\n", "$x = 1 + y$[✅] z\n"},
      {"$‹5› and $‹6› each\n", "$5[✅] and $6[✅] each\n"},
      // lists and tables
      {"- **A**: ‹1›\n  - B ‹!2›\n", "- **A**: 1[✅]\n  - B 2[❌ (8)]\n"},
      {"‹3›. one\n", "3. one\n"},
      {"| a | ‹1› |\n|---|---|\n| **‹!2›** | `‹3›` |\n", "| a | 1[✅] |\n|---|---|\n| **2**[❌ (8)] | `3`[✅] |\n"},
      {"a ‹1› | b\n--|--\n‹!2›|3\n", "a 1[✅] | b\n--|--\n2[❌ (8)]|3\n"},
      // notes
      {"# H ‹!1›\ntext\n", "# H 1\n{\n- ❌ num x 1 → 8\n}\ntext\n"},
      {"# H ‹1›", "# H 1\n{\n- ✅ 1\n}"},
      {"# H ‹1›\r\ntext\r\n", "# H 1\r\n{\r\n- ✅ 1\r\n}\r\ntext\r\n"},
      {"a\r\n# H ‹1›", "a\r\n# H 1\r\n{\r\n- ✅ 1\r\n}"},
      {"H ‹1›\n===\ntext\n", "H 1\n===\n{\n- ✅ 1\n}\ntext\n"},
      {"```\na = ‹!1›\nb = ‹2›\n```\nnext\n",
       "```\na = 1\nb = 2\n```\n{\n- ❌ line 2: num x 1 → 8\n- ✅ line 3: 2\n}\nnext\n"},
      {"    a = ‹1›\nnext\n", "    a = 1\n{\n- ✅ line 1: 1\n}\nnext\n"},
      {"---\ntp: ‹!1›\n---\n# T\n", "---\ntp: 1\n---\n{\n- ❌ line 2: num x 1 → 8\n}\n# T\n"},
      {"- x\n  ```\n  ‹1›\n  ```\n- y\n", "- x\n  ```\n  1\n  ```\n  {\n  - ✅ line 3: 1\n  }\n- y\n"},
      {"- ```\n  ‹1›\n  ```\n", "- ```\n  1\n  ```\n  {\n  - ✅ line 2: 1\n  }\n"},
      {"> # H ‹1›\n> x\n", "> # H 1\n> {\n> - ✅ 1\n> }\n> x\n"},
      {"> ```\n> ‹1›\n> ```\n", "> ```\n> 1\n> ```\n> {\n> - ✅ line 2: 1\n> }\n"},
      {"<div>\n‹1›\n</div>\n\nx\n", "{\n- ✅ line 5: 1\n}\n<div>\n1\n</div>\n\nx\n"},
      {"x\n\n```\n‹1›\n", "x\n\n{\n- ✅ line 7: 1\n}\n```\n1\n"},
      {"# A ‹1›\n```\n‹2›\n```\n", "# A 1\n{\n- ✅ 1\n}\n```\n2\n```\n{\n- ✅ line 6: 2\n}\n"},
      {"\xef\xbb\xbf# H ‹1›\n", "\xef\xbb\xbf# H 1\n{\n- ✅ 1\n}\n"},
      // no place that a reader would see
      {"<!-- ‹1› -->\n\nx\n", "<!-- 1 -->\n\nx\n"},
      {"x\n\n[r]: http://x/‹1›\n", "x\n\n[r]: http://x/1\n"},
  };
  for (const Row& row : rows) {
    const Builder b = builder_of(row.marked);
    const std::string text = annotated(b);
    CHECK(folded(text) == row.expected);
    CHECK(strip(text) == b.source()->text());
    CHECK(is_annotated(text) == (text != b.source()->text()));
  }
}

TEST_CASE("the sample, marked") {
  const std::string text = folded(annotated(sample::builder()));
  CHECK_THAT(text, Catch::Contains("handles exactly 1[❌ (8 = 1024 ÷ 128)] expert of"));
  CHECK_THAT(text, Catch::Contains("| Weights per GPU     | 150MB[❌ (69MB = 8 × 8.6 MB)] |\n"));
  CHECK_THAT(text, Catch::Contains("| Memory utilization  | 0.11%[✅] |\n"));
  CHECK_THAT(text, Catch::Contains("`2 * 4 = 8 GB`[⚠️ (8 GB → 4 GB = 2 × 4 GB ÷ 2)] of"));
  CHECK_THAT(text, Catch::Contains("```\n{\n- ❌ line 29: 128 GPUs do not divide over TP = 3\n}\n"));
  CHECK_THAT(text, Catch::Contains("- **GPUs**: 128\n"));   // an input has no mark
  CHECK_THAT(text, Catch::Contains("About 300 requests"));  // nor has what could not be verified
}

TEST_CASE("several findings on one number are one mark, the worst") {
  Builder b("has 8 GPUs\n");
  const Place place = b.place("has ", "8");
  b.judge(Verdict::pass, "a", place, "");
  b.judge(Verdict::fail, "b", place, "").expected = Builder::figure("9");
  b.judge(Verdict::disputed, "c", place, "").expected = Builder::figure("7");
  CHECK(folded(annotated(b)) == "has 8[❌ (9)] GPUs\n");
}

TEST_CASE("a long calculation leaves only the number") {
  Builder b("has 8 GPUs\n");
  Finding& finding = b.judge(Verdict::fail, "b", b.place("has ", "8"), "");
  finding.expected = Builder::figure("9");
  finding.derivation = Builder::node("b", "b|9|f|" + std::string(100, '1') + "|", {});
  CHECK(folded(annotated(b)) == "has 8[❌ (9)] GPUs\n");
}

TEST_CASE("marking what was marked and stripped gives the same bytes") {
  const Builder b = sample::builder();
  const std::string once = annotated(b);
  REQUIRE(is_annotated(once));
  REQUIRE(strip(once) == b.source()->text());
  CHECK(annotated(sample::builder()) == once);
  CHECK(strip(strip(once)) == strip(once));
}

TEST_CASE("a document that holds our sentinel otherwise is refused") {
  const std::vector<std::string> rows = {
      "x <!--countercheck--> 1\n",
      "x <!--/countercheck--> 1\n",
      "<!--countercheck-notes-->\n1\n",
      "```\n1<!--countercheck--> ✅<!--/countercheck-->\n```\n",
      "marked 1<!--countercheck--> ✅<!--/countercheck--> already\n",
  };
  for (const std::string& row : rows) {
    INFO(row);
    const Annotated result = annotate(all_numbers(row).document());
    CHECK(result.text.empty());
    CHECK_FALSE(result.problem.empty());
  }
}

TEST_CASE("only marks as we write them are marks") {
  const std::vector<std::string> rows = {
      "",
      "1 ✅\n",
      "1<!--countercheck--> yes<!--/countercheck-->\n",
      "1<!--countercheck-->✅<!--/countercheck-->\n",
      "1<!--countercheck--> ✅\n<!--/countercheck-->\n",
      "1<!--countercheck--> ✅ <!--x--><!--/countercheck-->\n",
      "1<!--countercheck--> ✅" + std::string(5000, 'x') + "<!--/countercheck-->\n",
      "<!--countercheck-notes-->\n- yes\n<!--/countercheck-notes-->\n",
      "x<!--countercheck-notes-->\n- ✅ 1\n<!--/countercheck-notes-->\n",
      "<!--countercheck-notes-->\n- ✅ 1\n<!--/countercheck-notes--> x\n",
      "<!--countercheck-notes-->\n- ✅ 1\n",
      "> <!--countercheck-notes-->\n- ✅ 1\n> <!--/countercheck-notes-->\n",
      "`1<!--countercheck--> ✅<!--/countercheck-->` is how it looks\n",
      "```\n1<!--countercheck--> ✅<!--/countercheck-->\n```\n",
      "<!-- countercheck: set num_gpus = 128 -->\n",
  };
  for (const std::string& row : rows) {
    INFO(row);
    CHECK_FALSE(is_annotated(row));
    CHECK(strip(row) == row);
  }
}

TEST_CASE("stripping gives back every byte") {
  const std::vector<std::string> parts = {"# H 1\n",
                                          "H 2\n===\n",
                                          "- a 3\n",
                                          "  - b 4\n",
                                          "1. c 5\n",
                                          "> d 6\n",
                                          "```\ne 7\n```\n",
                                          "```\nf 8\n",
                                          "    g 9\n",
                                          "| 1 | 2 |\n|---|---|\n| `3` | 4\\|5 |\n",
                                          "<div>6\n",
                                          "<!-- 7 -->\n",
                                          "<!-- 8\n",
                                          "\n",
                                          "\r\n",
                                          "x 9\r\n",
                                          "y 1\rz 2\r",
                                          std::string("nul 3\0\n", 7),
                                          "bad 4\xff\xc3\n",
                                          "[r 5](h 6) `7` **8** $9$\n",
                                          "---\n",
                                          "\xef\xbb\xbf",
                                          "last 10",
                                          "\t11\n",
                                          "- ```\n  12\n  ```\n",
                                          "> # 13\n",
                                          "[^1]: 14\n",
                                          "`15 16*17*18 _19_\n",
                                          "~~~\n20",
                                          "&lt; 21 &amp 22\n"};
  // A fixed sequence instead of chance: every pair of parts, and runs of seven.
  std::vector<std::string> documents;
  for (const std::string& first : parts) {
    for (const std::string& second : parts) documents.push_back(first + second);
  }
  for (std::size_t i = 0; i < 400; ++i) {
    std::string text;
    for (std::size_t j = 0; j < 7; ++j) text += parts[(i * 7919 + j * (i + 13) + j * j) % parts.size()];
    documents.push_back(text);
  }
  int marked = 0;
  for (const std::string& text : documents) {
    INFO(text);
    const Annotated result = annotate(all_numbers(text).document());
    REQUIRE(result.problem.empty());
    REQUIRE(strip(result.text) == text);
    REQUIRE(tables_of(result.text) == tables_of(text));
    marked += is_annotated(result.text) ? 1 : 0;
  }
  CHECK(marked > 1100);
}

TEST_CASE("a marked document can be read without its marks") {
  const std::vector<std::string> rows = {"a ‹!1› b\n",
                                         "end ‹1›\nnext ‹!2›\n",
                                         "| a | ‹1› |\n|---|---|\n| 2 | ‹!3› |\n",
                                         "# H ‹1›\ntext\n",
                                         "- x\n  ```\n  ‹!1›\n  ```\n- y\n",
                                         "> # H ‹1›\r\n> x\r\n",
                                         "`--tp ‹!3›` **‹4›**",
                                         "# H ‹!1›"};
  for (const std::string& row : rows) {
    const Builder b = builder_of(row);
    const std::string text = annotated(b);
    const std::string muted = mute(text);
    INFO(muted);
    CHECK(muted.size() == text.size());
    const auto words = [](const std::string& of) {
      std::string all;
      for (const Block& block : parse_markdown(std::make_shared<const Source>("t.md", of)).blocks) {
        if (block.kind != BlockKind::comment) all += block.text.text + "\n";
      }
      return all;
    };
    CHECK(words(muted) == words(std::string(b.source()->text())));
    CHECK(mute(muted) == muted);
  }
  CHECK(mute("plain 1\n") == "plain 1\n");
}

TEST_CASE("text without findings stays as it is") {
  for (const std::string text : {"", "x", "x\n", "\r\n", "\xff"}) CHECK(annotated(Builder(text)) == text);
}

TEST_CASE("a place outside of the document is not marked") {
  Builder b("one 1\n");
  Builder other("other 2\n");
  Finding finding = other.judge(Verdict::fail, "q", other.place("other ", "2"), "");
  b.add(finding);
  CHECK(annotated(b) == "one 1\n");
}

TEST_CASE("marks on long lines grow linearly") {
  for (const std::string_view part :
       {"1*", "[1", "1](", "`1", "<1", "$1", "1_", "http://1", "1 ", "<!--countercheck-->1"}) {
    INFO(part);
    countercheck::testing::check_growth(8000, [&](std::size_t size) {
      const std::string text = countercheck::testing::filled(part, size);
      const Annotated result = annotate(all_numbers(text).document());
      CHECK((!result.problem.empty() || strip(result.text) == text));
      CHECK(strip(text) == text);
    });
  }
}

// Blocks, sections and tables of documents, as dumps.
#include "markdown/document.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

namespace countercheck {
namespace {

Document parse(const std::string& text) {
  return parse_markdown(std::make_shared<const Source>("test.md", text));
}

struct Row {
  std::string markdown;
  std::string dump;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.markdown);
    CHECK(dump(parse(row.markdown)) == row.dump);
  }
}

TEST_CASE("paragraphs and headings") {
  check({
      {"", ""},
      {"\n \n\t\n", ""},
      {"a\nb  \n\nc", "paragraph [0,3) a\\nb\nparagraph [7,8) c\n"},
      {"# Title #\n## **B** c", "heading 1 [0,9) Title\nheading 2 [10,20) B c\n"},
      {"Title\n=====\n\nTwo\nlines\n---", "heading 1 [0,11) Title\nheading 2 [13,26) Two\\nlines\n"},
      {"#\n#no\n####### no", "heading 1 [0,1)\nparagraph [2,16) #no\\n####### no\n"},
      {"  a\n\tb\n     c", "paragraph [2,13) a\\nb\\nc\n"},
      {"***\n---\n* * *\n", ""},
      {"a\fb\n", "paragraph [0,3) a\fb\n"},
  });
}

TEST_CASE("positions hold for any line end, a BOM and odd bytes") {
  check({
      {"\xEF\xBB\xBF# T\n\na", "heading 1 [3,6) T\nparagraph [8,9) a\n"},
      {"\xEF\xBB\xBF- a\n  b", "item 0/1 [5,10) a\\nb\n"},
      {"# T\r\n\r\na\r\nb\r\n", "heading 1 [0,3) T\nparagraph [7,11) a\\nb\n"},
      {"# T\r\ra\rb", "heading 1 [0,3) T\nparagraph [5,8) a\\nb\n"},
      {std::string("a\0b\n\nc", 6),
       "paragraph [0,3) a\xEF\xBF\xBD"
       "b\nparagraph [5,6) c\n"},
      {"\xFF\n\nc", "paragraph [0,1) \xEF\xBF\xBD\nparagraph [3,4) c\n"},
      {"\xEF\xBB\xBF", ""},
      {"\xEF\xBB", "paragraph [0,2) \xEF\xBF\xBD\xEF\xBF\xBD\n"},
  });
}

TEST_CASE("lists") {
  check({
      {"- a\n- b\n", "item 0/1 [2,3) a\nitem 0/1 [6,7) b\n"},
      {"- a\n\n- b\n", "item 0/1 [2,3) a\nitem 0/1 [7,8) b\n"},
      {"- a\n* b\n", "item 0/1 [2,3) a\nitem 1/1 [6,7) b\n"},
      {"1. a\n   - b\n     c\n\n   d\n2) e",
       "item 0/1 [3,4) a\nitem 1/2 in 0 [10,18) b\\nc\nparagraph in 0 [23,24) d\nitem 2/1 [28,29) e\n"},
      {"- a\nlazy\n", "item 0/1 [2,8) a\\nlazy\n"},
      {"-\n  a\n-\n- c", "item 0/1 [4,5) a\nitem 0/1 [7,7)\nitem 0/1 [10,11) c\n"},
      {"- ```\n  x\n  ```\n  a", "item 0/1 [2,2)\nfence in 0 [2,15) x\nparagraph in 0 [18,19) a\n"},
      {"- - a\n  - b", "item 0/1 [2,2)\nitem 1/2 in 0 [4,5) a\nitem 1/2 in 0 [10,11) b\n"},
      {"- [ ] a\n- [x] b\n- [X]\n  c\n- [y] d",
       "item 0/1 [6,7) a\nitem 0/1 [14,15) b\nitem 0/1 [24,25) c\nitem 0/1 [28,33) [y] d\n"},
      {"-\ta\n\n\tb", "item 0/1 [2,3) a\nparagraph in 0 [6,7) b\n"},
      {"• a\n• b", "paragraph [0,11) • a\\n• b\n"},
      {"12. a\n\n    b\n\n   c", "item 0/1 [4,5) a\nparagraph in 0 [11,12) b\nparagraph [17,18) c\n"},
      {"- # H\n  a", "item 0/1 [2,2)\nheading 1 in 0 [2,5) H\nparagraph in 0 [8,9) a\n"},
  });
}

TEST_CASE("quotes") {
  check({
      {"> a\n> b\nlazy\n\nc", "paragraph quoted [2,12) a\\nb\\nlazy\nparagraph [14,15) c\n"},
      {">a\n>  > b\n> c", "paragraph quoted [1,2) a\nparagraph quoted [8,13) b\\nc\n"},
      {"> - a\n>   b\n> - c", "item 0/2 quoted [4,11) a\\nb\nitem 0/2 quoted [16,17) c\n"},
      {"- > a\n  > b", "item 0/1 [2,2)\nparagraph quoted in 0 [4,11) a\\nb\n"},
      {"> a\n      > b", "paragraph quoted [2,13) a\\n> b\n"},
      {"> ```\n> x\n>\n>  y\n> ```", "fence quoted [2,22) x\\n\\n y\n"},
      {"> ```\n> x\ny", "fence quoted [2,9) x\nparagraph [10,11) y\n"},
  });
}

TEST_CASE("code") {
  check({
      {"```python title=x\na = 1\n\nb\n```\n", "fence python [0,30) a = 1\\n\\nb\n"},
      {"~~~\na\n```\n~~~~", "fence [0,14) a\\n```\n"},
      {"```\nopen\n", "fence [0,8) open\n"},
      {"```\n```", "fence [0,7)\n"},
      {"```", "fence [0,3)\n"},
      {"  ```\n   a\n  b\n c\n  ```", "fence [2,23)  a\\nb\\nc\n"},
      {"    a\n\n      b\n\nc", "fence [4,14) a\\n\\n  b\nparagraph [16,17) c\n"},
      {"```\r\na\r\nb\r\n```", "fence [0,14) a\\nb\n"},
      {"```a```\nb", "paragraph [0,9) a\\nb\n"},
      {"1. x\n   ```sh\n   run\n   ```", "item 0/1 [3,4) x\nfence sh in 0 [8,27) run\n"},
  });
  const Document document = parse("```\na\nb\n```\n");
  CHECK(document.source->slice(document.blocks.at(0).content) == "a\nb");
}

TEST_CASE("HTML blocks and comments") {
  check({
      {"<div>\n**x**\n</div>\n\na", "html [0,18) <div>\\n**x**\\n</div>\nparagraph [20,21) a\n"},
      {"<!-- a -->\nb", "comment [0,10) <!-- a -->\nparagraph [11,12) b\n"},
      {"<!-- a\n\nb -->\n\nc", "comment [0,13) <!-- a\\n\\nb -->\nparagraph [15,16) c\n"},
      {"<!-- a --> <!-- b --> c", "comment [0,10) <!-- a -->\ncomment [11,21) <!-- b -->\nhtml [22,23) c\n"},
      {"<!-- open\n\na", "comment [0,12) <!-- open\\n\\na\n"},
      {"a <!-- b --> c <!-- d -->", "paragraph [0,25) a  c \ncomment [2,12) <!-- b -->\ncomment [15,25) <!-- d -->\n"},
      {"- a <!-- b -->\n- c", "item 0/1 [2,14) a \ncomment in 0 [4,14) <!-- b -->\nitem 0/1 [17,18) c\n"},
      {"- a\n  <!-- b\n  c -->", "item 0/1 [2,3) a\ncomment in 0 [6,20) <!-- b\\nc -->\n"},
      {"> a <!-- b\n> c -->", "paragraph quoted [2,18) a \ncomment quoted [4,18) <!-- b\\nc -->\n"},
      {"# T <!-- b -->", "heading 1 [0,14) T \ncomment [4,14) <!-- b -->\n"},
      {"`<!-- a -->`", "paragraph [0,12) <!-- a -->\n"},
      {"```\n<!-- a -->\n```", "fence [0,18) <!-- a -->\n"},
      {"<pre>\n\n*a*\n</pre>\nb", "html [0,17) <pre>\\n\\n*a*\\n</pre>\nparagraph [18,19) b\n"},
      {"<![CDATA[\n\nx ]]>\nb", "html [0,16) <![CDATA[\\n\\nx ]]>\nparagraph [17,18) b\n"},
  });
}

TEST_CASE("link definitions and footnotes") {
  check({
      {"[a]: /u\n\n[b] [x][a] [a] [a][] ![c][A]", "paragraph [9,37) [b] x a a c\n"},
      {"[a]: /u 'title'\nb", "paragraph [16,17) b\n"},
      {"[a]:\n/u\n[b]: <v>\n'w'\n\n[a] [B]", "paragraph [22,29) a B\n"},
      {"[a]: /u 'title' no\nb", "paragraph [0,20) [a]: /u 'title' no\\nb\n"},
      {"- [a]: /u\n- [a]", "item 0/1 [2,2)\nitem 0/1 [12,15) a\n"},
      {"x[^1]\n\n[^1]: first\n    more\n\n    second\n\nz",
       "paragraph [0,5) x\nparagraph [13,27) first\\nmore\nparagraph [33,39) second\nparagraph [41,42) z\n"},
      {"[^1]: one\n\n[^1]: again\n\nx", "paragraph [6,9) one\nparagraph [11,22) again\nparagraph [24,25) x\n"},
      {"[^never]: used", "paragraph [10,14) used\n"},
  });
}

TEST_CASE("tables") {
  check({
      {"| a | b |\n|---|--:|\n| 1 | **2** |\n",
       "cell 0.0.0 [2,3) a\ncell 0.0.1 [6,7) b\ncell 0.1.0 [22,23) 1\ncell 0.1.1 [26,31) 2\n"},
      {"a | b\n-|-\n1 | 2\n\nx",
       "cell 0.0.0 [0,1) a\ncell 0.0.1 [4,5) b\ncell 0.1.0 [10,11) 1\ncell 0.1.1 [14,15) 2\n"
       "paragraph [17,18) x\n"},
      {"| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n|| 2 |",
       "cell 0.0.0 [2,3) a\ncell 0.0.1 [6,7) b\ncell 0.1.0 [22,23) 1\ncell 0.2.0 [28,29) 1\ncell 0.2.1 [32,33) 2\n"
       "cell 0.3.0 [41,41)\ncell 0.3.1 [43,44) 2\n"},
      {"| a \\| b | `c\\|d` |\n|---|---|", "cell 0.0.0 [2,8) a | b\ncell 0.0.1 [11,17) c|d\n"},
      {"x\ny\n| a |\n|---|\n| 1 |", "paragraph [0,3) x\\ny\ncell 0.0.0 [6,7) a\ncell 0.1.0 [18,19) 1\n"},
      {"- x\n\n  | a |\n  |---|\n  | 1 |\n", "item 0/1 [2,3) x\ncell 0.0.0 in 0 [9,10) a\ncell 0.1.0 in 0 [25,26) 1\n"},
      {"- | a |\n  |---|\n  | 1 |\n", "item 0/1 [2,2)\ncell 0.0.0 in 0 [4,5) a\ncell 0.1.0 in 0 [20,21) 1\n"},
      {"> | a |\n> |---|\n> | 1 |\n| 2 |",
       "cell 0.0.0 quoted [4,5) a\ncell 0.1.0 quoted [20,21) 1\nparagraph quoted [24,29) | 2 |\n"},
      {"| a |\n|---|\n| 1 |\n---\n", "cell 0.0.0 [2,3) a\ncell 0.1.0 [14,15) 1\n"},
      {"| a |\n|---|\n| 1 <!-- c --> |\n| 2 |",
       "cell 0.0.0 [2,3) a\ncell 0.1.0 [14,26) 1 \ncomment [16,26) <!-- c -->\ncell 0.2.0 [31,32) 2\n"},
      {"| a | b |\n|---|\n| 1 |", "paragraph [0,21) | a | b |\\n|---|\\n| 1 |\n"},
      {"| a |\n|---|\n2. b", "cell 0.0.0 [2,3) a\nparagraph [12,16) 2. b\n"},
      {"> | a |\n|---|\n", "paragraph quoted [2,13) | a |\\n|---|\n"},
      {"| a |\r\n|---|\r\n| 1 |\r\n", "cell 0.0.0 [2,3) a\ncell 0.1.0 [16,17) 1\n"},
  });

  const Document document =
      parse("# T\n\nCaption\n<!-- c -->\n\n| a | b |\n|---|---|\n| 1 |\n\n# U\n| c |\n|---|\n\n| d |\n|---|\n");
  REQUIRE(document.tables.size() == 3);
  const Table& table = document.tables[0];
  CHECK(table.before == 1);
  CHECK(table.columns == 2);
  CHECK(table.section == 1);
  CHECK(table.rows == std::vector<std::vector<int>>{{3, 4}, {5, -1}});
  CHECK(document.source->slice(table.span) == "| a | b |\n|---|---|\n| 1 |");
  CHECK(document.blocks[static_cast<std::size_t>(document.tables[1].before)].kind == BlockKind::heading);
  CHECK(document.tables[2].before == -1);
}

TEST_CASE("front matter") {
  check({
      {"---\na: 1\nb:\n  - 2\n---\n# T", "front_matter yaml [0,21) a: 1\\nb:\\n  - 2\nheading 1 [22,25) T\n"},
      {"\xEF\xBB\xBF---\r\na: 1\r\n---\r\nx", "front_matter yaml [3,17) a: 1\nparagraph [19,20) x\n"},
      {"+++\na = 1\n+++\nx", "front_matter toml [0,13) a = 1\nparagraph [14,15) x\n"},
      {"---\na: 1\n...\nx", "front_matter yaml [0,12) a: 1\nparagraph [13,14) x\n"},
      {"---\n\n# T\n\n---\n", "heading 1 [5,8) T\n"},
      {"---\n**a**: 1\n\n---\nx", "paragraph [4,12) a: 1\nparagraph [18,19) x\n"},
      {"---\na: 1\n", "paragraph [4,8) a: 1\n"},
      {"x\n---\na: 1\n---\n", "heading 2 [0,5) x\nheading 2 [6,14) a: 1\n"},
      {"---\n---\n", ""},
      {"---", ""},
  });
  const Document document = parse("---\na: 1\nb: 2\n---\n");
  CHECK(document.source->slice(document.blocks.at(0).content) == "a: 1\nb: 2");
}

TEST_CASE("sections") {
  const Document document = parse("a\n# B\nb\n### C\nc\n## D\nd\n# E\n> # F\n\nf\n");
  struct Expected {
    int heading, level, parent;
    std::string text;
  };
  const std::vector<Expected> expected = {
      {-1, 0, -1, "a\n# B\nb\n### C\nc\n## D\nd\n# E\n> # F\n\nf\n"},
      {1, 1, 0, "# B\nb\n### C\nc\n## D\nd\n"},
      {3, 3, 1, "### C\nc\n"},
      {5, 2, 1, "## D\nd\n"},
      {7, 1, 0, "# E\n> # F\n\nf\n"},
  };
  REQUIRE(document.sections.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(i);
    CHECK(document.sections[i].heading == expected[i].heading);
    CHECK(document.sections[i].level == expected[i].level);
    CHECK(document.sections[i].parent == expected[i].parent);
    CHECK(document.source->slice(document.sections[i].span) == expected[i].text);
  }
  std::vector<int> sections;
  for (const Block& block : document.blocks) sections.push_back(block.section);
  CHECK(sections == std::vector<int>{0, 1, 1, 2, 2, 3, 3, 4, 4, 4});
}

TEST_CASE("what is cut is told") {
  std::string quotes;
  for (int i = 0; i < 10000; ++i) quotes += "> ";
  const Document deep = parse(quotes + "a\n\nb");
  REQUIRE(deep.blocks.size() == 2);
  CHECK(deep.blocks[0].depth == 100);
  CHECK(deep.blocks[1].depth == 0);
  REQUIRE(deep.unread.size() == 1);
  CHECK(deep.unread[0].message.find("100") != std::string::npos);
  CHECK(deep.unread[0].span == Span{200, 201});

  std::string header;
  std::string delimiter;
  for (int i = 0; i < 2000; ++i) {
    header += "|a";
    delimiter += "|-";
  }
  const Document wide = parse(header + "\n" + delimiter + "\n|b|\n");
  CHECK(wide.tables.empty());
  REQUIRE(wide.unread.size() == 1);
  CHECK(wide.unread[0].message.find("2000 columns") != std::string::npos);

  CHECK(parse("> > a\n\n- b\n").unread.empty());
}

}  // namespace
}  // namespace countercheck

// What holds for every document: real ones, random bytes that look like Markdown, and texts made to be slow.
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "allocations.h"
#include "documents.h"
#include "markdown/document.h"

namespace countercheck {
namespace {

/// The first thing that is wrong with a flat text, or nothing.
std::string fault(const FlatText& text, const Source& source, Span within) {
  std::uint32_t flat = 0;
  std::uint32_t at = within.begin;
  for (const FlatText::Piece& piece : text.pieces) {
    if (piece.flat < flat || piece.source < at) return "pieces overlap";
    flat = piece.flat + piece.length;
    at = piece.source + piece.length;
    if (flat > text.text.size() || at > within.end) return "piece outside";
    if (text.text.compare(piece.flat, piece.length, source.slice({piece.source, at})) != 0) return "piece differs";
  }
  const auto is_inside = [&](Span span) { return span.begin <= span.end && span.end <= text.text.size(); };
  for (const FlatText::Code& code : text.codes) {
    if (!is_inside(code.span)) return "code outside";
  }
  for (const Span struck : text.struck) {
    if (!is_inside(struck)) return "struck outside";
  }
  const auto size = static_cast<std::uint32_t>(text.text.size());
  std::uint32_t last = within.begin;
  for (std::uint32_t i = 0; i < size; i += 1 + size / 200) {
    const Span place = text.to_source({i, i + 1});
    if (place.begin < last || place.end < place.begin || place.end > within.end) return "map goes back";
    last = place.begin;
    if (!text.is_contiguous({i, i + 1})) continue;
    if (place.size() != 1 || source.text()[place.begin] != text.text[i]) return "map is wrong";
  }
  return "";
}

std::string fault(const Document& document) {
  const Source& source = *document.source;
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const int blocks = static_cast<int>(document.blocks.size());
  const int sections = static_cast<int>(document.sections.size());
  const Block* last = nullptr;
  for (int i = 0; i < blocks; ++i) {
    const Block& block = document.blocks[static_cast<std::size_t>(i)];
    const auto say = [i](const std::string& what) { return "block " + std::to_string(i) + ": " + what; };
    if (block.span.begin > block.span.end || block.span.end > size) return say("outside");
    if (!block.span.contains(block.content)) return say("content outside");
    if (block.section < 0 || block.section >= sections) return say("no section");
    if (!document.sections[static_cast<std::size_t>(block.section)].span.contains(block.span))
      return say("not in section");
    if (block.parent >= i ||
        (block.parent >= 0 && document.blocks[static_cast<std::size_t>(block.parent)].kind != BlockKind::item)) {
      return say("bad parent");
    }
    if ((block.kind == BlockKind::item) != (block.list >= 0)) return say("list");
    if (last != nullptr && block.span.begin < last->span.begin) return say("out of order");
    const bool may_overlap = block.kind == BlockKind::comment;
    if (last != nullptr && !may_overlap && block.span.begin < last->span.end) return say("overlaps");
    if (!may_overlap) last = &block;
    const std::string wrong = fault(block.text, source, block.span);
    if (!wrong.empty()) return say(wrong);
  }
  for (const Table& table : document.tables) {
    if (table.rows.empty() || table.before >= blocks) return "bad table";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (table.rows[row].size() != static_cast<std::size_t>(table.columns)) return "row of wrong width";
      for (const int cell : table.rows[row]) {
        if (cell < 0) continue;
        const Block& block = document.blocks[static_cast<std::size_t>(cell)];
        if (block.kind != BlockKind::cell || block.row != static_cast<int>(row)) return "bad cell";
        if (!table.span.contains(block.span)) return "cell outside";
      }
    }
  }
  return "";
}

Document parse(std::string text) {
  return parse_markdown(std::make_shared<const Source>("test.md", std::move(text)));
}

TEST_CASE("invariants hold for real documents") {
  for (const SourcePtr& source : testing::all_documents()) {
    INFO(source->path());
    CHECK(fault(parse_markdown(source)) == "");
  }
}

TEST_CASE("invariants hold for random Markdown") {
  const std::vector<std::string> parts = {"> ",
                                          "- ",
                                          "  ",
                                          "    ",
                                          "1. ",
                                          "2) ",
                                          "\n",
                                          "\n",
                                          "\n\n",
                                          "\r\n",
                                          "\r",
                                          "a",
                                          "b c",
                                          "# ",
                                          "---",
                                          "===",
                                          "```",
                                          "~~~",
                                          "|",
                                          "| a | b |",
                                          "\n|---|---|\n",
                                          "\t",
                                          "*",
                                          "**",
                                          "_",
                                          "`",
                                          "``",
                                          "<div>",
                                          "<!-- ",
                                          " -->",
                                          "[a]: /u",
                                          "[^1]: ",
                                          "[^1]",
                                          "* ",
                                          "+\n",
                                          "\n  ",
                                          "- [ ] ",
                                          "***",
                                          "<b>",
                                          "</b>",
                                          "&times;",
                                          "&#215;",
                                          "\\",
                                          "é",
                                          "10. ",
                                          "[",
                                          "]",
                                          "[x](y)",
                                          "~~",
                                          "$",
                                          "$$",
                                          "<br>",
                                          "<sup>",
                                          "</sup>",
                                          "<s>",
                                          "</s>",
                                          "\xEF\xBB\xBF",
                                          "\xFF",
                                          "\f",
                                          "---\n",
                                          "a: 1\n",
                                          "+++\n",
                                          "(",
                                          ")",
                                          "!",
                                          "2*3",
                                          std::string(1, '\0')};
  std::mt19937 random(20240229);
  const auto pick = [&random](std::size_t below) { return static_cast<std::size_t>(random()) % below; };
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const std::size_t length = 1 + pick(30);
    for (std::size_t k = 0; k < length; ++k) text += parts[pick(parts.size())];
    const std::string wrong = fault(parse(text));
    if (wrong.empty()) continue;
    CAPTURE(text);
    CHECK(wrong == "");
    break;
  }
}

TEST_CASE("invariants hold for random bytes") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (auto k = random() % 60; k > 0; --k) text += static_cast<char>(random() % 256);
    CHECK(fault(parse(text)) == "");
  }
}

TEST_CASE("markdown: hostile texts grow linearly") {
  const std::vector<std::string> parts = {"(",
                                          "*",
                                          "**a",
                                          "_",
                                          "[",
                                          "![",
                                          "`a ",
                                          "> ",
                                          "- ",
                                          "| a ",
                                          "<",
                                          "&",
                                          "\\",
                                          "a_",
                                          "*a ",
                                          "*a_ ",
                                          "[a](",
                                          "[a](b \"",
                                          "[a](<",
                                          "[^a]: b\n",
                                          "~~a ",
                                          "<!--",
                                          "<!-- a\n\n",
                                          "x <!-- a --> ",
                                          "a**b",
                                          "> a\n",
                                          "- a\n",
                                          "|\n",
                                          "[a]:\n",
                                          "[a]: b '\n",
                                          "$a ",
                                          "a$\\",
                                          "<a b=\"",
                                          "<a b='\" ",
                                          "<?",
                                          "<![CDATA[",
                                          "</pre>",
                                          "]",
                                          "[a]",
                                          "\t- a\n",
                                          std::string(1, '\0'),
                                          "\xFF",
                                          "```\n",
                                          "a|b\n-|-\n",
                                          "* * ",
                                          "<s>",
                                          "\\\n",
                                          "a\n",
                                          "`a``b```c",
                                          "- > ",
                                          "-\n",
                                          "# a\n"};
  for (const std::string& part : parts) {
    CAPTURE(part);
    testing::check_growth(10'000,
                          [&](std::size_t size) { CHECK(parse(testing::filled(part, size)).sections.size() >= 1); });
  }
}

TEST_CASE("large documents") {
  std::string rows = "| a | b | c |\n|---|---|---|\n";
  for (int i = 0; i < 100000; ++i) rows += "| 1,024 | 2 GB |\n";
  const Document table = parse(rows);
  REQUIRE(table.tables.size() == 1);
  CHECK(table.tables[0].rows.size() == 100001);
  CHECK(table.blocks.size() == 3 + 200000);

  const Document line = parse(std::string(8 << 20, 'x'));
  REQUIRE(line.blocks.size() == 1);
  CHECK(line.blocks[0].text.text.size() == 8 << 20);

  // Every line is one level deeper, then there are lines that all levels must look at.
  std::string stairs;
  for (int i = 0; i < 1000; ++i) stairs += std::string(static_cast<std::size_t>(2 * i), ' ') + "- a\n";
  CHECK(fault(parse(stairs + std::string(10000, '\n'))) == "");
}

}  // namespace
}  // namespace countercheck

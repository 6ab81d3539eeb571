// Inline marks and the map back to the source: what a reader of claims gets to see, and where it stands.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "markdown/document.h"

namespace countercheck {
namespace {

struct Row {
  std::string markdown;
  std::string flat;
};

FlatText flat(const std::string& text) {
  const Source source("test.md", text);
  return flatten(source, {0, static_cast<std::uint32_t>(text.size())});
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.markdown);
    CHECK(flat(row.markdown).text == row.flat);
  }
}

/// The source text of the first place where `part` stands in the flat text, and whether it has marks inside.
std::string source_of(const std::string& markdown, const std::string& part) {
  const FlatText text = flat(markdown);
  const std::size_t at = text.text.find(part);
  if (at == std::string::npos) return "not found";
  const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
  const Span source = text.to_source(span);
  return markdown.substr(source.begin, source.size()) + (text.is_contiguous(span) ? "" : " (in pieces)");
}

TEST_CASE("emphasis vanishes") {
  check({
      {"**Total GPUs**: 128", "Total GPUs: 128"},
      {"**Total GPUs:** 128", "Total GPUs: 128"},
      {"*a* _b_ __c__ ***d*** **e *f* g**", "a b c d e f g"},
      {"**128** GPUs and **64**(32 per node)", "128 GPUs and 64(32 per node)"},
      {"**64 GB** (**80%**)", "64 GB (80%)"},
      {"a**b**c", "abc"},
      {"**Größe**: 5 µs", "Größe: 5 µs"},
      {"*open **and** open", "*open and open"},
      {"**open", "**open"},
      {"closed**", "closed**"},
      {"** not **", "** not **"},
      {"**a*", "*a"},
      {"*a**", "a*"},
      {"*(**a**)*", "(a)"},
      {"**\"quoted\"**:", "\"quoted\":"},
      {"**", "**"},
      {"*", "*"},
  });
}

TEST_CASE("arithmetic is not emphasis") {
  check({
      {"10**9 and 2**3", "10**9 and 2**3"},
      {"16*2*4 = 128", "16*2*4 = 128"},
      {"(1+2)*(3+4)*5", "(1+2)*(3+4)*5"},
      {"2*(3+4)*2", "2*(3+4)*2"},
      {"a * b * c", "a * b * c"},
      {"B*S*H*2 bytes", "B*S*H*2 bytes"},
      {"num_layers*num_experts*2", "num_layers*num_experts*2"},
      {"**Memory**: 16*1024*2 bytes, **2*3**", "Memory: 16*1024*2 bytes, 2*3"},
      {"*note: 2*3 = 6*", "note: 2*3 = 6"},
      {"2*~3 and 4*~5", "2*~3 and 4*~5"},
      {"snake_case_name and _x_", "snake_case_name and x"},
      {"1024\\*8\\*2", "1024*8*2"},
  });
}

TEST_CASE("escapes and entities") {
  check({
      {"1\\.1 \\# \\a \\\\ \\", "1.1 # \\a \\ \\"},
      {"2 &times; 3 &divide; 4 &le; 5&nbsp;GB", "2 × 3 ÷ 4 ≤ 5 GB"},
      {"&lt;5 &gt;4 &ge; &rarr; &approx; &asymp; &plusmn; &minus; &amp; &micro;s", "<5 >4 ≥ → ≈ ≈ ± − & µs"},
      {"&#215; &#xD7; &#XD7; &#160;x", "× × ×  x"},
      {"&#0; &#x110000; &#xD800;", "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD"},
      {"&unknown; &lt &; &#; &#x; &#12345678;", "&unknown; &lt &; &#; &#x; &#12345678;"},
      {"&amp;lt;", "&lt;"},
      {"R&D and AT&T; x", "R&D and AT&T; x"},
  });
}

TEST_CASE("code spans are literal") {
  check({
      {"`a*b*c` and `10**9`", "a*b*c and 10**9"},
      {"`` a`b `` `x", "a`b `x"},
      {"` a ` `  ` `a `", "a    a "},
      {"`\\*` `&lt;` `<br>` `[a](b)`", "\\* &lt; <br> [a](b)"},
      {"\\`not code\\`", "`not code`"},
      {"`a\nb`", "a\nb"},
      {"*a `*` b*", "a * b"},
      {"`a``b`", "a``b"},
      {"```", "```"},
  });
  const FlatText text = flat("**x** `8 GB` and `` ` ``");
  REQUIRE(text.codes.size() == 2);
  CHECK(text.text.substr(text.codes[0].span.begin, text.codes[0].span.size()) == "8 GB");
  CHECK(text.text.substr(text.codes[1].span.begin, text.codes[1].span.size()) == "`");
}

TEST_CASE("links become their text") {
  check({
      {"[128 GPUs](https://a.b/c_(d)_e \"title\") now", "128 GPUs now"},
      {"[a](<b c>) [d]() [e]( f )", "a d e"},
      {"![plot of 5 GB](p.png)", "plot of 5 GB"},
      {"[![alt](i.png)](u)", "alt"},
      {"[**a** b](u)", "a b"},
      {"*[a*](u)", "*a*"},
      {"[a [b](u) c](v)", "[a b c](v)"},
      {"[INCREASED from 4] [x] [a](b c) [a](b", "[INCREASED from 4] [x] [a](b c) [a](b"},
      {"[a][b]", "[a][b]"},
      {"a [0, 1) b] c", "a [0, 1) b] c"},
      {"<https://a.b/?x=1> <me@a.org>", "https://a.b/?x=1 me@a.org"},
      {"throughput[^1] of 5[^note]", "throughput of 5"},
      {"x[^2] [^a b]", "x [^a b]"},
      {"[a\\]b](u)", "a]b"},
  });
}

TEST_CASE("HTML tags and comments inside text") {
  check({
      {"10<sup>6</sup> and H<sub>2</sub>O, 1<sup>st</sup>", "10^6 and H2O, 1st"},
      {"a<br>b<br/>c<BR />d", "a\nb\nc\nd"},
      {"<b>8</b> <span style=\"color: red\">GB</span>", "8 GB"},
      {"8<!-- c --> GB <!-- **d** --> x", "8 GB  x"},
      {"8 <!-- open", "8 <!-- open"},
      {"x < 5 and y > 3, a<b and c>d, 1<2>1", "x < 5 and y > 3, a<b and c>d, 1<2>1"},
      {"<your-token> <N>", "<your-token> <N>"},
      {"<https: //x>", "<https: //x>"},
      {"latency <5 ms", "latency <5 ms"},
  });
}

TEST_CASE("struck out text is listed") {
  const std::string markdown = "~~8~~ 16 <del>4 **x**</del> <s>2</s>";
  const FlatText text = flat(markdown);
  CHECK(text.text == "8 16 4 x 2");
  REQUIRE(text.struck.size() == 3);
  CHECK(text.text.substr(text.struck[0].begin, text.struck[0].size()) == "8");
  CHECK(text.text.substr(text.struck[1].begin, text.struck[1].size()) == "4 x");
  CHECK(text.text.substr(text.struck[2].begin, text.struck[2].size()) == "2");
  check({
      {"~5 GB to ~6 GB", "~5 GB to ~6 GB"},
      {"10~20 and 30~40", "10~20 and 30~40"},
      {"~~open", "~~open"},
      {"~~~a~~~", "~~~a~~~"},
  });
}

TEST_CASE("line breaks are kept as one") {
  check({
      {"a\nb", "a\nb"},
      {"a  \nb\\\nc", "a\nb\nc"},
      {"a\r\nb\rc", "a\nb\nc"},
      {"• one\n  • two", "• one\n• two"},
  });
}

TEST_CASE("LaTeX stays, money is money") {
  check({
      {"$16 \\times 1024 \\_ x$", "$16 \\times 1024 \\_ x$"},
      {"$$a_1 * b_2 * \\{c\\}$$", "$$a_1 * b_2 * \\{c\\}$$"},
      {"costs $5 **or** $10", "costs $5 or $10"},
      {"$5 and *$10*", "$5 and $10"},
      {"\\$5_a_", "$5_a_"},
      {"$a_1", "$a_1"},
  });
}

TEST_CASE("bytes that are not text") {
  check({
      {std::string("a\0b", 3),
       "a\xEF\xBF\xBD"
       "b"},
      {"a\xFFz\xC3", "a\xEF\xBF\xBDz\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"", ""},
  });
}

TEST_CASE("flat text leads back to the source") {
  struct Place {
    std::string markdown;
    std::string part;
    std::string source;
  };
  const std::vector<Place> places = {
      {"**Total GPUs**: 128", "Total GPUs", "Total GPUs"},
      {"**Total GPUs**: 128", "GPUs: 128", "GPUs**: 128 (in pieces)"},
      {"is **128** GPUs", "128", "128"},
      {"is **128** GPUs", "128 GPUs", "128** GPUs (in pieces)"},
      {"2 &times; 3", "×", "&times; (in pieces)"},
      {"2 &times; 3", "2 × 3", "2 &times; 3 (in pieces)"},
      {"&lt;5 ms", "<5", "&lt;5 (in pieces)"},
      {"a&times;&divide;b", "÷", "&divide; (in pieces)"},
      {"5 &times;", "×", "&times; (in pieces)"},
      {"`8 GB` x", "8 GB", "8 GB"},
      {"[8 GB](u) x", "8 GB", "8 GB"},
      {"a\nb", "a\nb", "a\nb"},
      {"a\r\nb", "a\nb", "a\r\nb (in pieces)"},
      {"a\\*b", "a*b", "a\\*b (in pieces)"},
      {"8<!-- c --> GB", "8", "8"},
      {"10<sup>6</sup>", "10^6", "10<sup>6 (in pieces)"},
      {"x\xFFy", "\xEF\xBF\xBD", "\xFF (in pieces)"},
  };
  for (const Place& place : places) {
    INFO(place.markdown << " / " << place.part);
    CHECK(source_of(place.markdown, place.part) == place.source);
  }
  const FlatText text = flat("**ab**");
  CHECK(text.to_source({0, 0}) == Span{2, 2});
  CHECK(text.to_source({2, 2}) == Span{4, 4});
  CHECK(FlatText{}.to_source({0, 0}) == Span{0, 0});
}

}  // namespace
}  // namespace countercheck

// Markdown to claims: blocks lie in each other and in the text, the map of a flat text leads to its bytes, and the
// bytes of a claim read again as its number.
//
// Seeds: fixtures *.md paragraphs
#include "extract/claims.h"
#include "fuzz.h"
#include "markdown/document.h"

using namespace countercheck;
using namespace countercheck::fuzz;

namespace {

void check_map(const FlatText& text, const Source& source, Span within) {
  std::uint32_t flat = 0;
  std::uint32_t at = within.begin;
  for (const FlatText::Piece& piece : text.pieces) {
    require(piece.flat >= flat && piece.source >= at, "pieces do not overlap");
    flat = piece.flat + piece.length;
    at = piece.source + piece.length;
    require(flat <= text.text.size() && at <= within.end, "a piece is inside");
    require(text.text.compare(piece.flat, piece.length, source.slice({piece.source, at})) == 0,
            "a piece is the same in both");
  }
}

void check_claim(const Claim& claim, const Source& source) {
  require(claim.span.begin <= claim.span.end && claim.span.end <= source.text().size(), "a claim stands in the text");
  require(claim.label.begin <= claim.label.end && claim.label.end <= source.text().size(),
          "a label stands in the text");
  if (!claim.choice.empty()) {
    require(!claim.span.is_empty(), "a choice stands in the text");
    return;
  }
  std::string flat = flatten(source, claim.span).text;
  // LaTeX is read as such between its signs only.
  if (flat.find_first_of("\\{") != std::string::npos) flat = "$" + flat + "$";
  const auto again = find_values(flat, book().units, book().language.value_words());
  require(!again.empty() && again.front().mantissa == claim.written.mantissa,
          "a claim's bytes read again as its number", source.slice(claim.span));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourcePtr source = source_of(text_of(data, size));
  const Document doc = parse_markdown(source);
  for (const Block& block : doc.blocks) {
    require(block.span.begin <= block.span.end && block.span.end <= size, "a block stands in the text");
    require(block.span.contains(block.content), "a block holds its content");
    check_map(block.text, *source, block.content);
  }
  Sink sink;
  const Claims claims = extract(doc, book(), sink);
  for (const Claim& claim : claims.claims) check_claim(claim, *source);
  for (const Equation& equation : claims.equations) {
    require(equation.span.begin <= equation.span.end && equation.span.end <= size, "a calculation stands in the text");
    require(equation.claims.size() == equation.sides.size(), "each side knows its claim");
  }
  dump(claims, doc, book());
  return 0;
}

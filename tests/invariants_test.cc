// What holds for every document: a claim's span gives its value again, annotating twice is annotating once, and taking
// the marks away gives the document back, byte for byte.
#include <catch2/catch.hpp>

#include "countercheck/countercheck.h"
#include "documents.h"
#include "extract/claims.h"
#include "render/render.h"
#include "rulebook/rulebook.h"

using namespace countercheck;

namespace {

/// Reading the bytes of a claim's span again, without Markdown marks, gives the claim's number.
void check_spans(const SourcePtr& source, const Rulebook& book) {
  Sink sink;
  const Document doc = parse_markdown(source);
  const Claims claims = extract(doc, book, sink);
  for (const Claim& claim : claims.claims) {
    const std::string_view slice = source->slice(claim.span);
    INFO(source->path() << ":" << source->position(claim.span.begin).line << ": `" << slice << "`");
    if (!claim.choice.empty()) {
      CHECK_FALSE(slice.empty());
      continue;
    }
    std::string flat = flatten(*source, claim.span).text;
    // LaTeX is read as such between its signs only.
    if (flat.find_first_of("\\{") != std::string::npos) flat = "$" + flat + "$";
    const auto again = find_values(flat, book.units, book.language.value_words());
    REQUIRE_FALSE(again.empty());
    CHECK(again.front().mantissa == claim.written.mantissa);
    CHECK(again.front().suffix == claim.written.suffix);
    // What a command prints is compared as a bare number, whatever stands behind it.
    if (!again.front().unit.is_bare() && !claim.written.unit.is_bare())
      CHECK(again.front().unit.scale == claim.written.unit.scale);
  }
}

}  // namespace

TEST_CASE("spans, annotations and stripping hold for every document") {
  const Rulebook& book = *built_in_rulebook();
  int documents = 0;
  for (const SourcePtr& source : testing::all_documents()) {
    INFO(source->path());
    ++documents;
    check_spans(source, book);
    Request request;
    request.texts = {source};
    request.use_configuration = false;
    const Report report = check(request);
    REQUIRE(report.documents.size() == 1);
    const Annotated once = annotate(report.documents[0]);
    if (!once.problem.empty()) continue;
    CHECK(strip(once.text) == source->text());
    Request again;
    again.texts = {std::make_shared<const Source>(source->path(), strip(once.text))};
    again.use_configuration = false;
    CHECK(annotate(check(again).documents[0]).text == once.text);
  }
  CHECK(documents >= 4);
}

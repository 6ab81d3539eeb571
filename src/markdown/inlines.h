// Reads the inline marks of one block: emphasis, links, code spans, escapes, entities, HTML tags and comments.
//
// This is CommonMark's algorithm with the map to the source kept, and with three departures for documents full of
// numbers: a `*` between operands is a times sign (2*4, 10**9), a single `~` is "about" and never strikes out, and what
// stands between dollar signs with LaTeX in it is left alone.
#pragma once

#include <vector>

#include "markdown/document.h"
#include "markdown/references.h"

namespace countercheck {

struct Inlines {
  FlatText text;
  std::vector<Span> comments;  ///< in the raw text
};

/// `raw` is a block's text with its marks: lines without what containers put before them.
Inlines read_inlines(const FlatText& raw, const References& references);

}  // namespace countercheck

// Sentences that speak of another case than the document's own: "An SLO of 99.9% allows 43 minutes a month" beside
// "Availability: 99.95%".
#pragma once

#include <vector>

#include "extract/page.h"

namespace countercheck {

/// Gives a block a scope of its own where its text names another value of a given goal than every label of the document
/// does. What else the block states belongs to that case.
void set_asides_apart(Page& page, std::vector<Statement>& statements);

}  // namespace countercheck

// A change and its two ends: "128 → 64 (50% reduction)", "50% fewer groups (4 vs 8)", "10.7x faster (3.2 s → 0.3 s)".
#pragma once

#include <vector>

#include "extract/explanations.h"

namespace countercheck {

/// sides[0] is the percentage or factor, sides[1] and sides[2] are the ends in the order of the text; `note` is the
/// word that says which way it goes ("reduction"), empty if none does: then nothing can be refuted.
std::vector<Equation> read_changes(const Neighbourhood& near, const Chain::Link& link, const Parenthesis& parenthesis);

}  // namespace countercheck

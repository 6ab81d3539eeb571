// A change and its two ends: "128 → 64 (50% reduction)", "50% fewer groups (4 vs 8)", "10.7x faster (3.2 s → 0.3 s)".
#pragma once

#include <vector>

#include "extract/explanations.h"

namespace countercheck {

/// sides[0] is the percentage or factor, sides[1] and sides[2] are the ends in the order of the text; `note` is the
/// word that says which way it goes ("reduction"), empty if none does: then nothing can be refuted.
std::vector<Equation> read_changes(const Neighbourhood& near, const Chain::Link& link, const Parenthesis& parenthesis);

/// "from 140 GB to 70 GB, a 50% reduction": the amount in the next words of the sentence.
std::vector<Equation> read_change_behind(const Neighbourhood& near);

/// "doubles the rate from 1,200 to 2,400 req/s": the second end follows from the first. What is not far off is how
/// people speak, and confirmed or left alone.
std::vector<Equation> read_multiple(const Neighbourhood& near);

}  // namespace countercheck

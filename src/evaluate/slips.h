// What slip turns the right result of a calculation into the number that is written: a forgotten operand, one taken
// twice, a prefix too many.
#pragma once

#include <string>

#include "evaluate/evaluate.h"
#include "evaluate/readings.h"

namespace countercheck {

/// A hint, or nothing if no slip gives the written number to its digits. Slips by a factor are data
/// (rules/language.toml, `slips`); operands are those of the calculation.
std::string find_slip(const Expr& calculation, const Written& number, const Reading& right, const ReadingRules& rules);

/// Whether one of the larger factors alone turns the right value, in base units, into the number.
bool is_usual_slip(const Written& number, Interval right, const Rulebook& book);

/// The same for a claim against its recomputed value in base units; also a figure of the calculation, or what an axis
/// counts, by which the claim is too high or too low: "off by exactly the layers (16)".
std::string find_claim_slip(const Claim& claim, Interval right, const Derivation& calculation, Prefixes prefixes,
                            const Case& it);

}  // namespace countercheck

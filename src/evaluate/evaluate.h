// Recomputes, compares, asserts and sums: claims and facts in, verdicts out.
#pragma once

#include <vector>

#include "countercheck/countercheck.h"
#include "countercheck/finding.h"
#include "extract/claims.h"
#include "facts/facts.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"

namespace countercheck {

struct Case {
  const Document& doc;
  const Claims& claims;
  const Facts& facts;
  const Target& target;
  const Rulebook& book;
  const Settings& settings;
};

/// Every verdict on every claim, calculation and rule, in the order of the text. Each pass has a derivation with an
/// operand other than the claim itself. Messages are complete; severity is the rule's own.
std::vector<Finding> evaluate(const Case& it);

/// The verdicts on one calculation that the document writes (evaluate/arithmetic.cc).
std::vector<Finding> judge(const Equation& equation, const Case& it);

}  // namespace countercheck

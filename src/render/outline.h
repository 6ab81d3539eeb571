// What the reader is told, before any format: each cause with what follows from it, and the words that name things.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "countercheck/countercheck.h"

namespace countercheck {

/// A finding that is shown by itself, with what follows from it folded in.
struct Issue {
  const Finding* cause = nullptr;
  std::vector<const Finding*> also;     ///< further verdicts on the same claim
  std::vector<const Finding*> follows;  ///< on other claims, in the order of the text; one for each claim
};

/// Whether the finding is a verdict on a rule, not on a claim.
bool is_rule(const Finding& finding);
/// Whether the finding asks for attention: failures, what is disputed, and what is told about the document itself, such
/// as a part that could not be read.
bool is_notable(const Finding& finding);
/// All notable findings of the document, in its order; each stands in one issue. Pointers are into `document`.
std::vector<Issue> issues_of(const DocumentReport& document);

/// "7 further figures depend on it (lines 4, 9, 12, …)", or nothing.
std::string told_consequences(const Issue& issue);
/// "line 4" or "lines 4, 9, 12, …" of the findings' places; empty if none is known.
std::string told_lines(const std::vector<const Finding*>& findings);
/// "1 figure", "7 figures".
std::string counted(int count, std::string_view noun);

/// The quantity as people say it: "experts per GPU". Empty if the finding names none.
std::string label_of(const Finding& finding);
/// "8 = 1024 ÷ 128", or as much of it as is known.
std::string told_calculation(const Finding& finding);
/// With a capital first letter, unless the word is written otherwise: "GPUs", "kV".
std::string capitalized(std::string_view text);

/// "37 claims: 12 pass, 3 fail, 1 disputed, 4 unverifiable, 17 input", and the rules where there are any.
std::string told_counts(const Summary& summary, const Summary& rules);
/// Verdicts on rules, each counted once; `claims` is their number.
Summary count_rules(const DocumentReport& document);
void add(Summary& to, const Summary& what);

}  // namespace countercheck

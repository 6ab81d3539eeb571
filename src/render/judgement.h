// The two judgements that an assessment keeps apart: is the strategy sound (rules), is the document right (claims)?
#pragma once

#include <cstdint>
#include <string>

#include "countercheck/countercheck.h"

namespace countercheck {

enum class Answer : std::uint8_t { sound, flawed, unchecked };

struct Judgement {
  Answer strategy = Answer::unchecked;
  Answer document = Answer::unchecked;
  int disputed = 0;      ///< claims
  int broken_rules = 0;  ///< warnings too, which leave a strategy sound
};

/// A rule that fails as an error makes the strategy flawed; a claim, or the document's own graph, makes the document
/// so.
Judgement judgement_of(const DocumentReport& document);

/// "Strategy is sound, documentation is flawed."
std::string verdict_sentence(const Judgement& judgement);
/// "✅", "❌" or "⚠️".
std::string_view sign_of(const Judgement& judgement);

/// Whether the finding is about the deployment graph.
bool is_about_graph(const Finding& finding);

}  // namespace countercheck

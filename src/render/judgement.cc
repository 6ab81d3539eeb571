// Weighs the verdicts of one document.
#include "render/judgement.h"

#include "render/marks.h"
#include "render/outline.h"

namespace countercheck {

bool is_about_graph(const Finding& finding) {
  return finding.rule.starts_with("graph/");
}

Judgement judgement_of(const DocumentReport& document) {
  Judgement judgement;
  const auto note = [](Answer& answer, bool is_flawed) {
    if (is_flawed) {
      answer = Answer::flawed;
    } else if (answer == Answer::unchecked) {
      answer = Answer::sound;
    }
  };
  for (const Finding& finding : document.findings) {
    if (finding.verdict != Verdict::pass && finding.verdict != Verdict::fail) continue;
    const bool fails = finding.verdict == Verdict::fail;
    if (is_about_graph(finding)) {
      note(judgement.document, fails && finding.severity >= Severity::warning);
    } else if (is_rule(finding)) {
      note(judgement.strategy, fails && finding.severity == Severity::error);
      judgement.broken_rules += fails ? 1 : 0;
    } else {
      note(judgement.document, fails && finding.severity >= Severity::warning);
    }
  }
  judgement.disputed = document.summary.disputed;
  if (judgement.document == Answer::unchecked && judgement.disputed > 0) judgement.document = Answer::sound;
  return judgement;
}

std::string verdict_sentence(const Judgement& judgement) {
  if (judgement.strategy == Answer::unchecked && judgement.document == Answer::unchecked) {
    return "Nothing could be checked.";
  }
  std::string sentence;
  switch (judgement.strategy) {
    case Answer::sound:
      sentence = "Strategy is sound";
      break;
    case Answer::flawed:
      sentence = "Strategy is flawed";
      break;
    case Answer::unchecked:
      sentence = "Strategy was not checked";
      break;
  }
  switch (judgement.document) {
    case Answer::sound:
      sentence += ", documentation is correct";
      break;
    case Answer::flawed:
      sentence += ", documentation is flawed";
      break;
    case Answer::unchecked:
      sentence += ", documentation could not be checked";
      break;
  }
  if (judgement.document == Answer::sound && judgement.disputed > 0) {
    sentence += " but for " + counted(judgement.disputed, "disputed claim");
  }
  return sentence + '.';
}

std::string_view sign_of(const Judgement& judgement) {
  if (judgement.strategy == Answer::flawed || judgement.document == Answer::flawed) return sign_of(Verdict::fail);
  const bool is_clear = judgement.strategy == Answer::sound && judgement.document == Answer::sound;
  return is_clear && judgement.disputed == 0 && judgement.broken_rules == 0 ? sign_of(Verdict::pass)
                                                                            : sign_of(Verdict::disputed);
}

}  // namespace countercheck

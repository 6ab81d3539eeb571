// What countercheck tells: verdicts with their place, message, derivation, hint and fix.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "countercheck/source.h"
#include "countercheck/value.h"

namespace countercheck {

enum class Verdict : std::uint8_t { pass, fail, disputed, unverifiable, input };
enum class Severity : std::uint8_t { note, warning, error };

std::string_view name_of(Verdict verdict);
/// Whether it was recomputed, with whatever outcome: neither an input nor unverifiable.
constexpr bool is_decided(Verdict verdict) {
  return verdict == Verdict::pass || verdict == Verdict::fail || verdict == Verdict::disputed;
}
std::string_view name_of(Severity severity);

/// A value as it is shown: the text, and the interval in `unit` (not in base units).
struct Figure {
  std::string text;  ///< of a claim: the exact bytes in the document
  double low = 0;
  double high = 0;
  double value = 0;  ///< as written, or the middle of a computed interval
  std::string unit;  ///< empty for a bare number
  Relation relation = Relation::equal;
};

/// How a value came about: a tree from the result down to leaves, each of which stands somewhere: in the document,
/// in a rule file, on the command line. Subtrees are shared, never changed.
struct Derivation {
  std::string name;         ///< the quantity, or the text of a written operand
  std::string label;        ///< the name as people say it: "experts per GPU"
  std::string value;        ///< printed, with unit: "64 GB"
  std::string formula;      ///< "total_expert_instances / num_gpus"; empty for a leaf
  std::string calculation;  ///< the formula with values filled in: "1024 ÷ 128"; empty for a leaf
  std::string
      origin;   ///< where the formula or a leaf outside documents stands: "rules/quantities/moe.toml:14", "--set"
  Place place;  ///< of a leaf that stands in a document
  std::vector<std::shared_ptr<const Derivation>> operands;
};

using DerivationPtr = std::shared_ptr<const Derivation>;

/// A replacement of bytes. `safe` if only one figure is wrong and everything else agrees.
struct Fix {
  Span span;
  std::string text;
  bool safe = false;
};

/// One thing to tell the reader.
struct Finding {
  std::string rule;  ///< "claim/experts_per_gpu", "arithmetic", "moe/experts-divide-unevenly", "io"
  Verdict verdict = Verdict::input;
  Severity severity = Severity::note;
  std::string quantity;  ///< empty where none is concerned
  int claim = -1;        ///< index of the claim in its document; several findings may share it
  Place place;           ///< may be unknown for findings about the run itself (io, usage)
  std::string path;      ///< of the file concerned, also where place is unknown
  std::optional<Figure> claimed;
  std::optional<Figure> expected;
  std::string message;             ///< what was seen, lower case, no full stop
  std::string hint;                ///< the slip that reproduces the number, or what to do
  std::vector<std::string> notes;  ///< licences, conventions, assumptions, what is missing
  int caused_by = -1;              ///< index, in the same document's findings, of the finding this one follows from
  DerivationPtr derivation;
  std::optional<Fix> fix;
  std::string topic;  ///< heading in the report: "hardware compatibility", "load balancing", ...
};

}  // namespace countercheck

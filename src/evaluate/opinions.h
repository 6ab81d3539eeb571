// What the formulas of a quantity say of a claim, and which named reading is meant.
//
// Several named readings make several opinions. The configuration decides among them, then the wording of the claim,
// then a calculation that the document writes; nothing else does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/compare.h"
#include "evaluate/resolve.h"

namespace countercheck {

/// The two readings of prefixes: one of them holds throughout a calculation.
struct Resolvers {
  Resolver decimal;
  Resolver binary;
  explicit Resolvers(const Case& it) : decimal(it, Prefixes::decimal), binary(it, Prefixes::binary) {}
  /// The readings to try, in order: what is settled alone, else decimal first.
  [[nodiscard]] std::vector<Resolver*> in_order(const Target& target);
};

/// What one formula says of one claim.
struct Opinion {
  const Formula* formula = nullptr;
  Resolved expected;
  Comparison comparison;
  Prefixes prefixes = Prefixes::decimal;
  [[nodiscard]] bool speaks() const { return expected.value.has_value(); }
  [[nodiscard]] bool holds() const { return speaks() && comparison.agrees; }
  [[nodiscard]] bool fails() const { return speaks() && !comparison.agrees && may_fail(); }
  [[nodiscard]] bool is_identity() const { return formula->strength == Strength::identity && may_fail(); }
  /// Only an identity on what is written may fail a claim, or a bound what lies beyond it.
  [[nodiscard]] bool may_fail() const { return !expected.is_assumed && !expected.is_estimate; }
};

/// Claims that the document's own calculations give rightly: claim number -> the finding that says so.
using Calculated = std::map<int, const Finding*>;

class Opinions {
 public:
  Opinions(const Case& it, Resolvers& resolvers, const Calculated& calculated);

  /// One for each formula that applies where the claim stands; of undisputed identities only the first that speaks.
  std::vector<Opinion> on(const Claim& claim);

 private:
  std::optional<Opinion> opinion_of(const Formula& formula, const Claim& claim);
  [[nodiscard]] Comparison compare_bounded(const Claim& claim, const Opinion& opinion) const;
  [[nodiscard]] std::string decided_reading(const Claim& claim) const;
  void decide_by(const Calculated& calculated);

  const Case& case_;
  Resolvers& resolvers_;
  std::map<QuantityId, std::string> by_calculation_;  ///< the reading that a calculation of the document decides for
};

}  // namespace countercheck

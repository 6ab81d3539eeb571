// Judges what is claimed of quantities: each claim against its recomputed value, under every convention that may be meant.
#pragma once

#include <vector>

#include "evaluate/resolve.h"

namespace countercheck {

/// The two readings of prefixes: [0] decimal, [1] binary. One of them holds throughout a calculation.
struct Resolvers {
  Resolver decimal;
  Resolver binary;
  explicit Resolvers(const Case& it) : decimal(it, Prefixes::decimal), binary(it, Prefixes::binary) {}
  /// The readings to try, in order: what is settled alone, else decimal first.
  [[nodiscard]] std::vector<Resolver*> in_order(const Target& target);
};

/// One finding for each claim that is bound to a quantity; `arithmetic` holds what is known of written calculations.
std::vector<Finding> judge_claims(const Case& it, Resolvers& resolvers, const std::vector<Finding>& arithmetic);

}  // namespace countercheck

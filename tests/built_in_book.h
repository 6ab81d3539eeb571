// The rulebook that is built in, for tests.
#pragma once

#include "rulebook/rulebook.h"

namespace countercheck::testing {

inline const Rulebook& book() {
  return *built_in_rulebook();
}

}  // namespace countercheck::testing

// Digits, units and scopes of figures that may be one.
#include "evaluate/telling.h"

#include <cmath>

namespace countercheck {
namespace {

constexpr int kTellingDigits = 3;

}  // namespace

int telling_digits(const Written& written) {
  double digits = std::round(written.mantissa / written.step);
  if (digits == 0) return 0;
  while (written.is_integer && std::fmod(digits, 10) == 0) digits /= 10;
  return 1 + static_cast<int>(std::floor(std::log10(std::abs(digits)) + 1e-9));
}

bool is_telling(const Written& written) {
  const int digits = telling_digits(written);
  const bool has_unit = !written.unit.is_bare() && !written.is_approximate();
  return digits >= kTellingDigits || (digits == kTellingDigits - 1 && has_unit);
}

bool is_one_unit(const Unit& a, const Unit& b) {
  return a.dimension == b.dimension && (a.noun.empty() || b.noun.empty() || a.noun == b.noun) &&
         (a.symbol == "%") == (b.symbol == "%");
}

bool are_alternatives(ScopeId a, ScopeId b, const Claims& claims) {
  const auto holds = [&](ScopeId outer, ScopeId inner) {
    for (ScopeId s = inner; s >= 0; s = claims.scopes[static_cast<std::size_t>(s)].parent)
      if (s == outer) return true;
    return false;
  };
  return !holds(a, b) && !holds(b, a);
}

}  // namespace countercheck

#include "text/limits.h"

#include <algorithm>
#include <array>

namespace countercheck {
namespace {

constexpr std::array<Limit, 6> kLimits = {{
    {"document_mib", &Limits::document_mib, 512, "MiB of a document; what stands behind them is not read"},
    {"nesting", &Limits::nesting, 1000, "quotes and list items inside one another; deeper ones are text"},
    {"columns", &Limits::columns, 10'000, "columns of a table; a wider one is text"},
    {"figures", &Limits::figures, 100'000'000, "numbers of a document; what stands behind them is not read"},
    {"parentheses", &Limits::parentheses, 100, "parentheses inside one another; what they hold is not calculated"},
    {"graph_mib", &Limits::graph_mib, 1024, "MiB of a deployment graph; a larger one is not read"},
}};

}  // namespace

std::span<const Limit> all_limits() {
  return kLimits;
}

const Limit* find_limit(std::string_view name) {
  const auto found = std::find_if(kLimits.begin(), kLimits.end(), [&](const Limit& each) { return each.name == name; });
  return found == kLimits.end() ? nullptr : found;
}

std::string hint_of(const Unread& unread) {
  const Limit* limit = find_limit(unread.limit);
  if (limit == nullptr) return {};
  return "`--limit " + std::string(limit->name) + "=NUMBER` moves the limit, up to " + std::to_string(limit->most);
}

}  // namespace countercheck

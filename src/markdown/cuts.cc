// Sorts the cuts and copies what is between them.
#include "markdown/cuts.h"

#include <algorithm>

#include "markdown/flat_builder.h"

namespace countercheck {

FlatText Cuts::apply() {
  std::sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) { return a.span.begin < b.span.begin; });
  FlatBuilder builder;
  std::uint32_t at = 0;
  const auto keep = [&](std::uint32_t end) {
    kept_.push_back({{at, end}, builder.size()});
    builder.add_flat(from_, {at, end});
  };
  for (const Cut& cut : cuts_) {
    keep(cut.span.begin);
    builder.add_instead(cut.text, from_.to_source(cut.span));
    at = cut.span.end;
  }
  keep(static_cast<std::uint32_t>(from_.text.size()));
  return builder.take();
}

std::uint32_t Cuts::moved(std::uint32_t place) const {
  const auto after = std::upper_bound(kept_.begin(), kept_.end(), place,
                                      [](std::uint32_t at, const Kept& kept) { return at < kept.span.begin; });
  if (after == kept_.begin()) return 0;
  const Kept& kept = *std::prev(after);
  return kept.begin + std::min(place - kept.span.begin, kept.span.size());
}

}  // namespace countercheck

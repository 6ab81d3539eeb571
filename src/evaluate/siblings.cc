// Groups the claims about members by where they stand and what they count.
#include "evaluate/siblings.h"

#include <map>
#include <tuple>

namespace countercheck {
namespace {

/// So many others must be alike.
constexpr int kSiblings = 2;

/// The list or the fence, the noun, and what the figure may be.
using Family = std::tuple<int, int, std::string, std::vector<QuantityId>>;

Family family_of(const Claim& claim, const Document& doc) {
  const int list = doc.blocks[static_cast<std::size_t>(claim.block)].list;
  return {list, list < 0 ? claim.block : -1, claim.written.unit.noun, claim.maybe};
}

struct Members {
  int confirmed = 0;
  std::vector<int> others;
};

}  // namespace

std::vector<int> odd_members(const Case& it, const std::vector<bool>& is_confirmed) {
  std::map<Family, Members> families;
  for (std::size_t i = 0; i < it.claims.claims.size(); ++i) {
    const Claim& claim = it.claims.claims[i];
    // Of what may be something, only members are read as phrases.
    if (claim.reader != Reader::phrase || claim.maybe.empty() || claim.is_target) continue;
    Members& members = families[family_of(claim, it.doc)];
    if (is_confirmed[i])
      ++members.confirmed;
    else
      members.others.push_back(static_cast<int>(i));
  }
  std::vector<int> odd;
  for (const auto& [family, members] : families)
    if (members.confirmed >= kSiblings && members.others.size() == 1) odd.push_back(members.others.front());
  return odd;
}

}  // namespace countercheck

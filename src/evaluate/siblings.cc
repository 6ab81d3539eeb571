// Groups the claims about members by where they stand and what they count.
#include "evaluate/siblings.h"

#include <map>
#include <set>
#include <tuple>

namespace countercheck {
namespace {

/// So many others must be alike.
constexpr std::size_t kSiblings = 2;

/// The list or the fence, the noun, and what the figure may be.
using Family = std::tuple<int, int, std::string, std::vector<QuantityId>>;

Family family_of(const Claim& claim, const Document& doc) {
  const int list = doc.blocks[static_cast<std::size_t>(claim.block)].list;
  return {list, list < 0 ? claim.block : -1, claim.written.unit.noun, claim.maybe};
}

struct Members {
  std::size_t confirmed = 0;
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

std::vector<Odd> odd_estimates(const std::vector<Estimated>& all) {
  struct Group {
    std::set<double> values;
    int first = -1;
    std::vector<int> others;
  };
  std::map<QuantityId, Group> groups;
  for (const Estimated& it : all) {
    Group& group = groups[it.quantity];
    if (!it.holds) {
      group.others.push_back(it.claim);
      continue;
    }
    group.values.insert(it.expected);
    if (group.first < 0) group.first = it.claim;
  }
  std::vector<Odd> odd;
  for (const auto& [quantity, group] : groups)
    if (group.others.size() == 1 && group.values.size() >= kSiblings)
      odd.push_back({group.others.front(), group.first});
  return odd;
}

}  // namespace countercheck

// Gathers what holds where, in order of trust, and finds the fact that wins.
#include "facts/facts.h"

#include <algorithm>

#include "facts/named.h"
#include "facts/setting.h"
#include "units/interval.h"

namespace countercheck {
namespace {

std::vector<Fact> from_profile(const Profile& profile, Trust trust, Owner owner, const NamedProfile& named) {
  std::vector<Fact> facts;
  const std::string kind = owner == Owner::hardware ? "hardware" : "model";
  for (const Profile::Entry& entry : profile.entries) {
    Fact fact;
    fact.quantity = entry.quantity;
    fact.trust = trust;
    fact.owner = owner;
    fact.section = named.section;
    fact.is_firm = trust == Trust::target || named.is_firm;
    fact.value = entry.value;
    fact.text = entry.text;
    fact.origin = kind + " " + profile.name;
    if (!entry.source.empty()) fact.origin += " (" + entry.source + ")";
    fact.place = named.place;
    facts.push_back(std::move(fact));
  }
  return facts;
}

void add_statements(const Claims& claims, const Document& doc, std::vector<Fact>& facts) {
  for (std::size_t i = 0; i < claims.claims.size(); ++i) {
    const Claim& claim = claims.claims[i];
    if (claim.quantity == kNoQuantity || claim.is_target) continue;
    Fact fact;
    fact.quantity = claim.quantity;
    fact.per = claim.per;
    fact.scope = claim.scope;
    fact.section = doc.blocks[static_cast<std::size_t>(claim.block)].section;
    fact.trust = Trust::stated;
    fact.claim = static_cast<int>(i);
    fact.is_firm = is_firm(claim.reader);
    fact.is_written = claim.choice.empty();
    fact.written = claim.written;
    if (!claim.choice.empty()) fact.value = Value::of_choice(claim.choice);
    fact.text = std::string(doc.source->slice(claim.span));
    fact.place = {doc.source, claim.span};
    facts.push_back(std::move(fact));
  }
}

/// `set num_gpus = 128` in a comment of the document.
void add_directives(const Claims& claims, const Document& doc, const Rulebook& book, Sink& sink,
                    std::vector<Fact>& facts) {
  for (const Directive& directive : claims.directives) {
    if (directive.verb != "set") continue;
    const std::size_t sign = directive.arguments.find('=');
    const SettingOrigin origin{Trust::directive, "directive", "directive", {doc.source, directive.span}};
    if (sign == std::string::npos) {
      sink.problem("directive", origin.place, "`set` without a value", "write `set NAME = VALUE`");
      continue;
    }
    const std::string_view arguments = directive.arguments;
    if (auto fact = read_setting(arguments.substr(0, sign), arguments.substr(sign + 1), origin, book, sink))
      facts.push_back(std::move(*fact));
  }
}

}  // namespace

Where where_of(const Claim& claim, const Document& doc) {
  return {claim.scope, doc.blocks[static_cast<std::size_t>(claim.block)].section};
}

Value Fact::read(Role role, Prefixes prefixes) const {
  return is_written ? written.value(role, prefixes) : value;
}

bool states_same(const Fact& a, const Fact& b) {
  if (a.is_written != b.is_written) return false;
  if (!a.is_written) return a.value.choice == b.value.choice && a.value.truth == b.value.truth;
  // Counts are exact: 59 and 60 layers only look near.
  const bool are_counts = a.written.is_integer && b.written.is_integer && a.written.unit.dimension.is_one();
  const Role role = are_counts ? Role::operand : Role::result;
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary})
    if (agree(a.written.region(role, prefixes), b.written.region(role, prefixes))) return true;
  return false;
}

std::vector<std::vector<const Fact*>> by_value(const std::vector<const Fact*>& statements) {
  std::vector<std::vector<const Fact*>> groups;
  for (const Fact* fact : statements) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const std::vector<const Fact*>& g) { return states_same(*g.front(), *fact); });
    if (group != groups.end()) {
      group->push_back(fact);
    } else if (groups.size() < kMostValues) {
      groups.push_back({fact});
    }
  }
  return groups;
}

namespace {

std::uint64_t key_of(int high, int low) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32) | static_cast<std::uint32_t>(low);
}

}  // namespace

void Facts::Agreeing::add(const Fact& fact) {
  if (first == nullptr) first = spokesman = &fact;
  if (fact.is_firm && !spokesman->is_firm) spokesman = &fact;
  ++size;
}

void Facts::Stated::add(const Fact& fact) {
  all.push_back(&fact);
  if (fact.is_firm && fact.is_written) {
    const Interval region = fact.written.region(Role::result, Prefixes::decimal);
    if (firm_regions.emplace(region.low, region.high).second) firm.push_back(&fact);
  }
  Agreeing& here = sections[fact.section];
  if (here.first != nullptr && !states_same(*here.first, fact)) here.is_alone = false;
  here.add(fact);
  const auto value = std::find_if(values.begin(), values.end(),
                                  [&](const Agreeing& known) { return states_same(*known.first, fact); });
  if (value != values.end()) {
    value->add(fact);
  } else if (values.size() < kMostValues) {
    values.emplace_back().add(fact);
  }
}

void Facts::add(Fact fact) {
  const int index = static_cast<int>(facts.size());
  std::vector<int>& order = by_quantity[fact.quantity];
  const auto at = std::upper_bound(order.begin(), order.end(), fact.trust, [&](Trust trust, int other) {
    return trust < facts[static_cast<std::size_t>(other)].trust;
  });
  order.insert(at, index);
  facts.push_back(std::move(fact));
  const Fact& added = facts.back();
  if (added.trust == Trust::named) named_[key_of(added.quantity, added.section)].push_back(index);
  if (added.trust != Trust::stated) return;
  std::vector<Stated>& all = stated_[key_of(added.quantity, added.scope)];
  auto stated = std::find_if(all.begin(), all.end(), [&](const Stated& it) { return it.per == added.per; });
  if (stated == all.end()) {
    stated = all.emplace(all.end());
    stated->per = added.per;
  }
  stated->add(added);
}

Facts::Found Facts::find(QuantityId quantity, const std::vector<std::string>& per, Where where) const {
  const auto found = by_quantity.find(quantity);
  if (found == by_quantity.end()) return {};
  const auto fact_at = [&](int index) -> const Fact& { return facts[static_cast<std::size_t>(index)]; };
  // What is set or targeted holds in every scope.
  for (const int index : found->second) {
    const Fact& fact = fact_at(index);
    if (fact.trust >= Trust::stated) break;
    if (fact.per == per) return {&fact};
  }
  if (const Found stated = find_stated(quantity, per, where); stated.fact != nullptr || stated.is_contested)
    return stated;
  return find_named(quantity, where.section, [&](const Fact& fact) { return fact.per == per; });
}

Facts::Found Facts::find_stated(QuantityId quantity, const std::vector<std::string>& per, Where where) const {
  for (ScopeId s = where.scope; s >= 0; s = scopes[static_cast<std::size_t>(s)].parent) {
    if (const Stated* here = stated(quantity, per, s)) return nearest(*here, where.section);
  }
  return {};
}

Facts::Found Facts::find_figure(Owner owner, QuantityId quantity, Where where) const {
  const auto found = by_quantity.find(quantity);
  if (found == by_quantity.end()) return {};
  const auto is_wanted = [&](const Fact& fact) { return fact.owner == owner && fact.is_firm && fact.per.empty(); };
  for (const int index : found->second) {
    const Fact& fact = facts[static_cast<std::size_t>(index)];
    if (fact.trust >= Trust::stated) break;
    if (is_wanted(fact)) return {&fact};
  }
  return find_named(quantity, where.section, is_wanted);
}

Facts::Found Facts::find_named(QuantityId quantity, int section,
                               const std::function<bool(const Fact&)>& is_wanted) const {
  if (bindings.empty()) return {};
  int first = -1;
  for (int s = section; s >= 0; s = section_parents[static_cast<std::size_t>(s)]) {
    const auto here = named_.find(key_of(quantity, s));
    if (here == named_.end()) continue;
    for (const int index : here->second) {
      if (first >= 0 && first < index) break;
      const Fact& fact = facts[static_cast<std::size_t>(index)];
      if (is_wanted(fact) && holds_in(fact, section)) first = index;
    }
  }
  const bool is_local = bindings.rbegin()->first > 0;
  return {first < 0 ? nullptr : &facts[static_cast<std::size_t>(first)], false, is_local};
}

/// Of what is named only the nearest holds, even if it does not have the figure that a farther one has.
bool Facts::holds_in(const Fact& fact, int section) const {
  for (int s = section; s >= 0; s = section_parents[static_cast<std::size_t>(s)])
    if (bindings.contains({s, fact.owner})) return s == fact.section;
  return false;
}

Facts::Found Facts::nearest(const Stated& stated, int section) const {
  if (stated.values.size() == 1) return {stated.values.front().spokesman};
  for (int s = section; s >= 0; s = section_parents[static_cast<std::size_t>(s)]) {
    const auto here = stated.sections.find(s);
    if (here == stated.sections.end()) continue;
    if (here->second.is_alone) return {here->second.spokesman, false, true};
    break;
  }
  // One slip among many does not make a figure unknown.
  for (const Agreeing& value : stated.values)
    if (4 * value.size >= 3 * stated.all.size()) return {value.spokesman, false, true};
  return {nullptr, true, true};
}

const Facts::Stated* Facts::stated(QuantityId quantity, const std::vector<std::string>& per, ScopeId scope) const {
  const auto all = stated_.find(key_of(quantity, scope));
  if (all == stated_.end()) return nullptr;
  const auto found =
      std::find_if(all->second.begin(), all->second.end(), [&](const Stated& it) { return it.per == per; });
  return found == all->second.end() ? nullptr : &*found;
}

const std::vector<const Fact*>& Facts::statements(QuantityId quantity, const std::vector<std::string>& per,
                                                  ScopeId scope) const {
  static const std::vector<const Fact*> kNone;
  const Stated* found = stated(quantity, per, scope);
  return found == nullptr ? kNone : found->all;
}

const std::vector<const Fact*>& Facts::firm_values(QuantityId quantity, const std::vector<std::string>& per,
                                                   ScopeId scope) const {
  static const std::vector<const Fact*> kNone;
  const Stated* found = stated(quantity, per, scope);
  return found == nullptr ? kNone : found->firm;
}

Facts bind(const Claims& claims, const Document& doc, const Target& target, const Rulebook& book, Sink& sink) {
  Facts out;
  out.scopes = claims.scopes;
  for (const Section& section : doc.sections) out.section_parents.push_back(section.parent);
  std::vector<Fact> facts = target.settings;
  const auto append = [&](std::vector<Fact> more) {
    for (Fact& fact : more) facts.push_back(std::move(fact));
  };
  if (target.hardware != nullptr) append(from_profile(*target.hardware, Trust::target, Owner::hardware, {}));
  if (target.model != nullptr) append(from_profile(*target.model, Trust::target, Owner::model, {}));
  add_directives(claims, doc, book, sink, facts);
  add_statements(claims, doc, facts);
  const auto append_named = [&](Owner owner, const std::vector<NamedProfile>& all) {
    for (const NamedProfile& named : all) {
      out.bindings.emplace(named.section, owner);
      if (named.profile != nullptr) append(from_profile(*named.profile, Trust::named, owner, named));
    }
  };
  const Named named = find_named(doc, book, {target.hardware == nullptr, target.model == nullptr});
  append_named(Owner::hardware, named.hardware);
  append_named(Owner::model, named.models);
  for (Fact& fact : facts) out.add(std::move(fact));
  return out;
}

}  // namespace countercheck

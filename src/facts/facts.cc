// Gathers what holds where, in order of trust, and finds the fact that wins.
#include "facts/facts.h"

#include <algorithm>
#include <set>

#include "facts/setting.h"
#include "text/words.h"
#include "units/interval.h"

namespace countercheck {
namespace {

/// What holds more words than this names no machine.
constexpr std::size_t kLongestAlias = 6;

std::vector<Fact> from_profile(const Profile& profile, Trust trust, std::string_view kind, Place named_at) {
  std::vector<Fact> facts;
  for (const Profile::Entry& entry : profile.entries) {
    Fact fact;
    fact.quantity = entry.quantity;
    fact.trust = trust;
    fact.value = entry.value;
    fact.text = entry.text;
    fact.origin = std::string(kind) + " " + profile.name;
    if (!entry.source.empty()) fact.origin += " (" + entry.source + ")";
    fact.place = named_at;
    facts.push_back(std::move(fact));
  }
  return facts;
}

/// The profile that the document names most specifically, and where: "8x H100 80GB" is h100-sxm, not h100-pcie. Two
/// different ones are two alternatives, and none is the document's.
struct Named {
  const Profile* profile = nullptr;
  Place place;
};

Named named_in(const Document& doc, const std::vector<Profile>& profiles,
               const std::unordered_map<std::string, std::size_t>& by_name) {
  Named named;
  std::size_t longest = 0;
  std::set<const Profile*> others;
  for (const Block& block : doc.blocks) {
    if (block.kind == BlockKind::comment || block.kind == BlockKind::html) continue;
    const std::vector<Word> words = words_of(block.text.text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t n = std::min(kLongestAlias, words.size() - i); n > 0; --n) {
        const auto found = by_name.find(join(words, i, i + n));
        if (found == by_name.end()) continue;
        const Profile* profile = &profiles[found->second];
        if (n > longest) others.clear();
        if (n >= longest) others.insert(profile);
        if (n > longest) {
          longest = n;
          named = {profile, {doc.source, block.text.to_source({words[i].span.begin, words[i + n - 1].span.end})}};
        }
        i += n - 1;
        break;
      }
    }
  }
  return others.size() == 1 ? named : Named{};
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
  for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary})
    if (agree(a.written.region(Role::result, prefixes), b.written.region(Role::result, prefixes))) return true;
  return false;
}

std::vector<std::vector<const Fact*>> by_value(const std::vector<const Fact*>& statements) {
  std::vector<std::vector<const Fact*>> groups;
  for (const Fact* fact : statements) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const std::vector<const Fact*>& g) { return states_same(*g.front(), *fact); });
    if (group == groups.end())
      groups.push_back({fact});
    else
      group->push_back(fact);
  }
  return groups;
}

namespace {

/// Of several that say the same, the first firm one is cited.
const Fact* spokesman(const std::vector<const Fact*>& facts) {
  const auto firm = std::find_if(facts.begin(), facts.end(), [](const Fact* fact) { return fact->is_firm; });
  return firm == facts.end() ? facts.front() : *firm;
}

}  // namespace

Facts::Found Facts::find(QuantityId quantity, const std::vector<std::string>& per, Where where) const {
  const auto found = by_quantity.find(quantity);
  if (found == by_quantity.end()) return {};
  // What is set or targeted holds in every scope.
  for (const int index : found->second) {
    const Fact& fact = facts[static_cast<std::size_t>(index)];
    if (fact.trust < Trust::stated && fact.per == per) return {&fact, false};
  }
  for (ScopeId s = where.scope; s >= 0; s = scopes[static_cast<std::size_t>(s)].parent) {
    const std::vector<const Fact*> stated = statements(quantity, per, s);
    if (!stated.empty()) return nearest(stated, where.section);
  }
  for (const int index : found->second) {
    const Fact& fact = facts[static_cast<std::size_t>(index)];
    if (fact.trust > Trust::stated && fact.per == per) return {&fact, false};
  }
  return {};
}

Facts::Found Facts::nearest(const std::vector<const Fact*>& stated, int section) const {
  const std::vector<std::vector<const Fact*>> groups = by_value(stated);
  if (groups.size() == 1) return {spokesman(stated), false};
  for (int s = section; s >= 0; s = section_parents[static_cast<std::size_t>(s)]) {
    std::vector<const Fact*> here;
    std::copy_if(stated.begin(), stated.end(), std::back_inserter(here),
                 [&](const Fact* f) { return f->section == s; });
    if (here.empty()) continue;
    if (by_value(here).size() == 1) return {spokesman(here), false};
    break;
  }
  // One slip among many does not make a figure unknown.
  for (const std::vector<const Fact*>& group : groups)
    if (4 * group.size() >= 3 * stated.size()) return {spokesman(group), false};
  return {nullptr, true};
}

std::vector<const Fact*> Facts::statements(QuantityId quantity, const std::vector<std::string>& per,
                                           ScopeId scope) const {
  std::vector<const Fact*> out;
  const auto found = by_quantity.find(quantity);
  if (found == by_quantity.end()) return out;
  for (const int index : found->second) {
    const Fact& fact = facts[static_cast<std::size_t>(index)];
    if (fact.trust == Trust::stated && fact.scope == scope && fact.per == per) out.push_back(&fact);
  }
  return out;
}

Facts bind(const Claims& claims, const Document& doc, const Target& target, const Rulebook& book, Sink& sink) {
  Facts out;
  out.scopes = claims.scopes;
  for (const Section& section : doc.sections) out.section_parents.push_back(section.parent);
  out.facts = target.settings;
  const auto append = [&](std::vector<Fact> facts) {
    for (Fact& fact : facts) out.facts.push_back(std::move(fact));
  };
  if (target.hardware != nullptr) append(from_profile(*target.hardware, Trust::target, "hardware", {}));
  if (target.model != nullptr) append(from_profile(*target.model, Trust::target, "model", {}));
  add_directives(claims, doc, book, sink, out.facts);
  add_statements(claims, doc, out.facts);
  if (target.hardware == nullptr)
    if (const Named named = named_in(doc, book.hardware, book.by_hardware_name); named.profile != nullptr)
      append(from_profile(*named.profile, Trust::named, "hardware", named.place));
  if (target.model == nullptr)
    if (const Named named = named_in(doc, book.models, book.by_model_name); named.profile != nullptr)
      append(from_profile(*named.profile, Trust::named, "model", named.place));

  std::vector<int> order(out.facts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return out.facts[static_cast<std::size_t>(a)].trust < out.facts[static_cast<std::size_t>(b)].trust;
  });
  for (const int index : order) out.by_quantity[out.facts[static_cast<std::size_t>(index)].quantity].push_back(index);
  return out;
}

}  // namespace countercheck

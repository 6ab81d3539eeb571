// Finds values by trust, formulas and axes, and never in circles.
#include "evaluate/resolve.h"

#include <algorithm>

#include "evaluate/compare.h"
#include "units/interval.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr std::size_t kMaxDepth = 24;
/// Of an answer that is the same in every section of its scope.
constexpr int kAnySection = -1;

std::string place_of(const Place& place) {
  if (!place.is_known()) return {};
  return place.source->path() + ":" + std::to_string(place.begin().line);
}

void add_missing(std::vector<std::string>& into, const std::vector<std::string>& from) {
  for (const std::string& name : from)
    if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(name);
}

/// A count is shown by its number ("16-layer" is 16); everything else as it is written.
std::string shown(const Fact& fact) {
  if (!fact.is_written || fact.trust != Trust::stated || fact.written.unit.noun.empty()) return fact.text;
  return print_number(fact.written.nominal(Prefixes::decimal), 15);
}

Resolved missing(std::string name) {
  Resolved out;
  out.missing.push_back(std::move(name));
  return out;
}

}  // namespace

void join_uses(std::vector<QuantityId>& into, const std::vector<QuantityId>& from) {
  if (std::includes(into.begin(), into.end(), from.begin(), from.end())) return;
  if (into.empty()) {
    into = from;
    return;
  }
  std::vector<QuantityId> both;
  both.reserve(into.size() + from.size());
  std::set_union(into.begin(), into.end(), from.begin(), from.end(), std::back_inserter(both));
  into = std::move(both);
}

std::size_t Resolver::meet(const std::vector<QuantityId>& uses) const {
  for (std::size_t i = 0; i < visiting_.size(); ++i)
    if (std::binary_search(uses.begin(), uses.end(), visiting_[i])) return i;
  return kNoCircle;
}

std::size_t Resolver::KeyHash::operator()(const Key& key) const {
  auto hash = static_cast<std::size_t>(key.quantity);
  hash = hash * 1000003 + static_cast<std::size_t>(key.where.scope);
  hash = hash * 1000003 + static_cast<std::size_t>(key.where.section);
  for (const std::string& axis : key.per) hash = hash * 1000003 + std::hash<std::string>{}(axis);
  return hash;
}

void Resolver::Search::add(const Search& inner) {
  circle = std::min(circle, inner.circle);
  is_local = is_local || inner.is_local;
  join_uses(asked, inner.asked);
}

/// What was found before, unless it rests on a quantity that must not be used now.
ResolvedPtr Resolver::find_known(const Key& key, Search& search) {
  for (const int section : {kAnySection, key.where.section}) {
    const auto found = known_.find({key.quantity, {key.where.scope, section}, key.per});
    if (found == known_.end()) continue;
    Known& known = found->second;
    const Resolved& resolved = *known.resolved;
    const std::vector<QuantityId>& rests_on = known.asked.empty() ? resolved.uses : known.asked;
    const std::size_t circle = meet(rests_on);
    if (circle != kNoCircle) {
      search.circle = std::min(search.circle, circle);
      continue;
    }
    search.is_local = section != kAnySection;
    search.asked = rests_on;
    if (visiting_.empty()) known.asked.clear();
    return known.resolved;
  }
  return nullptr;
}

ResolvedPtr Resolver::resolve(QuantityId quantity, const std::vector<std::string>& per, Where where) {
  Key key{quantity, where, per};
  Search search;
  if (ResolvedPtr known = find_known(key, search)) {
    search_.add(search);
    return known;
  }
  const auto again = std::find(visiting_.begin(), visiting_.end(), quantity);
  if (again != visiting_.end() || visiting_.size() >= kMaxDepth) {
    const auto circle = again == visiting_.end() ? 0 : static_cast<std::size_t>(again - visiting_.begin());
    search_.circle = std::min(search_.circle, circle);
    return std::make_shared<const Resolved>(missing(case_.book[quantity].name));
  }

  const std::size_t depth = visiting_.size();
  Search outer = std::exchange(search_, std::move(search));
  visiting_.push_back(quantity);
  auto out = std::make_shared<Resolved>(find(key));
  visiting_.pop_back();
  join_uses(out->uses, {quantity});
  join_uses(search_.asked, {quantity});
  // A circle that closes below this quantity is its own; else the answer may differ once another path is open. A value
  // is kept even so, but for this section alone.
  const bool is_own = search_.circle >= depth;
  if (is_own) search_.circle = kNoCircle;
  search_.is_local = search_.is_local || (out->value && !is_own);
  if (depth == 0 || out->value || is_own) {
    if (!search_.is_local) key.where.section = kAnySection;
    const bool holds_everywhere = depth == 0 || out->value;
    known_.insert_or_assign(std::move(key), Known{out, holds_everywhere ? std::vector<QuantityId>{} : search_.asked});
  }
  // Who takes a value, which is known from now on, rests on what it uses and not on what was tried in vain.
  if (out->value) search_ = {kNoCircle, search_.is_local, out->uses};
  outer.add(search_);
  search_ = std::move(outer);
  return out;
}

/// By trust: a fact, a formula, another axis, the rulebook.
Resolved Resolver::find(const Key& key) {
  const auto [fact, is_contested, is_local] = case_.facts.find(key.quantity, key.per, key.where);
  search_.is_local = search_.is_local || is_local;
  Resolved out;
  if (is_contested) return missing(case_.book[key.quantity].name + " (stated with several values)");
  if (fact != nullptr && fact->trust <= Trust::target)
    out = from_fact(*fact);
  else if (fact != nullptr && fact->trust == Trust::stated)
    out = from_statement(*fact, key);
  else
    out = computed(key, false);
  // What a named machine or model has is known; an estimate or an assumption is not.
  if (fact != nullptr && (!out.value || (fact->trust == Trust::named && (out.is_estimate || out.is_assumed))))
    out = from_fact(*fact);
  if (!out.value)
    if (Resolved other = from_axis(key); other.value) return other;
  if (!out.value)
    if (Resolved other = from_rulebook(key); other.value) return other;
  return out;
}

Resolved Resolver::from_fact(const Fact& fact) {
  const Quantity& quantity = case_.book[fact.quantity];
  auto leaf = std::make_shared<Derivation>();
  leaf->name = quantity.name;
  leaf->label = quantity.said;
  leaf->value = shown(fact);
  leaf->origin = fact.origin;
  leaf->place = fact.place;
  Resolved out;
  const bool is_statement = fact.trust == Trust::stated && fact.is_written;
  out.value = fact.read(is_statement ? role_of(fact.written, quantity) : Role::operand, prefixes_);
  // An objective of 99.9 % is not anything from 99.85 %.
  if (is_statement && quantity.is_goal && !fact.written.is_approximate() && !fact.written.is_range()) {
    const double exact = fact.written.nominal(prefixes_);
    out.value->number = {exact, exact};
  }
  out.derivation = std::move(leaf);
  out.is_given = true;
  return out;
}

Resolved Resolver::from_statement(const Fact& fact, const Key& key) {
  Resolved stated = from_fact(fact);
  // Whether a statement is right is decided where it stands, not where it is used; an alternative inherits the formula.
  Key own = key;
  if (fact.scope == key.where.scope) own.where.section = fact.section;
  Resolved again = computed(own, true);
  const bool is_sound = again.value && again.is_given && !again.is_assumed && !again.is_estimate &&
                        stated.value->kind == Value::Kind::number && again.value->kind == Value::Kind::number;
  if (!is_sound) return stated;
  const Interval said = fact.is_written ? fact.written.region(Role::result, prefixes_) : stated.value->number;
  if (agree(said, again.value->number)) {
    // The document's figure stands, and shows where it comes from.
    auto node = std::make_shared<Derivation>(*again.derivation);
    node->value = stated.derivation->value;
    node->place = stated.derivation->place;
    stated.derivation = std::move(node);
    join_uses(stated.uses, again.uses);
    return stated;
  }
  again.replaced_claim = fact.claim;
  return again;
}

Resolved Resolver::computed(const Key& key, bool judging_only) {
  const Quantity& quantity = case_.book[key.quantity];
  Resolved out = missing(quantity.name);
  bool is_first = true;
  std::optional<Resolved> chosen;
  const auto decided = case_.target.conventions.find(quantity.name);
  for (const Formula& formula : quantity.formulas) {
    const bool is_settled = formula.reading.empty() || decided != case_.target.conventions.end();
    if (formula.is_variant) continue;
    if (judging_only && (formula.is_fallback || formula.strength != Strength::identity || !is_settled)) continue;
    if (formula.strength == Strength::lower_bound || formula.strength == Strength::upper_bound) continue;
    if (!formula.reading.empty() && decided != case_.target.conventions.end() && formula.reading != decided->second)
      continue;
    if (formula.when && holds(*formula.when, formula.when_names, key.where) != Truth::yes) continue;
    Resolved next = apply(key.quantity, formula, key.where);
    if (!next.value) {
      if (is_first) out = std::move(next);  // the first formula says best what is missing
      is_first = false;
      continue;
    }
    const std::vector<std::string> from = formula.per.empty() ? std::vector<std::string>{} : std::vector{formula.per};
    if (from != key.per) next = convert(std::move(next), key.quantity, from, key.per, key.where);
    if (!next.value) continue;
    if (formula.reading.empty() || decided != case_.target.conventions.end()) return next;
    // Several readings speak: only what they agree on is a value.
    if (chosen && !agree(chosen->value->number, next.value->number)) return missing(quantity.name);
    chosen = std::move(next);
  }
  return chosen ? *chosen : out;
}

Resolved Resolver::apply(QuantityId id, const Formula& formula, Where where) {
  const Quantity& quantity = case_.book[id];
  Resolved out;
  out.is_given = formula.strength == Strength::identity;
  out.is_estimate = formula.strength == Strength::estimate;
  const Asserted asserted = assert_in(formula.expr, formula.names, where);
  std::vector<DerivationPtr> operands;
  for (const auto& [name, operand] : asserted.operands) {
    if (!operand->value) continue;
    out.is_given = out.is_given && operand->is_given;
    out.is_assumed = out.is_assumed || operand->is_assumed;
    out.is_estimate = out.is_estimate || operand->is_estimate;
    if (operand->replaced_claim >= 0) out.replaced_claim = operand->replaced_claim;
    join_uses(out.uses, operand->uses);
    operands.push_back(operand->derivation);
  }
  if (!asserted.outcome.value) {
    out.missing = asserted.outcome.missing;
    out.error = asserted.outcome.error;
    return out;
  }
  out.value = asserted.outcome.value;
  auto node = std::make_shared<Derivation>();
  node->operands = std::move(operands);
  node->name = quantity.name;
  node->label = quantity.said;
  node->value = print(*out.value, quantity.unit, case_.book.units);
  node->formula = formula.text;
  node->calculation = substitute(formula.expr, [&](std::string_view name) { return asserted.shown(name); });
  node->origin = formula.origin;
  out.derivation = std::move(node);
  return out;
}

Resolved Resolver::recompute(QuantityId quantity, const Formula& formula, Where where) {
  visiting_.push_back(quantity);
  Resolved out = apply(quantity, formula, where);
  visiting_.pop_back();
  return out;
}

Resolver::Asserted Resolver::assert_in(const Expr& assertion, const std::vector<Reference>& names, Where where) {
  Asserted out;
  for (const Reference& name : names) out.operands.emplace_back(name.name, resolve_name(name, where));
  std::vector<Binding> bindings;
  for (const auto& [name, operand] : out.operands)
    if (operand->value) bindings.push_back({name, &*operand->value});
  out.outcome = evaluate(assertion, bindings, prefixes_);
  // A name that has no value is missing for what its own formula lacks.
  std::vector<std::string> lacking;
  for (const std::string& name : out.outcome.missing) {
    const auto operand =
        std::find_if(out.operands.begin(), out.operands.end(), [&](const auto& o) { return o.first == name; });
    if (operand == out.operands.end() || operand->second->missing.empty())
      add_missing(lacking, {name});
    else
      add_missing(lacking, operand->second->missing);
  }
  out.outcome.missing = std::move(lacking);
  return out;
}

ResolvedPtr Resolver::resolve_name(const Reference& name, Where where) {
  if (name.owner == Owner::document && !name.has_rival && name.quantity != kNoQuantity)
    return resolve(name.quantity, {}, where);
  const auto [figure, is_contested, is_local] = name.quantity == kNoQuantity ? Facts::Found{}
                                                : name.has_rival
                                                    ? case_.facts.find_stated(name.quantity, {}, where)
                                                    : case_.facts.find_figure(name.owner, name.quantity, where);
  search_.is_local = search_.is_local || is_local;
  if (figure == nullptr) return std::make_shared<const Resolved>(missing(name.name));
  Resolved out = from_fact(*figure);
  if (name.has_rival) return std::make_shared<const Resolved>(std::move(out));
  // "layers of model llama-3.1-70b", beside the document's layers.
  auto leaf = std::make_shared<Derivation>(*out.derivation);
  leaf->name = name.name;
  leaf->label += " of " + figure->origin.substr(0, figure->origin.find(" ("));
  out.derivation = std::move(leaf);
  return std::make_shared<const Resolved>(std::move(out));
}

std::string Resolver::Asserted::shown(std::string_view name) const {
  for (const auto& [own, operand] : operands)
    if (own == name && operand->value) return operand->derivation->value;
  return std::string(name);
}

Resolver::Asserted Resolver::assert_on(const Expr& assertion, const Fact& fact) {
  Asserted out;
  const std::string& name = case_.book[fact.quantity].name;
  out.operands.emplace_back(name, std::make_shared<const Resolved>(from_fact(fact)));
  out.outcome = evaluate(assertion, {{name, &*out.operands.front().second->value}}, prefixes_);
  return out;
}

Truth Resolver::holds(const Expr& condition, const std::vector<Reference>& names, Where where,
                      std::vector<std::string>* lacking) {
  const Asserted asserted = assert_in(condition, names, where);
  if (lacking != nullptr) add_missing(*lacking, asserted.outcome.missing);
  if (asserted.outcome.value && asserted.outcome.value->kind == Value::Kind::truth &&
      asserted.outcome.truth == Truth::unknown)
    return asserted.outcome.value->truth ? Truth::yes : Truth::no;
  return asserted.outcome.truth;
}

Resolved Resolver::convert(Resolved whole, QuantityId id, const std::vector<std::string>& from,
                           const std::vector<std::string>& to, Where where) {
  const auto lacks = [](const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) == list.end();
  };
  Resolved out = std::move(whole);
  const auto scale = [&](const std::string& axis_name, bool divides) {
    const Axis* axis = case_.book.find_axis(axis_name);
    const ResolvedPtr found = axis == nullptr || axis->count == kNoQuantity
                                  ? std::make_shared<const Resolved>(missing(axis_name))
                                  : resolve(axis->count, {}, where);
    const Resolved& count = *found;
    if (!out.value) return;
    const std::optional<Interval> next = !count.value ? std::nullopt
                                         : divides    ? divide(out.value->number, count.value->number)
                                                      : multiply(out.value->number, count.value->number);
    if (!next) {
      out.value.reset();
      add_missing(out.missing, count.missing);
      return;
    }
    out.value->number = *next;
    const Quantity& quantity = case_.book[id];
    auto node = std::make_shared<Derivation>();
    node->name = quantity.name;
    node->label = quantity.said + (divides ? " per " + axis_name : "");
    node->value = print(*out.value, quantity.unit, case_.book.units);
    node->formula = quantity.name + (divides ? " / " : " * ") + case_.book[axis->count].name;
    node->calculation = out.derivation->value + (divides ? " ÷ " : " × ") + count.derivation->value;
    node->operands = {out.derivation, count.derivation};
    out.derivation = std::move(node);
    out.is_assumed = out.is_assumed || count.is_assumed;
    join_uses(out.uses, count.uses);
  };
  for (const std::string& axis : to)
    if (lacks(from, axis)) scale(axis, true);
  for (const std::string& axis : from)
    if (lacks(to, axis)) scale(axis, false);
  return out;
}

/// A quantity that is stated by another axis only: per layer instead of in all, or the other way round.
Resolved Resolver::from_axis(const Key& key) {
  const Quantity& quantity = case_.book[key.quantity];
  std::vector<std::vector<std::string>> others = {{}};
  for (const std::string& axis : quantity.per) others.push_back({axis});
  for (const std::vector<std::string>& per : others) {
    if (per == key.per) continue;
    const auto [fact, is_contested, is_local] = case_.facts.find(key.quantity, per, key.where);
    search_.is_local = search_.is_local || is_local;
    if (fact == nullptr) continue;
    Resolved out = convert(from_fact(*fact), key.quantity, per, key.per, key.where);
    if (out.value) return out;
  }
  return {};
}

/// What the rulebook itself says: the entries of a table hold always, a default is an assumption.
Resolved Resolver::from_rulebook(const Key& key) {
  const Quantity& quantity = case_.book[key.quantity];
  const bool is_constant = quantity.constant.has_value();
  if (!is_constant && !quantity.otherwise) return {};
  auto leaf = std::make_shared<Derivation>();
  leaf->name = quantity.name;
  leaf->label = quantity.said;
  leaf->value = is_constant ? std::to_string(quantity.constant->items.size()) + " entries" : quantity.otherwise_text;
  leaf->origin = is_constant ? place_of(quantity.place) : "assumed (" + place_of(quantity.place) + ")";
  Resolved out;
  out.value = is_constant ? quantity.constant : quantity.otherwise;
  out.derivation = std::move(leaf);
  out.is_given = is_constant;
  out.is_assumed = !is_constant;
  return out;
}

}  // namespace countercheck

// Every input counts twice: as it is written, for the value, and as wide as its digits, for how far the value may be
// off.
#include "evaluate/calculate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

#include "evaluate/evaluate.h"
#include "evaluate/resolve.h"
#include "units/print.h"

namespace countercheck {
namespace {

constexpr int kDigits = 6;

/// One way to the quantity: by a formula, or as it is given.
struct Way {
  const Formula* formula = nullptr;
  Resolved resolved;

  [[nodiscard]] std::string reading() const { return formula == nullptr ? std::string() : formula->reading; }
};

/// Ways that do not go together: what judges statements, what only fills in, what only bounds.
int rank_of(const Formula& formula) {
  if (formula.strength == Strength::lower_bound || formula.strength == Strength::upper_bound) return 2;
  return formula.is_fallback ? 1 : 0;
}

/// "num_gpus (stated with several values)" without its remark.
std::string name_in(const std::string& missing) {
  return missing.substr(0, missing.find_first_of(" ["));
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// The same settings without the width of their digits.
Target as_written(Target target) {
  const Prefixes prefixes = target.prefixes.value_or(Prefixes::decimal);
  for (Fact& fact : target.settings) {
    if (!fact.is_written) continue;
    const double middle = fact.written.is_range() ? fact.written.interval(Role::operand, prefixes).middle()
                                                  : fact.written.nominal(prefixes);
    fact.value = Value::of({middle, middle}, fact.written.unit.dimension);
    fact.is_written = false;
  }
  return target;
}

/// One target, no document.
class Ground {
 public:
  Ground(const Target& target, const Rulebook& book)
      : book_(book),
        target_(target),
        doc_(parse_markdown(std::make_shared<const Source>("", ""))),
        claims_(without_claims()),
        facts_(bind(claims_, doc_, target_, book_, sink_)),
        case_{doc_, claims_, facts_, target_, book_, settings_},
        resolver_(case_, target_.prefixes.value_or(Prefixes::decimal)) {}
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;

  std::vector<Way> ways(QuantityId quantity) {
    if (facts_.find(quantity, {}, {}).fact != nullptr) return {{nullptr, *resolver_.resolve(quantity, {}, {})}};
    for (int rank = 0; rank < 3; ++rank)
      if (std::vector<Way> found = by_formulas(quantity, rank); !found.empty()) return found;
    Way way{nullptr, *resolver_.resolve(quantity, {}, {})};
    return way.resolved.value ? std::vector<Way>{std::move(way)} : std::vector<Way>{};
  }

  /// What the first formula that applies lacks; of one that may apply, what its condition lacks.
  std::vector<std::string> missing(QuantityId quantity, std::string* error) {
    std::vector<std::string> of_conditions;
    for (const Formula& formula : book_[quantity].formulas) {
      if (formula.is_variant || !is_meant(quantity, formula)) continue;
      std::vector<std::string> lacking;
      const Truth applies =
          formula.when ? resolver_.holds(*formula.when, formula.when_names, {}, &lacking) : Truth::yes;
      if (applies == Truth::no) continue;
      if (applies == Truth::unknown) {
        if (of_conditions.empty()) of_conditions = lacking;
        continue;
      }
      const Resolved tried = resolver_.recompute(quantity, formula, {});
      if (error->empty()) *error = tried.error;
      if (!tried.missing.empty()) return tried.missing;
    }
    return of_conditions;
  }

 private:
  static Claims without_claims() {
    Claims claims;
    claims.scopes.emplace_back();
    return claims;
  }

  [[nodiscard]] bool is_meant(QuantityId quantity, const Formula& formula) const {
    const auto decided = target_.conventions.find(book_[quantity].name);
    return decided == target_.conventions.end() || formula.reading.empty() || formula.reading == decided->second;
  }

  /// The first that speaks; and where it is a named reading, the first of every other name.
  std::vector<Way> by_formulas(QuantityId quantity, int rank) {
    std::vector<Way> found;
    for (const Formula& formula : book_[quantity].formulas) {
      if (formula.is_variant || rank_of(formula) != rank || !is_meant(quantity, formula)) continue;
      if (!found.empty() && (found.front().reading().empty() || formula.reading.empty())) continue;
      const bool is_known =
          std::any_of(found.begin(), found.end(), [&](const Way& way) { return way.reading() == formula.reading; });
      if (is_known || (formula.when && resolver_.holds(*formula.when, formula.when_names, {}) != Truth::yes)) continue;
      Way way{&formula, resolver_.recompute(quantity, formula, {})};
      if (way.resolved.value) found.push_back(std::move(way));
    }
    return found;
  }

  const Rulebook& book_;
  Target target_;
  Sink sink_;
  Settings settings_;
  Document doc_;
  Claims claims_;
  Facts facts_;
  Case case_;
  Resolver resolver_;
};

class Calculator {
 public:
  Calculator(QuantityId quantity, const std::optional<Unit>& unit, const Rulebook& book)
      : id_(quantity), unit_(unit), quantity_(book[quantity]), book_(book) {}

  Evaluation answer(const Target& target) {
    Evaluation answer = by_one(target);
    if (answer.value || !by_conventions(target, answer)) return answer;
    answer.missing.clear();
    answer.notes.clear();
    fill_in_from_readings(answer);
    return answer;
  }

 private:
  Evaluation by_one(const Target& target) {
    Evaluation answer;
    answer.quantity = quantity_.name;
    answer.label = quantity_.said;
    Ground wide(target, book_);
    Ground plain(as_written(target), book_);
    prefixes_ = target.prefixes.value_or(Prefixes::decimal);
    const std::vector<Way> as_wide = wide.ways(id_);
    const std::vector<Way> ways = plain.ways(id_);
    for (const Way& way : ways) {
      const auto same =
          std::find_if(as_wide.begin(), as_wide.end(), [&](const Way& other) { return other.formula == way.formula; });
      const Resolved& other = same == as_wide.end() ? way.resolved : same->resolved;
      answer.readings.push_back({way.reading(), figure(way.resolved, other),
                                 way.formula == nullptr ? std::string() : way.formula->per,
                                 way.formula == nullptr ? std::string() : way.formula->text, way.resolved.derivation});
    }
    if (ways.empty()) {
      say_what_is_missing(plain, answer);
      return answer;
    }
    add_notes(ways.front(), answer);
    fill_in_from_readings(answer);
    if (answer.readings.front().name.empty()) answer.readings.clear();
    return answer;
  }

  /// Where a step on the way is read in several ways, each of them gives a reading.
  bool by_conventions(const Target& target, Evaluation& answer) {
    for (const Evaluation::Missing& missing : std::vector<Evaluation::Missing>(answer.missing)) {
      const QuantityId id = book_.find(missing.quantity);
      if (id == kNoQuantity || id == id_) continue;
      std::set<std::string> readings;
      for (const Formula& formula : book_[id].formulas) readings.insert(formula.reading);
      readings.erase(std::string());
      for (const std::string& reading : readings) {
        Target decided = target;
        decided.conventions[missing.quantity] = reading;
        Evaluation one = by_one(decided);
        if (!one.value) continue;
        answer.readings.push_back(
            {missing.quantity + " as " + reading, *one.value, one.per, one.derivation->formula, one.derivation});
      }
      if (!answer.readings.empty()) return true;
    }
    return false;
  }

  static void fill_in_from_readings(Evaluation& answer) {
    const Evaluation::Reading& first = answer.readings.front();
    answer.value = first.value;
    answer.per = first.per;
    answer.derivation = first.derivation;
    for (const Evaluation::Reading& reading : answer.readings) {
      answer.value->low = std::min(answer.value->low, reading.value.low);
      answer.value->high = std::max(answer.value->high, reading.value.high);
    }
  }

  [[nodiscard]] Figure figure(const Resolved& plain, const Resolved& wide) const {
    Figure figure;
    const Value& value = *plain.value;
    if (value.kind != Value::Kind::number) {
      figure.low = figure.high = figure.value = std::numeric_limits<double>::quiet_NaN();
      figure.text = value.kind == Value::Kind::choice  ? value.choice
                    : value.kind == Value::Kind::truth ? (value.truth ? "true" : "false")
                                                       : plain.derivation->value;
      return figure;
    }
    const Unit& unit = unit_ ? *unit_ : quantity_.unit;
    const double factor = unit.factor(prefixes_);
    const Interval region = wide.value->number;
    figure.value = value.number.middle() / factor;
    figure.low = std::min(region.low / factor, figure.value);
    figure.high = std::max(region.high / factor, figure.value);
    if (quantity_.rounds_up) figure.high = std::max(figure.high, std::ceil(figure.value - 1e-9));
    figure.unit = unit.symbol;
    figure.text = unit_ ? print_number(figure.value, kDigits) + (unit.symbol == "%" ? "" : " ") + unit.symbol
                        : print(value, quantity_.unit, book_.units, kDigits);
    return figure;
  }

  void add_notes(const Way& way, Evaluation& answer) const {
    std::set<const Derivation*> seen;
    if (way.resolved.derivation != nullptr) add_assumptions(*way.resolved.derivation, seen, answer.notes);
    if (way.formula == nullptr) return;
    const std::string source = way.formula->source.empty() ? std::string() : ": " + way.formula->source;
    if (way.formula->strength == Strength::lower_bound) answer.notes.push_back("a lower bound" + source);
    if (way.formula->strength == Strength::upper_bound) answer.notes.push_back("an upper bound" + source);
    if (way.formula->strength == Strength::estimate) answer.notes.push_back("an estimate" + source);
    const double value = answer.readings.front().value.value;
    if (quantity_.rounds_up && std::ceil(value - 1e-9) > value)
      answer.notes.push_back("rounded up: " + print_number(std::ceil(value - 1e-9)));
  }

  static void add_assumptions(const Derivation& node, std::set<const Derivation*>& seen,
                              std::vector<std::string>& notes) {
    if (!seen.insert(&node).second) return;
    if (node.origin.starts_with("assumed")) add_once(notes, "assumes " + node.name + " = " + node.value);
    for (const DerivationPtr& operand : node.operands) add_assumptions(*operand, seen, notes);
  }

  void say_what_is_missing(Ground& ground, Evaluation& answer) const {
    std::string error;
    std::vector<std::string> names;
    for (const std::string& missing : ground.missing(id_, &error)) add_once(names, name_in(missing));
    if (names.size() > 1) std::erase(names, quantity_.name);
    if (names.empty() && error.empty()) names.push_back(quantity_.name);
    for (const std::string& name : names) {
      const QuantityId id = book_.find(name);
      if (id != kNoQuantity)
        answer.missing.push_back({name, book_[id].about, book_[id].unit.symbol});
      else
        answer.missing.push_back({name, {}, {}});
    }
    if (!error.empty()) answer.notes.push_back(error);
  }

  QuantityId id_;
  const std::optional<Unit>& unit_;
  const Quantity& quantity_;
  const Rulebook& book_;
  Prefixes prefixes_ = Prefixes::decimal;
};

}  // namespace

Evaluation calculate(QuantityId quantity, const std::optional<Unit>& unit, const Target& target, const Rulebook& book) {
  return Calculator(quantity, unit, book).answer(target);
}

}  // namespace countercheck

// Checks a setting against its quantity: kind, choices, dimension.
#include "facts/setting.h"

#include <algorithm>
#include <cmath>

#include "text/words.h"

namespace countercheck {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Value> read_choice(const Quantity& quantity, std::string_view text) {
  const auto found = quantity.choice_words.find(normal_form(text));
  if (found == quantity.choice_words.end()) return std::nullopt;
  return Value::of_choice(found->second);
}

std::optional<Value> read_truth(std::string_view text) {
  const std::string word = lower(text);
  if (word == "true" || word == "yes") return Value::of_truth(true);
  if (word == "false" || word == "no") return Value::of_truth(false);
  return std::nullopt;
}

/// What is wrong with the number itself, or nothing. What only plain arithmetic uses may be negative.
std::string flaw_of(const Written& written, const Quantity& quantity) {
  const Interval value = written.interval(Role::operand, Prefixes::decimal);
  const bool is_amount = quantity.is_whole || !quantity.unit.dimension.is_one();
  if (is_amount && value.low < 0) return "is negative";
  if (!std::isfinite(value.low) || !std::isfinite(value.high)) return "is beyond all numbers";
  const double number = written.nominal(Prefixes::decimal);
  if (quantity.is_whole && !written.is_range() && std::floor(number) != number) return "is not whole";
  return {};
}

}  // namespace

std::string meant_quantity(std::string_view name, const Rulebook& book) {
  if (const auto label = book.by_label.find(normal_form(name)); label != book.by_label.end())
    return "did you mean `" + book[label->second.front()].name + "`?";
  std::string key = lower(name.substr(std::min(name.find_first_not_of('-'), name.size())));
  std::replace(key.begin(), key.end(), '-', '_');
  if (const auto found = book.by_key.find(key); found != book.by_key.end())
    return "did you mean `" + book[found->second].name + "`?";
  return did_you_mean(name, book.names());
}

std::optional<Fact> read_setting(std::string_view name, std::string_view value, const SettingOrigin& origin,
                                 const Rulebook& book, Sink& sink) {
  name = trim(name);
  value = trim(value);
  const auto refuse = [&](const std::string& message, const std::string& hint) {
    if (origin.place.is_known())
      sink.problem(origin.rule, origin.place, message, hint);
    else
      sink.problem(origin.rule, origin.text, message, hint);
    return std::nullopt;
  };
  const QuantityId id = book.find(name);
  if (id == kNoQuantity) return refuse("unknown quantity `" + std::string(name) + "`", meant_quantity(name, book));

  const Quantity& quantity = book[id];
  Fact fact;
  fact.quantity = id;
  fact.trust = origin.trust;
  fact.text = std::string(value);
  fact.origin = origin.text;
  fact.place = origin.place;
  if (quantity.kind == Value::Kind::choice || quantity.kind == Value::Kind::truth) {
    const auto read = quantity.kind == Value::Kind::choice ? read_choice(quantity, value) : read_truth(value);
    if (read) {
      fact.value = *read;
      return fact;
    }
    return refuse("`" + std::string(value) + "` is no value of `" + quantity.name + "`",
                  quantity.kind == Value::Kind::truth ? "it is true or false" : did_you_mean(value, quantity.choices));
  }
  const auto written = read_value(value, 0, book.units);
  if (!written || written->span.end != value.size())
    return refuse("`" + std::string(value) + "` is not a number with a unit",
                  "`" + quantity.name + "` is measured in " +
                      (quantity.unit.symbol.empty() ? "plain numbers" : "`" + quantity.unit.symbol + "`"));
  fact.written = *written;
  fact.is_written = true;
  // A number without a unit is in the quantity's own.
  if (fact.written.unit.is_bare()) fact.written.unit = quantity.unit;
  if (fact.written.unit.dimension != quantity.unit.dimension)
    return refuse("`" + quantity.name + "` is set to `" + std::string(value) + "`, which is " +
                      book.units.describe(fact.written.unit.dimension),
                  quantity.unit.is_bare() ? "it is a bare number" : "it is measured in `" + quantity.unit.symbol + "`");
  if (const std::string flaw = flaw_of(fact.written, quantity); !flaw.empty())
    return refuse("`" + quantity.name + "` is set to `" + std::string(value) + "`, which " + flaw,
                  quantity.is_whole ? "it is a count" : "");
  return fact;
}

}  // namespace countercheck

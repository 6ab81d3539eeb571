// The plain values of the public headers: how they are made, and what their kinds are called.
#include <algorithm>
#include <utility>

#include "countercheck/finding.h"
#include "countercheck/value.h"

namespace countercheck {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::disputed:
      return "disputed";
    case Verdict::unverifiable:
      return "unverifiable";
    case Verdict::input:
      return "input";
  }
  return {};
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

std::string_view symbol_of(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return "=";
    case Relation::about:
      return "~";
    case Relation::at_most:
      return "<=";
    case Relation::below:
      return "<";
    case Relation::at_least:
      return ">=";
    case Relation::above:
      return ">";
  }
  return {};
}

Value Value::of(Interval number, Dimension dimension) {
  Value value;
  value.kind = Kind::number;
  value.number = number;
  value.dimension = dimension;
  return value;
}

Value Value::of_choice(std::string choice) {
  Value value;
  value.kind = Kind::choice;
  value.choice = std::move(choice);
  return value;
}

Value Value::of_truth(bool truth) {
  Value value;
  value.kind = Kind::truth;
  value.truth = truth;
  return value;
}

Value Value::of_list(std::vector<Value> items) {
  Value value;
  value.kind = Kind::list;
  value.items = std::move(items);
  return value;
}

const Value* Value::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  const auto index = static_cast<std::size_t>(found - keys.begin());
  return index < items.size() && found != keys.end() ? &items[index] : nullptr;
}

}  // namespace countercheck

// Finds things in a loaded rulebook by the names that people use.
#include "rulebook/rulebook.h"

#include <algorithm>

#include "text/words.h"

namespace countercheck {
namespace {

/// The item that `word` names, in either case, singular or plural.
template <typename Item, typename Index>
const Item* find_named(const std::vector<Item>& items, const Index& index, std::string_view word) {
  const auto it = index.find(normal_form(word));
  return it == index.end() ? nullptr : &items[it->second];
}

}  // namespace

QuantityId Rulebook::find(std::string_view name) const {
  const auto it = by_name.find(name);
  return it == by_name.end() ? kNoQuantity : it->second;
}

std::optional<std::string> Quantity::Phrase::error() const {
  for (const Pattern* part : {&pattern, &before, &after}) {
    if (auto error = part->error()) return error;
  }
  return std::nullopt;
}

const Pattern* GraphLabels::find(std::string_view group) const {
  const auto it = words.find(group);
  return it == words.end() ? nullptr : &it->second;
}

const Axis* Rulebook::find_axis(std::string_view word) const {
  return find_named(axes, by_axis_word, word);
}

const Profile* Rulebook::find_hardware(std::string_view name) const {
  return find_named(hardware, by_hardware_name, name);
}

const Profile* Rulebook::find_model(std::string_view name) const {
  return find_named(models, by_model_name, name);
}

bool Rulebook::has_field(std::string_view name) const {
  return std::find(fields.begin(), fields.end(), name) != fields.end();
}

void Rulebook::keep_fields(const std::vector<std::string>& kept) {
  const auto is_kept = [&](const std::string& field) {
    return field.empty() || std::find(kept.begin(), kept.end(), field) != kept.end();
  };
  for (Quantity& quantity : quantities) {
    if (is_kept(quantity.field)) continue;
    quantity.labels.clear();
    quantity.loose.clear();
    quantity.keys.clear();
    quantity.codes.clear();
    quantity.phrases.clear();
  }
  const auto is_silent = [&](QuantityId id) { return !is_kept((*this)[id].field); };
  for (auto& [label, candidates] : by_label) std::erase_if(candidates, is_silent);
  std::erase_if(by_label, [](const auto& label) { return label.second.empty(); });
  for (auto& [meaning, candidates] : by_meaning) std::erase_if(candidates, is_silent);
  for (auto& [label, candidates] : by_loose_label) std::erase_if(candidates, is_silent);
  std::erase_if(by_key, [&](const auto& key) { return is_silent(key.second); });
  std::erase_if(by_code, [&](const auto& code) { return is_silent(code.second); });
  std::erase_if(rules, [&](const Rule& rule) { return !is_kept(rule.field); });
  // Profiles keep their numbers; without a name nobody finds them.
  std::erase_if(by_hardware_name, [&](const auto& name) { return !is_kept(hardware[name.second].field); });
  std::erase_if(by_model_name, [&](const auto& name) { return !is_kept(models[name.second].field); });
}

const Architecture* Rulebook::find_architecture(std::string_view model_type) const {
  for (const Architecture& architecture : architectures)
    for (const std::string& type : architecture.model_types)
      if (type == model_type) return &architecture;
  return nullptr;
}

std::vector<std::string> Rulebook::names() const {
  std::vector<std::string> out;
  out.reserve(quantities.size());
  for (const Quantity& quantity : quantities) out.push_back(quantity.name);
  return out;
}

}  // namespace countercheck

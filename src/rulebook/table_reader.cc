// Takes one TOML table apart.
#include "rulebook/table_reader.h"

#include <algorithm>
#include <utility>

namespace countercheck {

TableReader::TableReader(const Toml& table, std::string rule, Sink& sink)
    : table_(table), rule_(std::move(rule)), sink_(sink) {
  expect(table, Toml::Kind::table);
}

void TableReader::problem(const Place& place, std::string message, std::string hint) {
  has_failed_ = true;
  sink_.problem(rule_, place, std::move(message), std::move(hint));
}

bool TableReader::expect(const Toml& value, Toml::Kind kind) {
  if (value.is(kind)) return true;
  const std::string name = value.key.empty() ? "" : "`" + value.key + "` is ";
  problem(value.place, name + std::string(name_of(value.kind)) + ", not " + std::string(name_of(kind)));
  return false;
}

const Toml* TableReader::any(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

const Toml* TableReader::take(std::string_view key, Toml::Kind kind) {
  const Toml* value = any(key);
  return value != nullptr && expect(*value, kind) ? value : nullptr;
}

const Toml* TableReader::text(std::string_view key) {
  return take(key, Toml::Kind::text);
}
const Toml* TableReader::number(std::string_view key) {
  return take(key, Toml::Kind::number);
}
const Toml* TableReader::truth(std::string_view key) {
  return take(key, Toml::Kind::truth);
}
const Toml* TableReader::table(std::string_view key) {
  return take(key, Toml::Kind::table);
}

std::vector<const Toml*> TableReader::elements(const Toml& array, Toml::Kind kind) {
  std::vector<const Toml*> out;
  for (const Toml& item : array.items) {
    if (item.is(kind)) {
      out.push_back(&item);
      continue;
    }
    problem(item.place,
            "`" + array.key + "` holds " + std::string(name_of(item.kind)) + ", not " + std::string(name_of(kind)));
  }
  return out;
}

std::vector<const Toml*> TableReader::texts(std::string_view key) {
  const Toml* value = any(key);
  if (value == nullptr) return {};
  if (value->is(Toml::Kind::array)) return elements(*value, Toml::Kind::text);
  if (!expect(*value, Toml::Kind::text)) return {};
  return {value};
}

std::vector<const Toml*> TableReader::tables(std::string_view key) {
  const Toml* value = take(key, Toml::Kind::array);
  return value == nullptr ? std::vector<const Toml*>{} : elements(*value, Toml::Kind::table);
}

const Toml* TableReader::required_text(std::string_view key) {
  const Toml* value = any(key);
  if (value == nullptr) {
    problem(table_.place, "missing key `" + std::string(key) + "`");
    return nullptr;
  }
  return expect(*value, Toml::Kind::text) ? value : nullptr;
}

int TableReader::choice(std::string_view key, std::initializer_list<std::string_view> choices) {
  const Toml* value = text(key);
  if (value == nullptr) return -1;
  const auto* const it = std::find(choices.begin(), choices.end(), value->text);
  if (it != choices.end()) return static_cast<int>(it - choices.begin());
  std::vector<std::string> names(choices.begin(), choices.end());
  std::string hint = did_you_mean(value->text, names);
  if (hint.empty()) {
    for (const std::string& name : names) hint += (hint.empty() ? "one of `" : ", `") + name + "`";
  }
  problem(value->place, "unknown " + std::string(key) + " `" + value->text + "`", std::move(hint));
  return -1;
}

void TableReader::finish() {
  if (!table_.is(Toml::Kind::table)) return;
  for (const Toml& item : table_.items) {
    if (std::find(known_.begin(), known_.end(), item.key) != known_.end()) continue;
    problem(item.key_place, "unknown key `" + item.key + "`", did_you_mean(item.key, known_));
  }
}

}  // namespace countercheck

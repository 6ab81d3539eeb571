// Takes the members of one TOML table by name, and reports wrong kinds and, at the end, keys that nobody knows.
//
//   TableReader table(toml, "configuration", sink);
//   if (const Toml* hardware = table.text("hardware")) settings.hardware = hardware->text;
//   for (const Toml* path : table.texts("rules")) settings.rules.push_back(path->text);
//   table.finish();                   // "unknown key `hardwear`", did you mean `hardware`?
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/toml.h"

namespace countercheck {

class TableReader {
 public:
  /// `table` must outlive the reader and be a table; if it is not, that is reported and the reader is empty.
  TableReader(const Toml& table, std::string rule, Sink& sink);

  // Each returns nullptr (or nothing) where the key is absent, and also, after reporting it, where the kind is wrong.
  const Toml* text(std::string_view key);
  const Toml* number(std::string_view key);
  const Toml* truth(std::string_view key);
  const Toml* table(std::string_view key);
  /// One text, or an array of texts.
  std::vector<const Toml*> texts(std::string_view key);
  /// An array of tables: `[[key]]`.
  std::vector<const Toml*> tables(std::string_view key);
  /// Whatever stands there.
  const Toml* any(std::string_view key);

  /// As `text`, and reports the table if it is absent.
  const Toml* required_text(std::string_view key);
  /// The index in `choices` of the text under `key`; -1 where it is absent or, after reporting it, none of them.
  int choice(std::string_view key, std::initializer_list<std::string_view> choices);

  /// Reports every key that was not asked for.
  void finish();
  /// Whether this reader reported anything.
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  void problem(const Place& place, std::string message, std::string hint = {});

 private:
  const Toml* take(std::string_view key, Toml::Kind kind);
  std::vector<const Toml*> elements(const Toml& array, Toml::Kind kind);
  bool expect(const Toml& value, Toml::Kind kind);

  const Toml& table_;
  std::string rule_;
  Sink& sink_;
  std::vector<std::string> known_;
  bool has_failed_ = false;
};

}  // namespace countercheck

// A TOML file as a plain tree in which every key and every value knows its place.
//
//   const TomlFile file = read_toml(source, "configuration", sink);
//   for (const Toml& member : file.root.items) use(member.key, member.key_place, member.place);
//   if (const Toml* rules = file.root.find("rules")) ...
//
// Rule files, configuration and baselines are read through it. Use TableReader to take a table apart: it reports wrong
// kinds and unknown keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "text/sink.h"

namespace countercheck {

struct Toml {
  enum class Kind : std::uint8_t { table, array, text, number, truth, date };

  Kind kind = Kind::table;
  std::string key;           ///< of a member of a table; empty in arrays and for the root
  Place key_place;           ///< with quotes
  Place place;               ///< the value: with quotes and brackets; of `[a]` the header, of the root the start
  std::string text;          ///< of a text: without quotes and escapes; of a number or a date: as written
  bool is_verbatim = false;  ///< of a text: what stands between the quotes is `text`, byte for byte
  double number = 0;
  bool is_integer = false;  ///< of a number: without point and exponent
  bool truth = false;
  std::vector<Toml> items;  ///< of an array its elements, of a table its members; in the order of the file

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  /// The member of a table under `key`, or nullptr.
  [[nodiscard]] const Toml* find(std::string_view name) const;
  /// Where the bytes `part` of a text stand in the file. Where escapes blur the map: the place of the whole value.
  [[nodiscard]] Place part_place(Span part) const;
};

/// "a table", "an array", "a text", "a number", "true or false", "a date".
std::string_view name_of(Toml::Kind kind);

struct TomlFile {
  Toml root;
  bool is_whole = true;             ///< false: a problem was reported, and `root` holds what could be read
  std::vector<std::string> broken;  ///< first words of the headers whose blocks could not be read
};

/// Reads a whole file. Each mistake in its syntax is a problem of `rule` at its place. Blocks that are broken are left
/// out, and the others are read: a block is a header `[name]` and all that follows up to the header of another name.
TomlFile read_toml(const SourcePtr& source, std::string_view rule, Sink& sink);

/// One line, for tests: "{a = 1, b = [true, \"x\"]}".
std::string dump(const Toml& value);

}  // namespace countercheck

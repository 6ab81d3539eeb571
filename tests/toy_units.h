// A small table of units for tests, so that they do not depend on rules/units.toml.
#pragma once

#include "units/units.h"

namespace countercheck {

inline Dimension base_dimension(const Units& units, std::string_view name, int exponent = 1) {
  Dimension result;
  result.exponents[static_cast<std::size_t>(units.dimension(name))] = static_cast<std::int8_t>(exponent);
  return result;
}

inline void add_toy_prefixes(Units& units) {
  const double k = 1024;
  units.add(Prefix{"k", 1e3, k, false, true});
  units.add(Prefix{"K", 1e3, k, false, true});
  units.add(Prefix{"M", 1e6, k * k, false, true});
  units.add(Prefix{"G", 1e9, k * k * k, false, false});
  units.add(Prefix{"B", 1e9, k * k * k, false, true});
  units.add(Prefix{"T", 1e12, k * k * k * k, false, true});
  units.add(Prefix{"P", 1e15, k * k * k * k * k, false, false});
  units.add(Prefix{"m", 1e-3, 1e-3, false, false});
  units.add(Prefix{"\xC2\xB5", 1e-6, 1e-6, false, false});
  units.add(Prefix{"u", 1e-6, 1e-6, false, false});
  units.add(Prefix{"n", 1e-9, 1e-9, false, false});
  units.add(Prefix{"Ki", k, k, true, false});
  units.add(Prefix{"Mi", k * k, k * k, true, false});
  units.add(Prefix{"Gi", k * k * k, k * k * k, true, false});
  units.add(Prefix{"Ti", k * k * k * k, k * k * k * k, true, false});
  units.add(Prefix{"kilo", 1e3, k, false, false});
  units.add(Prefix{"mega", 1e6, k * k, false, false});
  units.add(Prefix{"giga", 1e9, k * k * k, false, false});
  units.add(Prefix{"tera", 1e12, k * k * k * k, false, false});
  units.add(Prefix{"milli", 1e-3, 1e-3, false, false});
  units.add(Prefix{"mebi", k * k, k * k, true, false});
  units.add(Prefix{"million", 1e6, 1e6, false, true});
  units.add(Prefix{"billion", 1e9, 1e9, false, true});
}

inline void add_toy_noun(Units& units, std::string noun, std::vector<std::string> more = {}) {
  UnitDefinition definition;
  definition.name = noun;
  definition.plurals = {noun, noun + "s"};
  definition.plurals.insert(definition.plurals.end(), more.begin(), more.end());
  definition.noun = std::move(noun);
  units.add(std::move(definition));
}

inline UnitDefinition toy_unit(std::string name, std::vector<std::string> symbols, std::vector<std::string> words,
                               double scale) {
  UnitDefinition definition;
  definition.name = std::move(name);
  definition.symbols = std::move(symbols);
  definition.plurals = std::move(words);
  definition.scale = scale;
  return definition;
}

inline void add_toy_units(Units& units, std::string_view dimension, PrefixFamily prefixes,
                          std::vector<UnitDefinition> definitions) {
  for (UnitDefinition& definition : definitions) {
    definition.dimension = base_dimension(units, dimension);
    definition.prefixes = prefixes;
    definition.binary_reading = dimension == "information";
    definition.before_number = dimension == "money";
    units.add(std::move(definition));
  }
}

inline Units toy_units() {
  Units units;
  for (const char* name : {"information", "work", "time", "energy", "money"}) units.add_dimension(name);
  add_toy_prefixes(units);
  add_toy_units(units, "information", PrefixFamily::both,
                {toy_unit("byte", {"B"}, {"byte", "bytes"}, 1), toy_unit("bit", {"b", "bit"}, {"bits"}, 0.125)});
  add_toy_units(units, "work", PrefixFamily::metric, {toy_unit("flop", {"FLOP", "FLOPs"}, {}, 1)});
  add_toy_units(units, "time", PrefixFamily::metric, {toy_unit("second", {"s"}, {"sec", "second", "seconds"}, 1)});
  add_toy_units(
      units, "time", PrefixFamily::none,
      {toy_unit("minute", {"min"}, {"minute", "minutes"}, 60), toy_unit("hour", {"h"}, {"hr", "hour", "hours"}, 3600),
       toy_unit("day", {"d"}, {"day", "days"}, 86400)});
  add_toy_units(units, "money", PrefixFamily::none, {toy_unit("dollar", {"$", "USD"}, {}, 1)});

  UnitDefinition flops = toy_unit("flops", {"FLOPS", "Flops"}, {}, 1);
  flops.prefixes = PrefixFamily::metric;
  flops.dimension = base_dimension(units, "work");
  flops.dimension.exponents[2] = -1;
  units.add(flops);
  UnitDefinition watt = toy_unit("watt", {"W"}, {"watt", "watts"}, 1);
  watt.prefixes = PrefixFamily::metric;
  watt.dimension = base_dimension(units, "energy");
  watt.dimension.exponents[2] = -1;
  units.add(watt);
  units.add(toy_unit("percent", {"%"}, {"percent"}, 0.01));

  for (const char* noun : {"token", "GPU", "layer", "expert", "head", "sequence", "node"}) add_toy_noun(units, noun);
  add_toy_noun(units, "parameter", {"param", "params"});
  return units;
}

}  // namespace countercheck

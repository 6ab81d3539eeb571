#include "units/units.h"

#include <catch2/catch.hpp>
#include <string>

#include "toy_units.h"
#include "units/print.h"

namespace countercheck {
namespace {

// "1e+09 byte/time noun token per GPU,layer": scale, binary scale where it differs, dimension, nouns.
std::string dump(const Unit& unit, const Units& units) {
  std::string text = print_number(unit.scale);
  if (unit.binary_scale != unit.scale) text += "|" + print_number(unit.binary_scale, 12);
  text += " " + units.describe(unit.dimension);
  if (!unit.noun.empty()) text += " " + unit.noun;
  for (const std::string& noun : unit.per) text += " per " + noun;
  return text;
}

TEST_CASE("a whole unit text is read or refused") {
  const Units units = toy_units();
  const struct {
    const char* text;
    const char* want;
  } rows[] = {
      {"B", "1 information"},
      {"MB", "1000000|1048576 information"},
      {"MiB", "1048576 information"},
      {"Mb", "125000|131072 information"},
      {"megabytes", "1000000|1048576 information"},
      {"Megabytes", "1000000|1048576 information"},
      {"BYTES", "1 information"},
      {"GB/s", "1000000000|1073741824 information/time"},
      {"GBps", "1000000000|1073741824 information/time"},
      {"Gbps", "125000000|134217728 information/time"},
      {"TBps per GPU", "1000000000000|1099511627776 information/time per GPU"},
      {"ms", "0.001 time"},
      {"\xC2\xB5s", "1e-6 time"},
      {"\xCE\xBCs", "1e-6 time"},
      {"us", "1e-6 time"},
      {"min", "60 time"},
      {"TFLOPS", "1000000000000 work/time"},
      {"TFlops", "1000000000000 work/time"},
      {"TFLOP/s", "1000000000000 work/time"},
      {"TFLOPs", "1000000000000 work"},
      {"tokens/ms", "1000 1/time token"},
      {"tokens per second", "1 1/time token"},
      {"tokens / s", "1 1/time token"},
      {"tokens/s/GPU", "1 1/time token per GPU"},
      {"expert/GPU", "1 1 expert per GPU"},
      {"experts per GPU per layer", "1 1 expert per GPU per layer"},
      {"bytes per parameter", "1 information per parameter"},
      {"FLOPs/param", "1 work per parameter"},
      {"GPU-hours", "3600 time GPU"},
      {"GPU hours", "3600 time GPU"},
      {"GPU·h", "3600 time GPU"},
      {"$/GPU-hour", "0.000277778 money/time per GPU"},
      {"%", "0.01 1"},
      {"gpus", "1 1 GPU"},
      {"1/s", "1 1/time"},
      {"/s", "1 1/time"},
      {"per layer", "1 1 per layer"},
      {" GB ", "1000000000|1073741824 information"},
      {"", "1 1"},
      {"gb", nullptr},
      {"mb", nullptr},
      {"GBs", nullptr},
      {"flops", nullptr},
      {"tokens per", nullptr},
      {"tokens/", nullptr},
      {"tokens/foo", nullptr},
      {"GB per foo", nullptr},
      {"GB/s extra", nullptr},
      {"MMB", nullptr},
      {"/", nullptr},
      {"billionbytes", nullptr},
      {"ps", nullptr},
      {"KiKiB", nullptr},
  };
  for (const auto& row : rows) {
    INFO("`" << row.text << "`");
    const auto unit = units.parse(row.text);
    REQUIRE(unit.has_value() == (row.want != nullptr));
    if (row.want == nullptr) continue;
    CHECK(dump(*unit, units) == row.want);
  }
}

TEST_CASE("the longest unit at the start of a text is found, and it ends at operators and words") {
  const Units units = toy_units();
  const struct {
    const char* text;
    const char* want;  // as written, and how many bytes it takes
  } rows[] = {
      {"GB of memory", "GB 2"},
      {" GPUs", "GPUs 5"},
      {"\xC2\xA0GB", "GB 4"},
      {"-layer MoE", "layer 6"},
      {" tokens/s, and", "tokens/s 9"},
      {" tokens per second.", "tokens per second 18"},
      {" bytes per foo", "bytes 6"},
      {" GB/GPU × 8", "GB/GPU 7"},
      {" GB / 8", "GB 3"},
      {"GB÷64GB", "GB 2"},
      {"GB×2", "GB 2"},
      {"MB/64GB", "MB 2"},
      {"GB/GPU0", "GB 2"},
      {"% of", "% 1"},
      {" per GPU", "per GPU 8"},
      {"/s", "/s 2"},
      {" / s", nullptr},
      {"  GB", nullptr},
      {" expert-parallel groups", nullptr},
      {" experts-and", nullptr},
      {" GPU-accelerated", nullptr},
      {"GB-class", "GB 2"},
      {" GB\xC2\xB9", "GB 3"},
      {" s\xC2\xB2", nullptr},
      {" s^2", nullptr},
      {" Gigs", nullptr},
      {"GB_total", nullptr},
      {"\xC2\xB5s\xC3\xA9", nullptr},
      {"-8", nullptr},
      {" routed experts", nullptr},
      {" €", nullptr},
      {" $x$", nullptr},
      {"%3", nullptr},
      {"", nullptr},
      {" ", nullptr},
      {"/", nullptr},
      {" per ", nullptr},
  };
  for (const auto& row : rows) {
    INFO("`" << row.text << "`");
    const auto found = units.find_at_start(row.text);
    const std::string got = found ? found->unit.symbol + " " + std::to_string(found->length) : "";
    CHECK(got == (row.want == nullptr ? "" : row.want));
  }
}

TEST_CASE("suffixes stand behind numbers and end a word") {
  const Units units = toy_units();
  const struct {
    const char* text;
    const char* want;
  } rows[] = {
      {"B", "B"},
      {"k tokens", "k"},
      {"M.", "M"},
      {"K-token", "K"},
      {" billion", "billion"},
      {"billion", "billion"},
      {" B", ""},
      {"BB", ""},
      {"B2", ""},
      {"G", ""},
      {"Ki", ""},
      {" billions", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    INFO("`" << row.text << "`");
    const Prefix* suffix = units.find_suffix(row.text);
    CHECK((suffix == nullptr ? "" : suffix->symbol) == row.want);
  }
}

TEST_CASE("dimensions are described and prices and days are settled") {
  const Units units = toy_units();
  CHECK(units.describe({}) == "1");
  CHECK(units.describe(units.parse("W")->dimension) == "energy/time");
  CHECK(units.describe(units.parse("$/GPU-hour")->dimension) == "money/time");
  Dimension odd;
  odd.exponents[0] = 2;
  odd.exponents[1] = -1;
  odd.exponents[2] = -1;
  CHECK(units.describe(odd) == "information^2/(work·time)");
  CHECK(units.dimension("time") == 2);
  CHECK(units.dimension("colour") == -1);
  for (const char* settled : {"$", "USD", "$/h", "days"}) CHECK(units.is_settled(*units.parse(settled)));
  for (const char* measured : {"s", "h", "GB", "%", "tokens/day", "", "GPU-days"})
    CHECK_FALSE(units.is_settled(*units.parse(measured)));
}

TEST_CASE("what is declared whole wins over what is joined, and what is declared later over what came before") {
  Units units;
  units.add_dimension("length");
  units.add(Prefix{"m", 1e-3, 1e-3, false, false});
  UnitDefinition minute = toy_unit("minute", {"min"}, {}, 60);
  UnitDefinition inch = toy_unit("inch", {"in"}, {}, 0.0254);
  inch.prefixes = PrefixFamily::metric;
  units.add(minute);
  units.add(inch);
  CHECK(units.parse("min")->scale == 60);
  CHECK(units.parse("in")->scale == Approx(0.0254));
  minute.scale = 61;
  units.add(minute);
  CHECK(units.parse("min")->scale == 61);
}

TEST_CASE("prefixes join whichever is declared first") {
  Units units;
  units.add_dimension("information");
  UnitDefinition byte = toy_unit("byte", {"B"}, {"byte"}, 1);
  byte.prefixes = PrefixFamily::metric;
  units.add(byte);
  units.add(Prefix{"k", 1e3, 1024, false, false});
  units.add(Prefix{"Ki", 1024, 1024, true, false});
  units.add(Prefix{"kilo", 1e3, 1024, false, false});
  CHECK(units.parse("kB")->scale == 1000);
  CHECK(units.parse("kB")->binary_scale == 1000);  // no binary reading was declared
  CHECK(units.parse("kilobyte").has_value());
  CHECK_FALSE(units.parse("kbyte").has_value());
  CHECK_FALSE(units.parse("KiB").has_value());  // of the metric family
}

}  // namespace
}  // namespace countercheck

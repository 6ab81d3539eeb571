#include "units/print.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "toy_units.h"
#include "units/interval.h"

namespace countercheck {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

const Units& units() {
  static const Units toy = toy_units();
  return toy;
}

Written read(std::string_view text) {
  const auto value = read_value(text, 0, units());
  INFO(text);
  REQUIRE(value.has_value());
  return *value;
}

TEST_CASE("plain numbers are short, whole and without exponents as long as people can read them") {
  const struct {
    double number;
    const char* want;
  } rows[] = {
      {0, "0"},
      {-0.0, "0"},
      {1024, "1024"},
      {-3, "-3"},
      {0.016, "0.016"},
      {0.1 + 0.2, "0.3"},
      {1.0 / 3, "0.333333"},
      {2.50, "2.5"},
      {123456789, "123456789"},
      {123456789.5, "123456790"},
      {30e9, "30000000000"},
      {1e-4, "0.0001"},
      {1e-5, "1e-5"},
      {0.000164, "0.000164"},
      {3.8e25, "3.8e25"},
      {1e15, "1e15"},
      {999999999999999, "999999999999999"},
      {kInfinity, "∞"},
      {-kInfinity, "-∞"},
  };
  for (const auto& row : rows) CHECK(print_number(row.number) == row.want);
  CHECK(print_number(0.0164, 1) == "0.02");
  CHECK(print_number(69.206016, 4) == "69.21");
}

TEST_CASE("a value is printed to the digits of the claim") {
  const struct {
    const char* claim;
    double value;  // base units
    Prefixes prefixes;
    const char* want;
  } rows[] = {
      {"12.6%", 0.000164, Prefixes::decimal, "0.02%"},
      {"12.6%", 0.126, Prefixes::decimal, "12.6%"},
      {"12.6%", 0.5, Prefixes::decimal, "50.0%"},
      {"12.6 %", 0.00996, Prefixes::decimal, "1.0 %"},
      {"12.6%", 0, Prefixes::decimal, "0.0%"},
      {"150MB", 69.2 * 1048576, Prefixes::binary, "69MB"},
      {"150MB", 72.5e6, Prefixes::decimal, "73MB"},
      {"150 MB", 69e9, Prefixes::decimal, "69000 MB"},
      {"150 MB", 300, Prefixes::decimal, "0.0003 MB"},
      {"150 GB", 69, Prefixes::decimal, "6.9e-8 GB"},
      {"1", 8, Prefixes::decimal, "8"},
      {"1", 2.5, Prefixes::decimal, "3"},
      {"1", 0.5, Prefixes::decimal, "0.5"},
      {"1", 0.96, Prefixes::decimal, "1"},
      {"1", -0.2, Prefixes::decimal, "-0.2"},
      {"1,024 GiB", 2048.0 * 1073741824, Prefixes::decimal, "2,048 GiB"},
      {"1,024", 1048576, Prefixes::decimal, "1,048,576"},
      {"1,024.5", 12345.67, Prefixes::decimal, "12,345.7"},
      {"1024", 1048576, Prefixes::decimal, "1048576"},
      {"1200", 1234, Prefixes::decimal, "1234"},
      {"30B", 28.7e9, Prefixes::decimal, "29B"},
      {"30B", 8, Prefixes::decimal, "8"},
      {"128K tokens", 65536, Prefixes::binary, "64K tokens"},
      {"1.5 million tokens", 2.04e6, Prefixes::decimal, "2.0 million tokens"},
      {"3.8e25 FLOPs", 41.3e24, Prefixes::decimal, "4.1e25 FLOPs"},
      {"10^6", 2e6, Prefixes::decimal, "2.0 × 10^6"},
      {"2^20", 1073741824, Prefixes::decimal, "2^30"},
      {"2^20", 1000, Prefixes::decimal, "1000"},
      {"$87,072", 90000.4, Prefixes::decimal, "$90,000"},
      {"$2.50/GPU-hour", 3.1 / 3600, Prefixes::decimal, "$3.10/GPU-hour"},
      {"-$5", -7, Prefixes::decimal, "-$7"},
      {"10.7x", 3, Prefixes::decimal, "3.0x"},
      {"2×", 4, Prefixes::decimal, "4×"},
      {"16-layer", 8, Prefixes::decimal, "8-layer"},
      {"~14 \xC2\xB5s", 16.4e-6, Prefixes::decimal, "16 \xC2\xB5s"},
      {"128-10240 tokens", 4096, Prefixes::decimal, "4096 tokens"},
      {"8 GB", kInfinity, Prefixes::decimal, "∞ GB"},
  };
  for (const auto& row : rows) {
    INFO("`" << row.claim << "` " << row.value);
    CHECK(print_like({row.value, row.value}, read(row.claim), row.prefixes) == row.want);
  }
  CHECK(print_like({68, 70}, read("150"), Prefixes::decimal) == "69");
  CHECK(print_like({-kInfinity, 70}, read("150"), Prefixes::decimal) == "70");
  CHECK(print_like({70, kInfinity}, read("150"), Prefixes::decimal) == "70");
  Written cell = read("150");
  cell.unit = *units().parse("GB");  // from the header of its column
  CHECK(print_like({69e9, 69e9}, cell, Prefixes::decimal) == "69");
}

TEST_CASE("a value is printed with the prefix that people would choose") {
  const struct {
    double value;
    const char* unit;
    const char* want;
  } rows[] = {
      {193e6, "B", "193 MB"},
      {69206016, "byte/GPU", "69.21 MB"},
      {69206016, "MB per GPU", "69.21 MB"},
      {69206016, "MiB", "66 MiB"},
      {0.5, "B", "0.5 B"},
      {512, "GB", "512 B"},
      {999.96e6, "B", "1 GB"},
      {1.8e12, "TB/s", "1.8 TB/s"},
      {400e9, "B/s", "400 GB/s"},
      {50e9, "Gbps", "400 Gbps"},
      {14e-6, "s", "14 \xC2\xB5s"},
      {0.0138889, "s", "13.89 ms"},
      {90, "s", "90 s"},
      {7200, "s", "2 h"},
      {7200, "h", "2 h"},
      {989e12, "FLOPS", "989 TFLOPS"},
      {3.8e25, "FLOP", "3.8e25 FLOP"},
      {8, "expert/GPU", "8"},
      {1024, "experts", "1024"},
      {128, "", "128"},
      {0.126, "%", "12.6%"},
      {1200, "tokens/s", "1200 tokens/s"},
      {1200, "tokens/s/GPU", "1200 tokens/s"},
      {87072, "$", "$87072"},
      {-5, "$", "-$5"},
      {2.5 / 3600, "$/GPU-hour", "$2.5/hour"},
      {2.8e6 * 3600, "GPU-hours", "2800000 GPU-hours"},
      {0, "GB", "0 GB"},
      {kInfinity, "GB", "∞ GB"},
      {4, "×", "4×"},
  };
  for (const auto& row : rows) {
    INFO(row.value << " " << row.unit);
    Unit unit;
    if (std::string(row.unit) == "×") {
      unit.symbol = "×";
    } else {
      unit = *units().parse(row.unit);
    }
    CHECK(print(Value::of({row.value, row.value}, unit.dimension), unit, units()) == row.want);
  }
  const Unit seconds = *units().parse("s");
  CHECK(print(Value::of({-kInfinity, 5}), seconds, units()) == "≤ 5 s");
  CHECK(print(Value::of({5, kInfinity}), seconds, units()) == "≥ 5 s");
  CHECK(print(Value::of({4, 6}), seconds, units()) == "5 s");
  CHECK(print(Value::of_choice("fp8"), Unit{}, units()) == "fp8");
  CHECK(print(Value::of_truth(true), Unit{}, units()) == "yes");
  CHECK(print(Value::of_list({Value::of({1, 1}), Value::of({2, 2})}), Unit{}, units()) == "1, 2");
  Value table = Value::of_list({Value::of({1e9, 1e9}), Value::of({2e9, 2e9})});
  table.kind = Value::Kind::table;
  table.keys = {"fp8", "bf16"};
  CHECK(print(table, *units().parse("B"), units()) == "fp8 1 GB, bf16 2 GB");
}

TEST_CASE("what is printed reads back to the same value within its digits") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> exponent(-6, 15);
  std::uniform_real_distribution<double> mantissa(1, 10);
  for (const char* name :
       {"B", "MB", "GiB", "GB/s", "s", "ms", "FLOPS", "W", "%", "tokens/s", "$", "GPU-hours", "Gbps", "h"}) {
    const Unit unit = *units().parse(name);
    for (int i = 0; i < 300; ++i) {
      const double value = mantissa(random) * std::pow(10, exponent(random)) * unit.scale;
      const std::string text = print(Value::of({value, value}, unit.dimension), unit, units());
      INFO(name << " " << value << " printed " << text);
      const auto again = read_value(text, 0, units());
      REQUIRE(again.has_value());
      CHECK(again->span.end == text.size());
      CHECK(again->unit.dimension == unit.dimension);
      CHECK(again->nominal(Prefixes::decimal) == Approx(value).epsilon(6e-4));
    }
  }
}

TEST_CASE("what is printed like a claim reads back to the same value within its last digit") {
  std::mt19937 random(13);
  std::uniform_real_distribution<double> factor(0.01, 100);
  for (const char* name :
       {"12.6%", "150MB", "150 GiB", "1,024 tokens", "3.8e25 FLOPs", "30B", "$87,072", "$2.50/GPU-hour", "10.7x",
        "2 billion", "0.125 s", "1.8 TB/s", "64-bit", "7.25 h", "3 \xC3\x97 10^25 FLOPs", "128K"}) {
    const Written claim = read(name);
    for (int i = 0; i < 200; ++i) {
      for (const Prefixes prefixes : {Prefixes::decimal, Prefixes::binary}) {
        const double value = claim.nominal(prefixes) * factor(random);
        const std::string text = print_like({value, value}, claim, prefixes);
        INFO(name << " " << value << " printed " << text);
        const auto again = read_value(text, 0, units());
        REQUIRE(again.has_value());
        CHECK(again->span.end == text.size());
        CHECK(agree(again->interval(Role::result, prefixes), {value, value}));
      }
    }
  }
}

TEST_CASE("plain numbers read back to six digits") {
  std::mt19937 random(17);
  std::uniform_real_distribution<double> exponent(-20, 30);
  for (int i = 0; i < 3000; ++i) {
    const double value = std::pow(10, exponent(random));
    const std::string text = print_number(value);
    INFO(value << " printed " << text);
    const auto again = read_value(text, 0, units());
    REQUIRE(again.has_value());
    CHECK(again->mantissa == Approx(value).epsilon(6e-6));
  }
}

}  // namespace
}  // namespace countercheck

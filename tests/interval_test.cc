#include "units/interval.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <random>

namespace countercheck {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Row {
  const char* name;
  std::optional<Interval> got;
  std::optional<Interval> want;
};

TEST_CASE("interval arithmetic holds every result of its operands") {
  const Row rows[] = {
      {"add", add(Interval{1, 2}, Interval{10, 20}), Interval{11, 22}},
      {"subtract", subtract(Interval{1, 2}, Interval{10, 20}), Interval{-19, -8}},
      {"multiply signs", multiply(Interval{-2, 3}, Interval{-5, 7}), Interval{-15, 21}},
      {"zero times unbounded", multiply(Interval{0, 1}, Interval{-kInfinity, kInfinity}),
       Interval{-kInfinity, kInfinity}},
      {"exact zero times unbounded", multiply(Interval{0, 0}, Interval{-kInfinity, kInfinity}), Interval{0, 0}},
      {"unbounded difference", subtract(Interval{-kInfinity, 5}, Interval{-kInfinity, 5}),
       Interval{-kInfinity, kInfinity}},
      {"divide", divide(Interval{1, 2}, Interval{4, 5}), Interval{0.2, 0.5}},
      {"divide exactly", divide(Interval{49, 49}, Interval{49, 49}), Interval{1, 1}},
      {"divide by zero", divide(Interval{1, 2}, Interval{0, 0}), std::nullopt},
      {"divide by what may be zero", divide(Interval{1, 2}, Interval{-1, 1}), std::nullopt},
      {"divide unbounded", divide(Interval{1, kInfinity}, Interval{2, kInfinity}), Interval{0, kInfinity}},
      {"square of signs", power(Interval{-3, 2}, Interval{2, 2}), Interval{0, 9}},
      {"cube of signs", power(Interval{-3, 2}, Interval{3, 3}), Interval{-27, 8}},
      {"inverse square", power(Interval{2, 4}, Interval{-2, -2}), Interval{0.0625, 0.25}},
      {"zeroth power", power(Interval{-1, 1}, Interval{0, 0}), Interval{1, 1}},
      {"inverse of zero", power(Interval{0, 1}, Interval{-1, -1}), std::nullopt},
      {"zero to a negative broken power", power(Interval{0, 1}, Interval{-0.5, -0.5}), std::nullopt},
      {"root of a negative", power(Interval{-4, 4}, Interval{0.5, 0.5}), std::nullopt},
      {"root", power(Interval{4, 9}, Interval{0.5, 0.5}), Interval{2, 3}},
      {"wide exponent below one", power(Interval{0.5, 0.5}, Interval{1, 2}), Interval{0.25, 0.5}},
      {"modulo", modulo(Interval{17, 17}, Interval{5, 5}), Interval{2, 2}},
      {"modulo of a negative", modulo(Interval{-1, -1}, Interval{8, 8}), Interval{7, 7}},
      {"modulo by a negative", modulo(Interval{1, 1}, Interval{-8, -8}), Interval{-7, -7}},
      {"modulo within one period", modulo(Interval{16.5, 17.5}, Interval{5, 5}), Interval{1.5, 2.5}},
      {"modulo across periods", modulo(Interval{14, 16}, Interval{5, 5}), Interval{0, 5}},
      {"modulo by zero", modulo(Interval{1, 1}, Interval{0, 0}), std::nullopt},
      {"modulo of the unbounded", modulo(Interval{0, kInfinity}, Interval{4, 4}), Interval{0, 4}},
      {"negate", negate(Interval{-1, 3}), Interval{-3, 1}},
      {"absolute across zero", absolute(Interval{-5, 3}), Interval{0, 5}},
      {"absolute below zero", absolute(Interval{-5, -3}), Interval{3, 5}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    REQUIRE(row.got.has_value() == row.want.has_value());
    if (!row.want) continue;
    CHECK(row.got->low == Approx(row.want->low).margin(1e-12));
    CHECK(row.got->high == Approx(row.want->high).margin(1e-12));
  }
}

TEST_CASE("agreement leaves room for rounding and for nothing else") {
  CHECK(agree({1, 2}, {2, 3}));
  CHECK(agree({0.3, 0.3}, {0.1 + 0.2, 0.1 + 0.2}));
  CHECK_FALSE(agree({1, 2}, {2.0001, 3}));
  CHECK_FALSE(agree({1e9, 1e9}, {1e9 + 1, 1e9 + 1}));
  CHECK_FALSE(agree({0, 0}, {1e-300, 1e-300}));
  CHECK(agree({-kInfinity, 5}, {3, 4}));
  CHECK_FALSE(agree({-kInfinity, 5}, {6, 6}));
}

TEST_CASE("every sampled result lies inside the interval") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> anywhere(-10, 10);
  std::uniform_real_distribution<double> part(0, 1);
  for (int i = 0; i < 5000; ++i) {
    Interval a{anywhere(random), 0};
    Interval b{anywhere(random), 0};
    a.high = a.low + part(random) * 5;
    b.high = b.low + part(random) * 5;
    const double x = a.low + part(random) * (a.high - a.low);
    const double y = b.low + part(random) * (b.high - b.low);
    const auto holds = [](Interval interval, double value) { return agree(interval, {value, value}); };
    CHECK(holds(add(a, b), x + y));
    CHECK(holds(subtract(a, b), x - y));
    CHECK(holds(multiply(a, b), x * y));
    if (const auto quotient = divide(a, b)) CHECK(holds(*quotient, x / y));
    if (const auto square = power(a, Interval{2, 2})) CHECK(holds(*square, x * x));
    if (const auto rest = modulo(a, b)) CHECK(holds(*rest, x - y * std::floor(x / y)));
  }
}

TEST_CASE("dimensions multiply, divide and take whole powers") {
  Dimension bytes;
  bytes.exponents[0] = 1;
  Dimension time;
  time.exponents[2] = 1;
  const Dimension rate = divide(bytes, time);
  CHECK(rate.exponents[0] == 1);
  CHECK(rate.exponents[2] == -1);
  CHECK(multiply(rate, time) == bytes);
  CHECK(divide(rate, rate).is_one());
  CHECK(power(multiply(time, time), 0.5) == time);
  CHECK_FALSE(power(time, 0.5).has_value());
  CHECK_FALSE(power(time, 1000).has_value());
  CHECK_FALSE(power(time, std::nan("")).has_value());
}

}  // namespace
}  // namespace countercheck

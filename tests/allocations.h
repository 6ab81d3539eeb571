// Whether work grows with its input, without a clock: what is allocated is the same on every machine, busy or not.
// Growth in time is measured by `./dev bench`.
#pragma once

#include <catch2/catch.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace countercheck::testing {

/// What this thread has asked `operator new` for so far.
struct Allocations {
  std::size_t count = 0;
  std::size_t bytes = 0;
};
Allocations allocations();

/// `part` again and again, up to `bytes`; whole parts only.
inline std::string filled(std::string_view part, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes) text += part;
  return text;
}

/// Does `work` for a size and for four times as much: a quadratic part would come to sixteen times as much memory.
inline void check_growth(std::size_t size, const std::function<void(std::size_t)>& work) {
  const auto used_by = [&](std::size_t n) {
    const Allocations before = allocations();
    work(n);
    const Allocations after = allocations();
    return Allocations{after.count - before.count, after.bytes - before.bytes};
  };
  const Allocations once = used_by(size);
  const Allocations four = used_by(4 * size);
  // The constants leave room for tables that double and for what is made on first use.
  CAPTURE(once.count, once.bytes, four.count, four.bytes);
  CHECK(four.count <= 8 * once.count + 1000);
  CHECK(four.bytes <= 8 * once.bytes + 1'000'000);
}

}  // namespace countercheck::testing

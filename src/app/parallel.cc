// Threads that take the next number until none is left.
#include "app/parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace countercheck {

void for_each_index(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t wanted = jobs > 0 ? static_cast<std::size_t>(jobs) : processors;
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> others;
  try {
    for (std::size_t i = 1; i < std::min(wanted, count); ++i) others.emplace_back(take);
  } catch (const std::system_error&) {
    // There is no room for another thread: those that are there do its share.
  }
  take();
  for (std::thread& other : others) other.join();
}

}  // namespace countercheck

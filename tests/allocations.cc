// Counts what each thread asks of `operator new`.
#include "allocations.h"

#include <cstdlib>
#include <new>

namespace countercheck::testing {
namespace {

thread_local Allocations so_far;

void* counted(std::size_t size) {
  ++so_far.count;
  so_far.bytes += size;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

Allocations allocations() {
  return so_far;
}

}  // namespace countercheck::testing

void* operator new(std::size_t size) {
  return countercheck::testing::counted(size);
}
void* operator new[](std::size_t size) {
  return countercheck::testing::counted(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

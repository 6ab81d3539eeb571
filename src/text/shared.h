// A value, or none, that copies share until one of them is changed.
#pragma once

#include <cassert>
#include <memory>
#include <utility>

namespace countercheck {

template <typename T>
class Shared {
 public:
  Shared() = default;
  Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}  // NOLINT: a value is a shared one

  explicit operator bool() const { return value_ != nullptr; }
  const T& operator*() const {
    assert(value_ != nullptr && "there is a value");
    return *value_;
  }
  const T* operator->() const { return &**this; }

  /// The value to be changed: no copy sees it.
  T& change() {
    if (value_.use_count() != 1) value_ = std::make_shared<T>(**this);
    return *value_;
  }
  void reset() { value_.reset(); }

 private:
  std::shared_ptr<T> value_;
};

}  // namespace countercheck

// Memory for many small pieces that live until the end of a job: one allocation for thousands of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace wirecopy {

// For one thread at a time. What it gave lives as long as it does, and moves with it.
class Arena {
 public:
  // Uninitialised room for `count` values.
  template <typename T>
  std::span<T> Allocate(size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlign);
    return {static_cast<T*>(AllocateBytes(count * sizeof(T))), count};
  }
  template <typename T>
  std::span<T> Copy(std::span<const T> values) {
    const std::span<T> copy = Allocate<T>(values.size());
    std::uninitialized_copy(values.begin(), values.end(), copy.begin());
    return copy;
  }

  size_t bytes() const { return bytes_; }  // taken from the system

 private:
  static constexpr size_t kAlign = alignof(std::max_align_t);

  void* AllocateBytes(size_t size);

  struct Release {
    void operator()(std::byte* block) const;
  };
  std::vector<std::unique_ptr<std::byte, Release>> blocks_;
  std::byte* at_ = nullptr;
  size_t left_ = 0;
  size_t bytes_ = 0;
};

}  // namespace wirecopy

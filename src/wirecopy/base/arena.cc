#include "wirecopy/base/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace wirecopy {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;

constexpr size_t RoundUp(size_t size, size_t to) { return (size + to - 1) / to * to; }

}  // namespace

void Arena::Unmap::operator()(std::byte* block) const { ::munmap(block, size); }

void* Arena::AllocateBytes(size_t size) {
  size = RoundUp(size, kAlign);
  if (size > left_) {
    const size_t block = RoundUp(std::max(size, kHugePage), kHugePage);
    // One huge page more, so that the block can begin at the border of one.
    void* mapped = ::mmap(nullptr, block + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    auto* const begin = static_cast<std::byte*>(mapped);
    blocks_.emplace_back(begin, Unmap{block + kHugePage});
    const size_t skipped = RoundUp(reinterpret_cast<uintptr_t>(begin), kHugePage) - reinterpret_cast<uintptr_t>(begin);
    at_ = begin + skipped;
    left_ = block;
    bytes_ += block;
    ::madvise(at_, block, MADV_HUGEPAGE);
  }
  void* const given = at_;
  at_ += size;
  left_ -= size;
  return given;
}

}  // namespace wirecopy

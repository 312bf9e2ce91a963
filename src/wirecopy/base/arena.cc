#include "wirecopy/base/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace wirecopy {
namespace {

constexpr size_t kBlock = size_t{2} << 20;

// From the system itself: a block begins at a page, so that signatures, which alone fill an arena, begin at lines of
// the cache; and what is given back is free for others at once.
std::byte* NewBlock(size_t size) {
  void* const block = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (block == MAP_FAILED) throw std::bad_alloc();
  return static_cast<std::byte*>(block);
}

}  // namespace

void Arena::Release::operator()(std::byte* block) const { ::munmap(block, size); }

void* Arena::AllocateBytes(size_t size) {
  size = (size + kAlign - 1) / kAlign * kAlign;
  if (size > left_) {
    left_ = std::max(size, kBlock);
    blocks_.emplace_back(NewBlock(left_), Release{left_});
    at_ = blocks_.back().get();
    bytes_ += left_;
  }
  void* const given = at_;
  at_ += size;
  left_ -= size;
  return given;
}

}  // namespace wirecopy

#include "wirecopy/base/arena.h"

#include <algorithm>
#include <new>

namespace wirecopy {
namespace {

constexpr size_t kBlock = size_t{2} << 20;
constexpr std::align_val_t kCacheLine{64};

}  // namespace

void Arena::Release::operator()(std::byte* block) const { ::operator delete(block, kCacheLine); }

void* Arena::AllocateBytes(size_t size) {
  size = (size + kAlign - 1) / kAlign * kAlign;
  if (size > left_) {
    left_ = std::max(size, kBlock);
    blocks_.emplace_back(static_cast<std::byte*>(::operator new(left_, kCacheLine)));
    at_ = blocks_.back().get();
    bytes_ += left_;
  }
  void* const given = at_;
  at_ += size;
  left_ -= size;
  return given;
}

}  // namespace wirecopy

#include "wirecopy/base/arena.h"

#include <algorithm>

namespace wirecopy {
namespace {

constexpr size_t kBlock = size_t{2} << 20;

}  // namespace

void* Arena::AllocateBytes(size_t size) {
  size = (size + kAlign - 1) / kAlign * kAlign;
  if (size > left_) {
    left_ = std::max(size, kBlock);
    blocks_.emplace_back(new std::byte[left_]);  // not zeroed
    at_ = blocks_.back().get();
    bytes_ += left_;
  }
  void* const given = at_;
  at_ += size;
  left_ -= size;
  return given;
}

}  // namespace wirecopy

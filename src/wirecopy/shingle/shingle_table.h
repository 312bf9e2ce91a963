// The set of one article's shingles, in which those of many others are looked up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wirecopy {

// A shingle of 32 bits, never 0: two unlike ones are equal once in four billion times.
inline uint32_t ShortShingle(uint64_t hash) {
  const auto low = static_cast<uint32_t>(hash);
  return low == 0 ? 1 : low;
}

// See shingle_table.cc. For one thread; its memory is used again from set to set.
class ShingleTable {
 public:
  // Takes a set in place of the one before. Moves the different ones of `shingles` (none of them 0) to its front, in
  // their order; returns how many these are.
  size_t Take(std::span<uint32_t> shingles);
  // The same of shingles that are known to differ.
  void TakeDistinct(std::span<const uint32_t> distinct);
  // How many of `distinct` the set holds. About 1 ns each.
  size_t CountCommon(std::span<const uint32_t> distinct) const;

 private:
  void Clear(size_t shingles);

  std::vector<uint32_t> buckets_;  // kBucket slots each; 0 is free
  std::vector<uint8_t> filled_;    // slots, of each bucket
  int shift_ = 31;                 // of a spread shingle, to its bucket
  std::vector<uint32_t> spilled_;  // what found its bucket full
};

}  // namespace wirecopy

// What the schemes that throw elements into bins share: two 32-bit hashes of each element, the bin that a hash stands
// for, and the set of bins that are still empty. The loops over vectors are compiled for each instruction set of the
// machine family, and the widest that the machine has is taken at run time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace wirecopy {

// A bin without a value. An element whose order is this number never wins; one in 2^32 is.
inline constexpr uint32_t kNoValue = ~uint32_t{0};

// Vectors have at most this many lanes; arrays that they read are padded to a multiple of it.
inline constexpr size_t kMostLanes = 16;

inline constexpr uint32_t kMostBins = 4096;

// The bin, of up to kMostBins, that a hash belongs to: its high bits, scaled. Products stay within 32 bits.
constexpr uint32_t BinOf(uint32_t hash, uint32_t bins) { return ((hash >> 12) * bins) >> 20; }

// Of each element a hash that says where it goes and one that says who comes first there. Both are padded with
// repetitions of the last element to a multiple of kMostLanes: in a set a repetition changes nothing.
struct Elements {
  size_t count = 0;  // without the padding
  std::vector<uint32_t> place, order;
};

// Hashes the elements and throws each into the bin of its place. A value is the least order in its bin, kNoValue where
// the bin stays empty.
void ThrowFirst(std::span<const uint64_t> hashes, Elements* elements, std::span<uint32_t> values);

// Of a further throw: odd numbers by which place and order are multiplied.
struct ThrowFactors {
  uint32_t place, order;
};

// Throws all elements once more; only bins without a value take one.
void ThrowAgain(const Elements& elements, ThrowFactors factors, std::span<uint32_t> values);

// A set of up to kMostBins bins, a bit each; the words at the end are padding.
class EmptyBins {
 public:
  explicit EmptyBins(std::span<const uint32_t> values) { Assign(values); }
  void Assign(std::span<const uint32_t> values);  // those that hold kNoValue
  bool Has(uint32_t bin) const { return (words_[bin / 32] >> (bin % 32) & 1) != 0; }
  void Remove(uint32_t bin) {
    count_ -= Has(bin);
    words_[bin / 32] &= ~(uint32_t{1} << (bin % 32));
  }
  size_t count() const { return count_; }
  const uint32_t* words() const { return words_.data(); }

 private:
  std::array<uint32_t, kMostBins / 32 + kMostLanes> words_;
  size_t count_ = 0;
};

// The elements that BinOf(place * multiplier, bins) sends to an empty bin: a bit each, 64 to a word of `hits`, which
// has room for all of them. Padding may be among them.
void FindHits(const Elements& elements, uint32_t multiplier, uint32_t bins, const EmptyBins& empty,
              std::span<uint64_t> hits);

// Mix32 of each value.
void MixValues(std::span<uint32_t> values);

}  // namespace wirecopy

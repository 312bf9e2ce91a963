// Do the hashes of real keys look like random numbers? Measured on hashes that are already there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wirecopy/measure/hash_functions.h"

namespace wirecopy {

// Hashes of distinct keys, by one function.
std::vector<uint64_t> HashKeys(const HashFunction& function, std::span<const std::string_view> keys);

// How far the output bits are from being set in half of all keys.
struct BitBias {
  double worst = 0;         // |2 * share - 1| of the worst bit
  double mean = 0;          // of all bits
  double chance_worst = 0;  // what a random function exceeds in one of a million measurements
  bool passed() const { return worst <= chance_worst; }
};
BitBias MeasureBitBias(std::span<const uint64_t> hashes, int bits);

// Pairs of keys with equal hashes, against the pairs that random numbers would give.
struct Collisions {
  std::string part;  // "all 64 bits", "low 32 bits", "high 32 bits"
  int bits = 0;
  uint64_t pairs = 0;
  double expected = 0;
  double z = 0;  // PoissonZ: the number of pairs of random numbers is nearly a Poisson variable
};
std::vector<Collisions> CountCollisions(std::span<const uint64_t> hashes, int bits);

// How evenly keys fall into the buckets of a hash table.
struct Buckets {
  std::string chosen_by;  // "low bits", "high bits", "remainder"
  uint32_t buckets = 0;
  double z = 0;  // of chi-square; far above 0: uneven; far below 0: more even than random numbers
};
// By powers of two and by primes, as many buckets as leave eight keys or more in each.
std::vector<Buckets> MeasureBuckets(std::span<const uint64_t> hashes, int bits);

}  // namespace wirecopy

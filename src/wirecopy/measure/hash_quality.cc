// Three tests of how hashes of keys that a program really has are spread: bit by bit (each output bit set in half of
// the keys), by collisions (n random numbers of b bits have n(n-1)/2 / 2^b equal pairs), and by buckets (chi-square).
// The choice of a bucket matters: tables take the low bits, others the high bits (Knuth's multiplicative hashing,
// partitioning), others the remainder by a prime, which hides faults of the low bits. Cost: one sort of the hashes for
// each number of bits.
#include "wirecopy/measure/hash_quality.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "wirecopy/measure/statistics.h"

namespace wirecopy {
namespace {

constexpr double kFalseAlarm = 1e-6;
constexpr size_t kKeysABucket = 8;

Collisions Count(std::vector<uint64_t> values, std::string part, int bits) {
  Collisions found{std::move(part), bits};
  std::sort(values.begin(), values.end());
  for (size_t i = 0, run = 0; i < values.size(); ++i) {
    run = i > 0 && values[i] == values[i - 1] ? run + 1 : 0;
    found.pairs += run;
  }
  const auto n = static_cast<double>(values.size());
  found.expected = std::ldexp(n * (n - 1) / 2, -bits);
  found.z = PoissonZ(found.pairs, found.expected);
  return found;
}

template <typename Choose>
Buckets Spread(std::span<const uint64_t> hashes, std::string chosen_by, uint32_t buckets, const Choose& choose) {
  std::vector<uint32_t> counts(buckets);
  for (const uint64_t hash : hashes) ++counts[choose(hash)];
  return {std::move(chosen_by), buckets, ChiSquareZ(counts)};
}

}  // namespace

std::vector<uint64_t> HashKeys(const HashFunction& function, std::span<const std::string_view> keys) {
  std::vector<uint64_t> hashes(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) hashes[i] = function(keys[i]);
  return hashes;
}

BitBias MeasureBitBias(std::span<const uint64_t> hashes, int bits) {
  std::vector<uint64_t> set(static_cast<size_t>(bits));
  for (const uint64_t hash : hashes) {
    for (int bit = 0; bit < bits; ++bit) set[static_cast<size_t>(bit)] += hash >> bit & 1;
  }
  BitBias found;
  const auto n = static_cast<double>(hashes.size());
  for (const uint64_t count : set) {
    const double bias = std::abs(2 * static_cast<double>(count) / n - 1);
    found.worst = std::max(found.worst, bias);
    found.mean += bias / bits;
  }
  found.chance_worst = NormalQuantile(kFalseAlarm / bits / 2) / std::sqrt(n);
  return found;
}

std::vector<Collisions> CountCollisions(std::span<const uint64_t> hashes, int bits) {
  std::vector<Collisions> found = {Count({hashes.begin(), hashes.end()}, absl::StrCat("all ", bits, " bits"), bits)};
  if (bits <= 32) return found;
  std::vector<uint64_t> low, high;
  for (const uint64_t hash : hashes) {
    low.push_back(hash & 0xffffffffu);
    high.push_back(hash >> (bits - 32));
  }
  found.push_back(Count(std::move(low), "low 32 bits", 32));
  found.push_back(Count(std::move(high), "high 32 bits", 32));
  return found;
}

std::vector<Buckets> MeasureBuckets(std::span<const uint64_t> hashes, int bits) {
  struct Size {
    int log2;
    uint32_t prime;  // next below
  };
  std::vector<Buckets> found;
  for (const Size size : {Size{6, 61}, Size{10, 1021}, Size{16, 65521}}) {
    const uint32_t buckets = uint32_t{1} << size.log2;
    if (hashes.size() < buckets * kKeysABucket) continue;
    found.push_back(Spread(hashes, "low bits", buckets, [&](uint64_t hash) { return hash & (buckets - 1); }));
    found.push_back(Spread(hashes, "high bits", buckets, [&](uint64_t hash) { return hash >> (bits - size.log2); }));
    found.push_back(Spread(hashes, "remainder", size.prime, [&](uint64_t hash) { return hash % size.prime; }));
  }
  return found;
}

}  // namespace wirecopy

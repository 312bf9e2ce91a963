// What is wrong with a hash function, in a few words.
#pragma once

#include <string>
#include <vector>

#include "wirecopy/measure/bench.h"

namespace wirecopy {

// The most telling numbers of a result.
struct HashSummary {
  double worst_bit_bias = 0;               // of the kind of keys that is farthest beyond chance
  const Buckets* worst_buckets = nullptr;  // of all kinds; null where there were too few keys
  const Collisions* low_bits = nullptr;    // of the shingles: by 32 low bits
};
HashSummary Summarise(const HashResult& result);

// The measures that chance does not explain: "avalanche", "bit bias", "collisions", "buckets", "resemblance". Each
// raises a false alarm in about one of a million runs.
std::vector<std::string> Faults(const HashResult& result);

}  // namespace wirecopy

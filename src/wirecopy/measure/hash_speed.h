// How long a hash function takes for keys of each kind and length.
#pragma once

#include <string>
#include <vector>

#include "wirecopy/measure/hash_functions.h"
#include "wirecopy/measure/keys.h"
#include "wirecopy/measure/timing.h"

namespace wirecopy {

struct KeyTiming {
  std::string keys;  // the name of the set
  double mean_bytes = 0;
  Timing a_key;
};

struct HashSpeed {
  std::vector<KeyTiming> by_length;
  std::vector<KeyTiming> by_kind;
  uint64_t long_bytes = 0;
  double long_gb_per_second = 0;       // median
  double best_long_gb_per_second = 0;  // of the fastest repetition
};

HashSpeed MeasureHashSpeed(const HashFunction& function, const Keys& keys, const TimingOptions& options);

}  // namespace wirecopy

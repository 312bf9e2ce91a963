// Does every bit of a key reach every bit of its hash?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "wirecopy/measure/hash_functions.h"

namespace wirecopy {

inline constexpr size_t kAvalancheKeyBytes = 16;

struct Avalanche {
  int input_bits = 0;
  int output_bits = 0;
  size_t keys = 0;
  // flips[i * output_bits + o]: the share of keys for which a flip of input bit i flips output bit o; ideal is 0.5.
  std::vector<float> flips;
  // Of |2 * flips - 1|, from 0 (ideal) to 1 (the output bit is certain).
  double worst_bias = 0;
  double mean_bias = 0;
  // What an ideal function shows in as many keys by chance: the worst that it exceeds in one of a million such
  // matrices, and the mean.
  double chance_worst = 0;
  double chance_mean = 0;
  bool passed() const { return worst_bias <= chance_worst; }
};

// `text` gives the keys: pieces of kAvalancheKeyBytes from it at places that follow from the seed. It must be longer.
Avalanche MeasureAvalanche(const HashFunction& function, std::string_view text, size_t keys, uint64_t seed);

}  // namespace wirecopy

// The strict avalanche criterion (Webster, Tavares 1985): when one bit of the key is flipped, each bit of the hash
// should flip in half of all keys. For every pair of an input bit and an output bit the share of keys is counted in
// which that happens. An ideal function gives a share around 0.5 with a standard deviation of 0.5 / sqrt(keys), so the
// largest of some thousand shares is well away from 0.5 by chance: it is held against what chance gives for the
// largest of so many.
//
// The keys are pieces of text, because that is what is hashed, and because a function that is good for random bytes
// only would pass on random bytes. Cost: keys * 128 hashes.
#include "wirecopy/measure/avalanche.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/measure/statistics.h"

namespace wirecopy {
namespace {

constexpr int kInputBits = static_cast<int>(kAvalancheKeyBytes) * 8;
constexpr double kFalseAlarm = 1e-6;  // of a whole matrix

void CountFlips(const HashFunction& function, std::array<char, kAvalancheKeyBytes> key, int output_bits,
                uint32_t* counts) {
  const std::string_view view(key.data(), key.size());
  const uint64_t hash = function(view);
  for (int in = 0; in < kInputBits; ++in) {
    char& byte = key[static_cast<size_t>(in) / 8];
    byte = static_cast<char>(byte ^ 1 << in % 8);
    const uint64_t flipped = function(view) ^ hash;
    byte = static_cast<char>(byte ^ 1 << in % 8);
    for (int out = 0; out < output_bits; ++out)
      counts[in * output_bits + out] += static_cast<uint32_t>(flipped >> out & 1);
  }
}

void Summarise(Avalanche* found) {
  const auto cells = static_cast<double>(found->flips.size()), keys = static_cast<double>(found->keys);
  for (const float share : found->flips) {
    const double bias = std::abs(2.0 * share - 1);
    found->worst_bias = std::max(found->worst_bias, bias);
    found->mean_bias += bias / cells;
  }
  found->chance_worst = NormalQuantile(kFalseAlarm / cells / 2) / std::sqrt(keys);
  found->chance_mean = std::sqrt(2 / (std::numbers::pi * keys));
}

}  // namespace

Avalanche MeasureAvalanche(const HashFunction& function, std::string_view text, size_t keys, uint64_t seed) {
  WIRECOPY_CHECK(text.size() > kAvalancheKeyBytes && keys > 0);
  Avalanche found;
  found.input_bits = kInputBits;
  found.output_bits = function.measured_bits();
  found.keys = keys;
  std::vector<uint32_t> counts(static_cast<size_t>(kInputBits * found.output_bits));
  uint64_t state = Mix(seed);
  for (size_t i = 0; i < keys; ++i) {
    state = Mix(state);
    std::array<char, kAvalancheKeyBytes> key;
    text.copy(key.data(), key.size(), state % (text.size() - key.size()));
    CountFlips(function, key, found.output_bits, counts.data());
  }
  for (const uint32_t count : counts) {
    found.flips.push_back(static_cast<float>(count) / static_cast<float>(keys));
  }
  Summarise(&found);
  return found;
}

}  // namespace wirecopy

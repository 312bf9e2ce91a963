// The schemes that have kernels, once more in the plainest code: one hash, one round, one value after the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/base/hash.h"
#include "wirecopy/signature/mix32.h"

namespace wirecopy::reference {

using Signature = std::vector<uint32_t>;
inline constexpr uint32_t kNone = ~uint32_t{0};

inline Signature KMins32(std::span<const uint64_t> hashes, size_t values) {
  uint64_t state = Mix(0x776972656370ull);
  const auto next = [&state] { return static_cast<uint32_t>((state = Mix(state)) >> 32); };
  Signature signature(values, kNone);
  for (uint32_t& value : signature) {
    const uint32_t a = next() | 1, b = next() | 1, c = next();
    for (const uint64_t hash : hashes) {
      uint32_t h = static_cast<uint32_t>(hash) * a + static_cast<uint32_t>(hash >> 32) * b + c;
      h = (h ^ h >> 15) * 0x2c1b3c6du;
      value = std::min(value, h ^ h >> 13);
    }
  }
  return signature;
}

inline Signature KMins64(std::span<const uint64_t> hashes, size_t values) {
  uint64_t state = Mix(0x6b2d6d696e73ull);
  Signature signature(values);
  for (uint32_t& value : signature) {
    const uint64_t key = state = Mix(state), factor = (state = Mix(state)) | 1;
    uint64_t least = ~uint64_t{0};
    for (const uint64_t hash : hashes) {
      const uint64_t h = (hash ^ key) * factor;
      least = std::min(least, (h ^ h >> 32) * uint64_t{0xbf58476d1ce4e5b9});
    }
    value = static_cast<uint32_t>(Mix(least));
  }
  return signature;
}

inline Signature CMinHash(std::span<const uint64_t> hashes, size_t values) {
  Signature signature(values, kNone);
  for (size_t i = 0; i < values; ++i) {
    for (const uint64_t hash : hashes) {
      const auto place = static_cast<uint32_t>((Mix(hash) >> 44) + i) % (uint32_t{1} << 20);
      signature[i] = std::min(signature[i], Mix32(place + 0x632d6d69u));
    }
    signature[i] = Mix32(signature[i] + static_cast<uint32_t>(i) * 0x9e3779b9u);
  }
  return signature;
}

inline uint32_t HashHalves(uint64_t hash, uint32_t low, uint32_t high) {
  return Mix32(static_cast<uint32_t>(hash) * low + static_cast<uint32_t>(hash >> 32) * high);
}

inline Signature FastSimilarity(std::span<const uint64_t> hashes, size_t values) {
  uint64_t state = Mix(0x666173742073696dull);
  Signature signature(values, kNone);
  uint32_t place_factor = 1, order_factor = 1;
  for (size_t round = 0; round < 2 * values && std::count(signature.begin(), signature.end(), kNone) > 0; ++round) {
    const Signature before = signature;
    for (const uint64_t hash : hashes) {
      const uint32_t place = HashHalves(hash, 0x9e3779b1u, 0x85ebca77u) * place_factor;
      const uint32_t order = HashHalves(hash, 0xc2b2ae3du, 0x27d4eb2fu) * order_factor;
      const size_t bin = round < values ? (place >> 12) * values >> 20 : round - values;
      if (before[bin] == kNone) signature[bin] = std::min(signature[bin], order);
    }
    // Round 0 has the factors 1; those drawn for it first are not used.
    if (round == 0) state = Mix(state);
    state = Mix(state);
    place_factor = static_cast<uint32_t>(state) | 1;
    order_factor = static_cast<uint32_t>(state >> 32) | 1;
  }
  for (uint32_t& value : signature) value = Mix32(value);
  return signature;
}

struct Scheme {
  std::string_view name;
  Signature (*sign)(std::span<const uint64_t> hashes, size_t values);
};

inline constexpr Scheme kSchemes[] = {
    {"k-mins-32", &KMins32}, {"k-mins-64", &KMins64}, {"c-minhash", &CMinHash}, {"fast-similarity", &FastSimilarity}};

}  // namespace wirecopy::reference

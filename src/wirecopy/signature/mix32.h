// A bijection of 32 bits with full avalanche: two rounds of multiply and xorshift, with the constants that Chris
// Wellons found by search (lowbias32, 2018). Minima are near zero; mixed, all their bits are uniform and may be cut.
#pragma once

#include <cstdint>

namespace wirecopy {

inline constexpr uint32_t kMix32First = 0x7feb352du;
inline constexpr uint32_t kMix32Second = 0x846ca68bu;

constexpr uint32_t Mix32(uint32_t x) {
  x = (x ^ (x >> 16)) * kMix32First;
  x = (x ^ (x >> 15)) * kMix32Second;
  return x ^ (x >> 16);
}

}  // namespace wirecopy

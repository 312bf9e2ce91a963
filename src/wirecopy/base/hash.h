// The two hash primitives of the project: XXH3 over bytes, and a mixer for combining 64-bit hashes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirecopy {

// XXH3 64-bit (Yann Collet, 2019) of the bytes.
uint64_t HashBytes(std::string_view bytes, uint64_t seed = 0);

// A bijection of 64 bits with full avalanche: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
constexpr uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15ull;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

// 16 lower-case hexadecimal digits.
std::string ToHex(uint64_t value);

}  // namespace wirecopy

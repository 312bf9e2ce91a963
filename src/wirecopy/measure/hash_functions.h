// The hash functions that are measured, in one table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"

namespace wirecopy {

struct HashFunction {
  std::string_view name;
  int bits = 64;                // of the whole result
  std::string_view source;      // the library that it comes from
  bool same_everywhere = true;  // false: other values in another process or with another library version
  // The result, or the low 64 bits of a longer one. A result of 32 bits stands in the low half.
  uint64_t (*hash)(const char* bytes, size_t size) = nullptr;
  // The sum of the hashes of all keys: one loop around the function, so that it is measured as a caller would use it,
  // inlined where its library allows that.
  uint64_t (*hash_all)(std::span<const std::string_view> keys) = nullptr;

  uint64_t operator()(std::string_view key) const { return hash(key.data(), key.size()); }
  // Bits that are looked at.
  int measured_bits() const { return bits < 64 ? bits : 64; }
};

// Every function that this processor can run.
std::span<const HashFunction> HashFunctions();

// Ok when the function gives the same for the same bytes, wherever they stand in memory and whatever surrounds them;
// else Internal naming the function and the length. Nothing is timed that fails this.
absl::Status CheckHashFunction(const HashFunction& function);

}  // namespace wirecopy

#include "wirecopy/base/hash.h"

#include <xxhash.h>

#include "absl/strings/str_format.h"

namespace wirecopy {

uint64_t HashBytes(std::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string ToHex(uint64_t value) { return absl::StrFormat("%016x", value); }

}  // namespace wirecopy

// Winnowed fingerprints: few shingles of each text, chosen so that texts with a long enough run in common always choose
// one in common.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wirecopy {

struct Fingerprint {
  uint64_t hash = 0;
  uint32_t word = 0;  // where its shingle begins
};

// The smallest hash of every window of `window` consecutive shingles, the last one where several are equal. `hashes` as
// ShingleHashes gives them; kNoShingle is never chosen. A text of fewer shingles than a window gives its smallest.
std::vector<Fingerprint> Winnow(std::span<const uint64_t> hashes, int window);

// The window for which a common run of `words` words (outside excluded ones) is always met by a common fingerprint of
// k-word shingles; at least 1.
constexpr int WindowForGuarantee(int words, int k) { return words - k + 1 > 1 ? words - k + 1 : 1; }

}  // namespace wirecopy

// Winnowing (Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting").
//
// Problem: to find short copy inside long articles, texts must be compared piece by piece, yet keeping every k-word
// shingle of every article costs as much as the articles. Idea: of every window of w consecutive shingles keep the one
// with the smallest hash. Two texts that share a run of w + k - 1 words share all shingles of a whole window, hence its
// smallest: nothing that long is ever missed. The choice depends on the window's content alone, so it does not matter
// what stands around the run. Cost: O(n) time with a monotone queue; expected density 2 / (w + 1) of the shingles.
#include "wirecopy/shingle/winnow.h"

#include <algorithm>
#include <deque>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {

std::vector<Fingerprint> Winnow(std::span<const uint64_t> hashes, int window) {
  std::vector<Fingerprint> chosen;
  if (hashes.empty()) return chosen;
  const size_t width = std::min(static_cast<size_t>(window), hashes.size());
  std::deque<uint32_t> rising;  // places of the window whose hashes rise: the front is the window's smallest
  for (uint32_t i = 0; i < hashes.size(); ++i) {
    while (!rising.empty() && hashes[rising.back()] >= hashes[i]) rising.pop_back();
    rising.push_back(i);
    if (rising.front() + width <= i) rising.pop_front();
    if (i + 1 < width) continue;
    const uint32_t smallest = rising.front();
    const bool repeated = !chosen.empty() && chosen.back().word == smallest;
    if (hashes[smallest] != kNoShingle && !repeated) chosen.push_back({hashes[smallest], smallest});
  }
  return chosen;
}

}  // namespace wirecopy

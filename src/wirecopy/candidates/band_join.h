// The pairs of packed signatures that agree in a band, for millions of articles in memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/candidates/postings.h"

namespace wirecopy {

// Of a band with `count` rows: of up to two, equal for equal rows alone.
inline uint32_t BandKey(const uint16_t* rows, int count) {
  if (count == 2) return static_cast<uint32_t>(rows[0]) << 16 | rows[1];
  uint64_t key = 0;
  for (int i = 0; i < count; ++i) key = (key ^ rows[i]) * 0x9e3779b97f4a7c15ull, key ^= key >> 29;
  return static_cast<uint32_t>(key ^ key >> 32);
}

// Whether two signatures agree in one of the bands from `first` up to `last`.
inline bool AgreeInBand(const uint16_t* a, const uint16_t* b, Bands bands, int first, int last) {
  for (int band = first; band < last; ++band) {
    if (std::equal(a + band * bands.rows, a + (band + 1) * bands.rows, b + band * bands.rows)) return true;
  }
  return false;
}

struct BandJoinInput {
  std::span<const uint16_t* const> signatures;  // of each article, null where it has none; bands * rows values at least
  int values = 0;                               // of each, that are compared
  Bands bands;
  size_t most_paired = 64;  // of a larger bucket each is paired with the first and the one before it alone
  // Whether two articles that agree in `equal` values are worth a closer look; called by many threads.
  std::function<bool(uint32_t a, uint32_t b, int equal)> keep = {};
};

struct BandJoin {
  std::vector<ArticlePair> pairs;  // a < b, sorted, each once
  uint64_t meetings = 0;           // in all bands, before `keep`
  uint64_t large_buckets = 0;
};

// The same for any number of threads. O(articles * bands + meetings); up to 90 bytes an article and thread.
BandJoin JoinBands(const BandJoinInput& input, const Executor& executor);

}  // namespace wirecopy

// What the paths to candidates saw of two articles, for whoever asks why a pair was found or not.
#pragma once

#include <cstdint>

namespace wirecopy {

// Keys of one path (bands, or fingerprints) that stand for the two articles.
struct KeyTrace {
  uint64_t of_a = 0;
  uint64_t of_b = 0;
  uint64_t common = 0;
  uint64_t linked = 0;  // of these, so common in the collection that their articles are linked, not paired out
  bool met = false;     // paired, or linked with one another
};

struct PairTrace {
  uint32_t a = 0, b = 0;  // articles, a < b: set by the caller
  KeyTrace bands;
  KeyTrace fingerprints;
  uint64_t linked_runs = 0;  // common runs of the guaranteed length that are linked, not paired out
  uint32_t run_words = 0;    // of the runs at the fingerprints' meetings
  bool many_places = false;  // a common fingerprint stands in too many places to look at: taken as enough

  // Letters in a row (noisy.h).
  double alone_a = 0, alone_b = 0;  // share of words that no other article has
  double least_alone = 0;
  uint64_t grams_a = 0, grams_b = 0;  // sampled
  uint64_t grams_common = 0;          // that a noisy article has too
  uint32_t grams_close = 0;           // of these, side by side in both
  uint32_t grams_needed = 0;
};

}  // namespace wirecopy

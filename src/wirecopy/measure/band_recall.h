// How many of the pairs that resemble each other the bands find, among real articles.
#pragma once

#include <cstdint>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/measure/statistics.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

// The sets of a corpus: sorted, distinct hashes each.
using HashSets = std::vector<std::vector<uint64_t>>;

struct ResemblingPair {
  uint32_t a = 0;
  uint32_t b = 0;
  double jaccard = 0;
};

// Every pair of resemblance `threshold` or more: all are compared element by element.
std::vector<ResemblingPair> ComparePairs(const HashSets& sets, double threshold, const Executor& executor);

struct BandRecall {
  uint64_t articles = 0;
  uint64_t pairs = 0;       // that resemble each other
  uint64_t found = 0;       // of them, by a bucket in common
  uint64_t candidates = 0;  // pairs in a bucket, resembling or not
  Estimate recall;          // found of pairs
  double expected = 0;      // mean MeetingProbability of the pairs
};

BandRecall MeasureBandRecall(const SignatureScheme& scheme, Bands bands, const HashSets& sets,
                             const std::vector<ResemblingPair>& pairs, const Executor& executor);

}  // namespace wirecopy

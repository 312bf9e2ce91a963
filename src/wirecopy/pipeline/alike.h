// Exact comparison of two articles by their sets of shingles.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/cluster/clusters.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

// One set of shingles at a time, against which others are counted. An open-address table that a generation number
// empties. For one thread.
class ShingleCounter {
 public:
  // Takes the shingles of one article; returns how many different ones there are.
  uint32_t Take(const Sketch& sketch);
  // Of another one, the different shingles that the one taken has too.
  uint32_t CountCommon(const Sketch& sketch);

 private:
  struct Slot {
    uint32_t generation = 0;
    uint32_t shingle = 0;
    uint32_t counted = 0;  // the last article that was counted here
  };
  Slot& Find(uint32_t shingle);

  std::vector<Slot> slots_;
  uint32_t generation_ = 0;
  uint32_t counted_ = 0;
};

// Whether two articles may be as alike as the threshold asks when their signatures agree in `equal` of `values` values.
// No for one pair in fifty that is just as alike as it asks, and for hardly any that is a little more.
bool MayBeAlike(const DedupOptions& options, const Sketch& a, const Sketch& b, int equal, int values);

// 0 to 1, exactly. By containment, sets that share less than `least_shared` are as alike as their Jaccard resemblance.
double LikenessOf(const DedupOptions& options, const Sketch& a, const Sketch& b);

// Those of the pairs (a < b, rising) that are as alike as the threshold asks. About 1 us a pair.
std::vector<Edge> AlikePairs(const DedupOptions& options, std::span<const Sketch> articles,
                             std::span<const ArticlePair> pairs, const Executor& executor);

}  // namespace wirecopy

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

// Whether two articles may be as alike as the threshold asks when their signatures agree in `equal` of `values` values.
// No for one pair in forty that is just as alike as it asks, and for hardly any that is a little more.
bool MayBeAlike(const DedupOptions& options, const Sketch& a, const Sketch& b, int equal, int values);

// 0 to 1, exactly, of articles whose shingles were read. By containment, sets that share less than `least_shared` are
// as alike as their Jaccard resemblance.
double LikenessOf(const DedupOptions& options, const Sketch& a, const Sketch& b);

// How much of `article` stands in `kept`, by which it may be put aside for it: by containment the share of its own
// shingles, where they share enough; else their Jaccard resemblance. A long article that holds all of a short one is
// like it, and yet has much that the short one has not.
double ShareIn(const DedupOptions& options, const Sketch& article, const Sketch& kept);

// Those of the pairs (a < b, rising) that are as alike as the threshold asks. About 1 us a pair.
std::vector<Edge> AlikePairs(const DedupOptions& options, std::span<const Sketch> articles,
                             std::span<const ArticlePair> pairs, const Executor& executor);

}  // namespace wirecopy

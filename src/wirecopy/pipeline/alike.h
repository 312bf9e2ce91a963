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
// No for one pair in fifty that is just as alike as it asks, and for hardly any that is a little more.
bool MayBeAlike(const DedupOptions& options, const Sketch& a, const Sketch& b, int equal, int values);

// 0 to 1, exactly, of articles whose shingles were read. By containment, sets that share less than `least_shared` are
// as alike as their Jaccard resemblance.
double LikenessOf(const DedupOptions& options, const Sketch& a, const Sketch& b);

// Those of the pairs (a < b, rising) that are as alike as the threshold asks. About 1 us a pair.
std::vector<Edge> AlikePairs(const DedupOptions& options, std::span<const Sketch> articles,
                             std::span<const ArticlePair> pairs, const Executor& executor);

}  // namespace wirecopy

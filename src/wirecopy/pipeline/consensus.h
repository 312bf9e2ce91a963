// What the families of a cluster agree on: the text that they can only have from one source.
#pragma once

#include <vector>

#include "wirecopy/pipeline/run.h"

namespace wirecopy {

// One for each of `clusters`; `cluster_of`: the number of an article's cluster among them.
std::vector<Consensus> FindConsensus(const Run& run, const std::vector<Cluster>& clusters,
                                     uint32_t Analysis::*cluster_of);

}  // namespace wirecopy

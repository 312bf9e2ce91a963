// Clusters that keep their names over the nights: which cluster each article is in once tonight's articles have come.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/cluster/clusters.h"
#include "wirecopy/index/catalogue.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

// Some whole connected components of alike articles. Local numbers, in the order in which the articles were added.
struct RegroupInput {
  std::span<const uint64_t> numbers;   // in the index, rising
  std::span<const Sketch> sketches;    // with shingles
  std::span<const Membership> before;  // of the articles that were there before, which are the first
  std::span<const Edge> alike;         // a < b, rising
};

struct Regrouped {
  std::vector<Membership> memberships;  // one an article
  std::vector<uint64_t> clusters;       // numbers of those of two and more
  std::vector<Merge> merges;
  std::vector<Succession> successions;  // of the clusters of two and more that were there before
};

// A cluster is called by the number of the article that it began with. The name goes with that article; where it is no
// longer there, with the first of the others. Of clusters that become one the oldest name stays. An article that was
// kept on an earlier night is not put aside for one of tonight.
Regrouped Regroup(const DedupOptions& options, const RegroupInput& input, const Executor& executor);

}  // namespace wirecopy

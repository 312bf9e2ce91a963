// Clusters that cannot be chained together by a bridge.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace wirecopy {

// Two articles that are similar enough to stand in one cluster.
struct Edge {
  uint32_t a = 0;
  uint32_t b = 0;
  double similarity = 0;  // 0..1
};

struct Cluster {
  std::vector<uint32_t> members;  // rising
  uint32_t earliest = 0;          // the first by rank
  uint32_t representative = 0;    // a member that is similar to those it was joined with
  // The lowest similarity between two members; of more than 32 members, the lowest to the representative. 1 for one.
  double cohesion = 1;
};

// `rank` orders the articles (lower first, e.g. by time). Every article is in exactly one cluster; clusters are in the
// order of their first members. `similarity(a, b)` is asked for pairs that are no edge.
std::vector<Cluster> GuardedClusters(uint32_t articles, std::vector<Edge> edges, std::span<const uint32_t> rank,
                                     double threshold, const std::function<double(uint32_t, uint32_t)>& similarity);

}  // namespace wirecopy

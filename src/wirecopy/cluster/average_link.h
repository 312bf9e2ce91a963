// Clusters by average similarity: no bridge joins what is unlike on the whole.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "wirecopy/cluster/clusters.h"

namespace wirecopy {

struct AverageLinkInput {
  uint32_t articles = 0;
  std::vector<Edge> edges;         // every pair whose similarity is known; others count 0, but for `linked` ones
  std::span<const uint32_t> rank;  // lower first, e.g. by time
  // A flag an article: its text is too common for all its pairs to be edges. The similarity of two such is asked for.
  std::span<const uint8_t> linked;
  double least_edge = 0;     // similarity of two members for which their clusters may be joined,
  double least_average = 0;  // and of all members of the two on average
  std::function<double(uint32_t, uint32_t)> similarity;
};

// Every article is in exactly one cluster; clusters are in the order of their first members.
std::vector<Cluster> AverageLinkClusters(AverageLinkInput input);

}  // namespace wirecopy

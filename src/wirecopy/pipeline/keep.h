// Clusters of alike articles, and the one of each that is kept.
#pragma once

#include <span>
#include <vector>

#include "wirecopy/base/executor.h"
#include "wirecopy/cluster/clusters.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

// Every article alone, or in a cluster of articles that are alike on average: a guard against chains of unlike ones.
// `alike`: pairs a < b, rising. Components of the graph are clustered apart from each other.
std::vector<std::vector<uint32_t>> ClusterAlike(const DedupOptions& options, std::span<const Sketch> articles,
                                                std::span<const Edge> alike, const Executor& executor);

// The one of the members (rising) that the policy keeps.
uint32_t KeptOf(Keep keep, std::span<const Sketch> articles, const std::vector<uint32_t>& members);

// How alike two articles are: as `alike` has it, else by comparing them.
double LikenessIn(const DedupOptions& options, std::span<const Sketch> articles, std::span<const Edge> alike,
                  uint32_t a, uint32_t b);

// Fills the rows (one an article) of the members of `clusters`. What is not among `alike` is compared here.
void ChooseKept(const DedupOptions& options, std::span<const Sketch> articles, std::span<const Edge> alike,
                std::span<const std::vector<uint32_t>> clusters, const Executor& executor, std::span<DedupRow> rows);

}  // namespace wirecopy

// How much an index holds, in words or as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

struct IndexStats {
  IndexSettings settings;
  std::string first_night, last_night;  // empty: there is none
  uint64_t segments = 0, articles = 0, deleted = 0, clusters = 0, in_clusters = 0, edges = 0, merges = 0, runs = 0;
  uint64_t catalogue_bytes = 0, text_bytes = 0, signature_bytes = 0;  // on disk; texts compressed
};

// Segments that are damaged count with the bytes that they should have.
absl::StatusOr<IndexStats> CountIndex(Index* index);

std::string StatsText(const IndexStats& stats);
std::string StatsJson(const IndexStats& stats);

}  // namespace wirecopy

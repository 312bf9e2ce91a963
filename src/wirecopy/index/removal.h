// Articles leave the index: with their nights, by a request to take them down, or because their segment is damaged.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

struct Removed {
  uint64_t articles = 0, segments = 0;
  std::vector<std::string> unknown;  // ids that no article has
};

// What leaves is no longer compared, and nothing refers to it. Clusters keep their names and their other members; where
// the kept article leaves, the first of the others is kept, and those that were not compared with it count as related.

// Whole segments of nights before `night` (YYYY-MM-DD), with what is known of their runs.
absl::StatusOr<Removed> ExpireBefore(std::string_view night, Index* index);

// All versions of the articles with these ids. Their texts are in the segments until these are compacted.
absl::StatusOr<Removed> DeleteIds(std::span<const std::string> ids, Index* index);

// The segments with these numbers, whose files are moved to the folder `aside`.
absl::StatusOr<Removed> SetAside(std::span<const uint64_t> segments, Index* index);

}  // namespace wirecopy

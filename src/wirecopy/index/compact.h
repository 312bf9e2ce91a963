// Segments written anew: without deleted articles, and one where a night has several.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

struct Compacted {
  uint64_t before = 0, after = 0;              // segments
  uint64_t articles = 0;                       // deleted ones whose texts are gone now
  uint64_t bytes_before = 0, bytes_after = 0;  // of all segments
};

// Afterwards nothing of a deleted article but its id, where a cluster is called by it, is in the files of the index.
// What is written replaces the old by one commit. FailedPrecondition when a segment is damaged.
absl::StatusOr<Compacted> Compact(Index* index);

}  // namespace wirecopy

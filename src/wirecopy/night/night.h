// Dedup of tonight's articles against an index, which they join.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/index/index.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

struct Night {
  std::string date;   // YYYY-MM-DD, of the segment
  std::string after;  // articles of nights up to this one are not compared; empty: all are
};

struct IndexedDedup {
  Sketches sketches;
  std::vector<StoredAnswer> answers;  // of each article of the input: what the index says of it now
  uint64_t old = 0;                   // articles of the window, before
  uint64_t fresh = 0, versions = 0;   // new articles, and those of them that are newer versions
  uint64_t duplicates = 0;            // new ones that are put aside
  uint64_t meetings = 0, compared = 0, alike = 0;
  uint64_t merges = 0;  // clusters that became a part of older ones
  std::vector<DedupStage> stages;
};

// As an index is made by `options`, which are valid.
IndexSettings SettingsOf(const DedupOptions& options);
// What the options must be for its articles.
DedupOptions IndexedOptions(const DedupOptions& options);

// Whether an article is put aside: a newer version never is.
bool IsDuplicate(const Membership& membership, bool is_version, double threshold);

// Adds the articles that the index does not hold, by one commit; without new ones nothing is written. After an error
// the index is as it was before, or as it would be without it. `options` as IndexedOptions gives them.
absl::StatusOr<IndexedDedup> DedupIntoIndex(LineChunks* input, const DedupOptions& options, const Night& night,
                                            Index* index, const Executor& executor, const Progress& progress = {});

}  // namespace wirecopy

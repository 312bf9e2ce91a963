// Dedup of one batch in memory: which articles are copies of which, and which one of them to keep.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

// How alike two articles are, by their sets of shingles.
enum class Likeness : uint8_t {
  kContainment,  // the share of the smaller set that lies in the other
  kJaccard
};

struct DedupOptions {
  SketchOptions sketch;
  Likeness likeness = Likeness::kContainment;
  double threshold = 0.4;  // from which two articles are alike
  int least_shared = 15;   // shingles that two articles share at least, for alike by containment
  double average = 0.7;    // likeness on average, as a share of the threshold, for which two clusters are joined
  Bands bands;             // 0: chosen from the threshold
  Keep keep = Keep::kEarliest;
  uint64_t memory = uint64_t{2} << 30;  // bytes; what is more is done in parts
};

// Why an article is kept or not.
enum class DedupReason : uint8_t {
  kAlone,      // nothing is alike
  kKept,       // the one that its cluster keeps
  kDuplicate,  // as alike to the kept one as the threshold asks
  kRelated     // of the cluster, but not as alike to the kept one: kept too
};

struct DedupRow {
  uint32_t cluster = 0;  // its first article in the input
  uint32_t keeper = 0;   // the article that the cluster keeps
  float share = 1;       // of it, in the keeper
  DedupReason reason = DedupReason::kAlone;
};

struct DedupStage {
  std::string name;
  double seconds = 0;
};

struct Dedup {
  Sketches sketches;
  std::vector<DedupRow> rows;  // one an article
  Bands bands;
  uint64_t meetings = 0, compared = 0, alike = 0;  // pairs in buckets (counted in each), compared exactly, alike
  uint64_t clusters = 0;                           // of two articles and more
  uint64_t duplicates = 0;
  uint64_t renamed_ids = 0;  // articles whose id an earlier one has
  uint64_t parts = 0;        // in which pairs were compared, each with a reading of its own
  std::vector<DedupStage> stages;
};

// The bands for a likeness of at least `threshold`: of Jaccard resemblance the ones of least expected cost; containment
// may go with a far lower resemblance, and takes as many bands as the values allow, of two rows.
Bands BandsFor(const DedupOptions& options);

absl::Status Validate(const DedupOptions& options);

// Reads all chunks of `input`; another pass over it gives the records that `rows` are about. ResourceExhausted when not
// even the signatures fit `memory`. What has to be compared together (the articles of one connected component) may go
// beyond it.
absl::StatusOr<Dedup> DedupBatch(LineChunks* input, const DedupOptions& options, const Executor& executor,
                                 const Progress& progress = {});

}  // namespace wirecopy

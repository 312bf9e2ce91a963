// The records of a feed, each with what dedup says of it.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

struct AnnotateOptions {
  bool drop = false;              // leave the duplicates out
  bool annotations_only = false;  // {"id", "wirecopy"} instead of the whole record
  Keep keep = Keep::kEarliest;    // as the batch was deduplicated
};

using WriteBytes = std::function<absl::Status(std::string_view)>;

// Reads `input` once more, from its beginning, and writes every record in the order of the input with one more object
// `wirecopy`; a `wirecopy` that it has already is replaced. Lines that are no record are left out. DataLoss when the
// input is no longer what was read before.
absl::Status WriteAnnotated(LineChunks* input, const Dedup& dedup, const AnnotateOptions& options,
                            const Executor& executor, const WriteBytes& write);

}  // namespace wirecopy

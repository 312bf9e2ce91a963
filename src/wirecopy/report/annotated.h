// The records of a feed, each with what dedup says of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/catalogue.h"
#include "wirecopy/ingest/line_chunks.h"
#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

struct AnnotateOptions {
  bool drop = false;              // leave the duplicates out
  bool annotations_only = false;  // {"id", "wirecopy"} instead of the whole record
  Keep keep = Keep::kEarliest;    // as the batch was deduplicated
};

using WriteBytes = std::function<absl::Status(std::string_view)>;

// What is said of an article. Texts live as long as what they were taken from.
struct Answer {
  std::string_view id, cluster;
  std::string_view duplicate_of;     // empty: null
  std::optional<double> similarity;  // to the article that the cluster keeps
  std::string_view reason;
  std::string_view version_of = {};  // of a newer version: the id of the older one
};
using AnswerOf = std::function<Answer(uint32_t article)>;

// What an index says; kept articles by the policy that is named.
Answer ToAnswer(const StoredAnswer& stored, double threshold, Keep keep);

// As the one below, for whatever has answers to the articles of `sketches`.
absl::Status WriteAnnotated(LineChunks* input, const Sketches& sketches, const AnswerOf& answer_of,
                            const AnnotateOptions& options, const Executor& executor, const WriteBytes& write,
                            const Progress& progress = {});

// Reads `input` once more, from its beginning, and writes every record in the order of the input with one more object
// `wirecopy`; a `wirecopy` that it has already is replaced. Lines that are no record are left out. DataLoss when the
// input is no longer what was read before.
absl::Status WriteAnnotated(LineChunks* input, const Dedup& dedup, const AnnotateOptions& options,
                            const Executor& executor, const WriteBytes& write, const Progress& progress = {});

}  // namespace wirecopy

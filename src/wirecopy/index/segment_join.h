// Which articles of tonight share a band with an article of the index, or with each other.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/candidates/postings.h"
#include "wirecopy/index/index.h"
#include "wirecopy/index/read_texts.h"

namespace wirecopy {

// The articles of some segments, one after the other, and behind them those of tonight, as one row of numbers.
class JointArticles {
 public:
  JointArticles(std::span<const IndexedSegment> segments, uint32_t tonight);

  // Without a segment: of tonight.
  ArticlePlace At(uint32_t joint) const;
  uint32_t base(size_t segment) const { return bases_[segment]; }
  uint32_t old() const { return bases_.back(); }
  uint32_t size() const { return bases_.back() + tonight_; }

 private:
  std::span<const IndexedSegment> segments_;
  std::vector<uint32_t> bases_;  // and the end of the last
  uint32_t tonight_;
};

struct SegmentJoinInput {
  std::span<const IndexedSegment> segments;      // rising numbers
  const absl::flat_hash_set<uint64_t>* deleted;  // numbers of articles that are no longer there
  std::span<const uint16_t* const> signatures;   // of tonight, kSegmentBits a value; null where there is none
  size_t most_paired = 64;                       // as JoinBands has it
  // Whether two that agree in `equal` values are worth a closer look; joint numbers; called by many threads.
  std::function<bool(uint32_t a, uint32_t b, int equal)> keep = {};
};

struct SegmentJoin {
  std::vector<ArticlePair> pairs;  // joint numbers a < b, b of tonight, sorted, each once
  uint64_t meetings = 0;           // in all bands, before `keep`
};

// The pairs that JoinBands would give for all articles together and of which one is of tonight. The same for any number
// of threads. FailedPrecondition when a segment is damaged.
absl::StatusOr<SegmentJoin> JoinSegments(const SegmentJoinInput& input, const SignatureKind& kind,
                                         const Executor& executor);

}  // namespace wirecopy

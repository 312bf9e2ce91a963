// Articles of the index that are compared again: their shingles come from their texts.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "wirecopy/base/arena.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/segment_join.h"
#include "wirecopy/pipeline/sketches.h"

namespace wirecopy {

class OldArticles {
 public:
  // Both must outlive it.
  OldArticles(const JointArticles& joint, const SketchOptions& options) : joint_(joint), options_(options) {}

  // Reads those that have not been read yet, by rising joint numbers. FailedPrecondition when a segment is damaged.
  absl::Status Load(std::span<const uint32_t> articles, const Executor& executor);

  // One that has been loaded: all of it but the signature and the id.
  const Sketch& operator[](uint32_t article) const { return sketches_.at(article); }

 private:
  class Reader;

  const JointArticles& joint_;
  const SketchOptions& options_;
  absl::flat_hash_map<uint32_t, Sketch> sketches_;
  std::vector<std::shared_ptr<Reader>> readers_;  // which hold the shingles
};

}  // namespace wirecopy

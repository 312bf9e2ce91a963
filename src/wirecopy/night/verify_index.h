// Whether an index is what was written: every checksum, every signature made again from its text, every reference.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/index/index.h"

namespace wirecopy {

struct Verified {
  std::vector<std::string> problems;       // each with the name of its file
  std::vector<uint64_t> damaged_segments;  // their numbers, rising
  uint64_t segments = 0, articles = 0, bytes = 0;
};

// Changes nothing. An error alone when there is no index that could be looked into, or on interruption.
absl::StatusOr<Verified> VerifyIndex(const std::string& folder, const Executor& executor);

}  // namespace wirecopy

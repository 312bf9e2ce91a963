// Bytes in memory as an input.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "wirecopy/ingest/byte_source.h"

namespace wirecopy::testing {

// Gives at most `step` bytes at once, and at their end the failure, if there is one.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string bytes, size_t step = SIZE_MAX, absl::Status failure = absl::OkStatus())
      : bytes_(std::move(bytes)), step_(step), failure_(std::move(failure)) {}

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    const size_t taken = std::min({size, step_, bytes_.size() - at_});
    if (taken == 0 && !failure_.ok()) return failure_;
    bytes_.copy(buffer, taken, at_);
    at_ += taken;
    return taken;
  }

 private:
  std::string bytes_;
  size_t step_;
  absl::Status failure_;
  size_t at_ = 0;
};

}  // namespace wirecopy::testing

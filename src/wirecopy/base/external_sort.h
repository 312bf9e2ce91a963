// Problem: sort more numbers than memory holds. Idea: as many as fit are sorted and written to disk as a run; then the
// runs are merged through a heap, a piece of each in memory (Knuth, TAOCP 3, section 5.4). Cost: every number is
// written and read once, and moves through a heap of as many entries as there are runs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "wirecopy/base/temp_file.h"

namespace wirecopy {

// For one thread. Many may share a file.
class ExternalSort {
 public:
  // `file` outlives it. Holds `numbers` in memory at most, but for 512 of each run.
  ExternalSort(TempFile* file, size_t numbers);

  absl::Status Add(uint64_t number) {
    if (held_.capacity() == 0) held_.reserve(most_);  // growing would take twice as much
    held_.push_back(number);
    return held_.size() < most_ ? absl::OkStatus() : WriteRun();
  }

  // All that was added, rising, equal ones too. Ends when `visit` gives an error. Once.
  absl::Status Visit(const std::function<absl::Status(uint64_t)>& visit);

 private:
  struct Run {
    uint64_t offset = 0;  // bytes
    uint64_t left = 0;    // numbers on disk
    std::vector<uint64_t> piece = {};
    size_t at = 0;
  };

  absl::Status WriteRun();
  // False when the run is at its end.
  absl::StatusOr<bool> Fill(Run* run, size_t numbers) const;

  TempFile& file_;
  size_t most_;
  std::vector<uint64_t> held_;
  std::vector<Run> runs_;
};

}  // namespace wirecopy

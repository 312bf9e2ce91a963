// Seconds of each stage of a dedup.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wirecopy/pipeline/dedup.h"

namespace wirecopy {

class StageClock {
 public:
  explicit StageClock(std::vector<DedupStage>* stages) : stages_(*stages) {}
  // What has gone by since the last note belongs to `stage`.
  void Note(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - std::exchange(since_, now)).count();
    const auto known =
        std::find_if(stages_.begin(), stages_.end(), [&](const DedupStage& s) { return s.name == stage; });
    if (known != stages_.end()) {
      known->seconds += seconds;
    } else {
      stages_.push_back({std::string(stage), seconds});
    }
  }

 private:
  std::vector<DedupStage>& stages_;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

}  // namespace wirecopy

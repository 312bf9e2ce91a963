// Whose copy a cluster of articles is, judged by the articles alone: no feed of any agency is needed.
#pragma once

#include <string>
#include <vector>

#include "wirecopy/pipeline/run.h"

namespace wirecopy {

struct WireVerdict {
  std::string agency;                // empty: nothing names one
  double confidence = 0;             // in `agency`, 0 to 1
  std::vector<std::string> reasons;  // for people; the strongest first
};

// `consensus`: of the cluster.
WireVerdict JudgeWire(const Run& run, const Cluster& cluster, const Consensus& consensus);

}  // namespace wirecopy

// What run.json says of the scan that wrote it: enough to do it again.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/pipeline/explain.h"
#include "wirecopy/report/run_folder.h"

namespace wirecopy {

struct RunRecord {
  std::string version;
  NamedOptions options;
  std::vector<std::string> inputs, sources;
  RunCounts counts;
};

// `folder`: of a run. An error says what is wrong with it.
absl::StatusOr<RunRecord> ReadRunRecord(const std::string& folder);

}  // namespace wirecopy

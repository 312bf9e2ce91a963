// Whether signature schemes estimate as exactly as their theory says.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/measure/sketch_quality.h"

namespace wirecopy {

struct CheckedErrors {
  SketchErrors errors;
  double mse_limit = 0;  // largest relative mean square error that theory allows
  bool bias_passed = true;
  bool mse_passed = true;
  bool passed() const { return bias_passed && mse_passed; }
};

struct SelfCheckReport {
  std::vector<CheckedErrors> rows;
  bool passed() const;
  // What left its band, one line a row, the scheme first.
  std::vector<std::string> Failures() const;
};

// `trial_share` 1 for the full number of pairs, less for a quick look. An error fails when it is more than five
// standard errors beyond what theory allows.
SelfCheckReport SelfCheck(const std::vector<std::unique_ptr<SignatureScheme>>& schemes, double trial_share,
                          uint64_t seed, const Executor& executor);

// All schemes of the registry.
absl::StatusOr<std::vector<std::unique_ptr<SignatureScheme>>> MakeAllSchemes(int values);

}  // namespace wirecopy

// Two articles, all that they share, whatever the cuts of a scan.
#pragma once

#include "wirecopy/pipeline/scan.h"

namespace wirecopy {

// The first article of each input; the run holds both and exactly one pair, in the order they were given. An error
// names the input that gives no article.
absl::StatusOr<Run> CompareTwo(const ScanOptions& options, const std::string& input_a, const std::string& input_b);

}  // namespace wirecopy

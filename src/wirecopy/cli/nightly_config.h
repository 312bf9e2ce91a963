// The file that says what `wirecopy nightly` does every night.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/cli/dedup_command.h"

namespace wirecopy {

// Paths are relative to the folder of the file.
struct NightlyConfig {
  DedupCommand dedup;  // with inputs, index and output
  std::string digest;  // folder; empty: none
  std::string expire;  // age of the nights that leave the index, as 90d; empty: none leaves
  bool fail_on_alarm = false, fail_on_uncredited = false;
};

// `{night}` in paths is the date of the night. An error names the file and the key.
absl::StatusOr<NightlyConfig> ReadNightlyConfig(const std::string& path, const std::string& night);

}  // namespace wirecopy

// What an earlier run learned of the outlets' boilerplate, and what a person made of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

struct KnownBoilerplate {
  std::string outlet;
  uint32_t articles = 0;   // that held it, as the file says
  bool whole_line = true;  // else a run of words, wherever it stands
  std::string example;
};

// A file like a run's boilerplate.jsonl; blank lines are passed over. Errors name file, line and what is wrong.
absl::StatusOr<std::vector<KnownBoilerplate>> ReadBoilerplate(const std::string& path);

}  // namespace wirecopy

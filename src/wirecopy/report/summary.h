// The run as a person wants to read it on a terminal.
#pragma once

#include <string>

#include "wirecopy/pipeline/run.h"

namespace wirecopy {

struct SummaryOptions {
  bool colour = false;
  size_t most_outlets = 20;
  uint32_t least_articles = 10;  // of an outlet; those of fewer stand behind the others
  size_t most_pairs = 5;
};

// Pairs that share text; the others have reworded passages alone.
uint64_t CountSharing(const Run& run);

std::string Summary(const Run& run, const SummaryOptions& options);

}  // namespace wirecopy

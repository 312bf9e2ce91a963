// Two articles side by side on a terminal.
#pragma once

#include <string>

#include "wirecopy/pipeline/run.h"

namespace wirecopy {

struct ComparisonOptions {
  bool colour = false;
  int columns = 100;  // of the terminal
};

// The scores, then every passage with its text in two columns; shared words in colour (or between [ ] without colours).
std::string Comparison(const Run& run, const ComparisonOptions& options);

}  // namespace wirecopy

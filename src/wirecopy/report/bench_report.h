// A benchmark as JSON, as a table for the terminal, and as a page.
#pragma once

#include <string>

#include "wirecopy/measure/bench.h"
#include "wirecopy/measure/self_check.h"

namespace wirecopy {

// Schema wirecopy.bench/1: docs/bench.md, docs/schema/bench.schema.json.
std::string BenchJson(const BenchReport& report);

// Lines of up to about 120 columns.
std::string BenchTable(const BenchReport& report);
std::string SelfCheckTable(const SelfCheckReport& report);

// One file without scripts that opens anywhere, offline.
std::string BenchHtml(const BenchReport& report);

}  // namespace wirecopy

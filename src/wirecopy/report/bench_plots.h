// The figures of the benchmark's page: each with title, plot and what it says, as HTML.
#pragma once

#include <string>

#include "wirecopy/measure/bench.h"

namespace wirecopy {

// ns by key length, speed against quality, avalanche matrices.
std::string HashFigures(const BenchReport& report);

// Speed against error with the Pareto front, errors with intervals, S-curves.
std::string SketchFigures(const BenchReport& report);

// Those that no other is better than in both numbers (smaller is better in each), by rising `first`. Of equal ones all.
std::vector<size_t> ParetoFront(const std::vector<std::pair<double, double>>& numbers);

}  // namespace wirecopy

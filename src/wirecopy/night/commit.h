// One night's findings on their way into the catalogue, and out again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "wirecopy/night/graph.h"
#include "wirecopy/night/night.h"
#include "wirecopy/night/regroup.h"

namespace wirecopy {

struct NightFindings {
  SegmentRow segment;
  const NightGraph& graph;             // what was regrouped is what it has chosen
  std::span<const Edge> edges;         // of tonight, by joint numbers
  std::span<const Membership> before;  // of the chosen articles of the window
  const Regrouped& regrouped;
};

// All of it in one transaction. Counts the duplicates of tonight.
absl::Status CommitNight(const DedupOptions& options, const Recognised& recognised, const NightFindings& findings,
                         Catalogue* catalogue, IndexedDedup* result);

// What the catalogue says of every article of the input.
absl::Status FillAnswers(const Recognised& recognised, Catalogue* catalogue, IndexedDedup* result);

}  // namespace wirecopy

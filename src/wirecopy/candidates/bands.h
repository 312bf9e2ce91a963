// Locality-sensitive hashing by bands: which pairs meet in a bucket, and how to choose the bands.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

namespace wirecopy {

struct Bands {
  int bands = 0;
  int rows = 0;  // values a band
};

// The chance that two sets of Jaccard resemblance `jaccard` agree in all rows of at least one band: the S-curve
// 1 - (1 - s^r)^b (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4).
double MeetingProbability(Bands bands, double jaccard);

// The mean of MeetingProbability over resemblances from `threshold` to 1: the recall to expect if pairs above the
// threshold were spread evenly.
double ExpectedRecall(Bands bands, double threshold);

// The bands and rows (bands * rows <= values) of least expected cost: the area under the S-curve below the threshold
// (pairs to verify in vain) and the area above it beyond the threshold (pairs missed), a missed pair counting
// `miss_weight` times as much. InvalidArgument unless 0 < threshold <= 1 and values >= 1.
absl::StatusOr<Bands> OptimalBands(int values, double threshold, double miss_weight);

// One key a band: the hash of the band's number and its values.
void BandKeys(Bands bands, std::span<const uint32_t> signature, std::vector<uint64_t>* keys);

}  // namespace wirecopy

#include "wirecopy/candidates/bands.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

// Mean of the S-curve over [from, to] by Simpson's rule; 0 for an empty range.
double MeanProbability(Bands bands, double from, double to) {
  if (to <= from) return 0;
  constexpr int kIntervals = 200;
  const double step = (to - from) / kIntervals;
  double sum = MeetingProbability(bands, from) + MeetingProbability(bands, to);
  for (int i = 1; i < kIntervals; ++i) sum += (i % 2 == 1 ? 4 : 2) * MeetingProbability(bands, from + i * step);
  return sum * step / 3 / (to - from);
}

}  // namespace

double MeetingProbability(Bands bands, double jaccard) {
  return 1 - std::pow(1 - std::pow(jaccard, bands.rows), bands.bands);
}

double ExpectedRecall(Bands bands, double threshold) {
  return threshold >= 1 ? MeetingProbability(bands, 1) : MeanProbability(bands, threshold, 1);
}

absl::StatusOr<Bands> OptimalBands(int values, double threshold, double miss_weight) {
  if (!(threshold > 0 && threshold <= 1) || values < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("no bands for threshold ", threshold, " and ", values, " values: the threshold lies in (0, 1]"));
  }
  Bands best;
  double least = std::numeric_limits<double>::infinity();
  for (int rows = 1; rows <= values; ++rows) {
    const Bands bands{values / rows, rows};  // more bands than that miss fewer pairs at the same rows
    for (int count = 1; count <= bands.bands; ++count) {
      const Bands tried{count, rows};
      const double wasted = threshold * MeanProbability(tried, 0, threshold);
      const double missed = (1 - threshold) * (1 - ExpectedRecall(tried, threshold));
      const double cost = wasted + miss_weight * missed;
      if (cost < least) {
        least = cost;
        best = tried;
      }
    }
  }
  return best;
}

void BandKeys(Bands bands, std::span<const uint32_t> signature, std::vector<uint64_t>* keys) {
  keys->clear();
  for (int band = 0; band < bands.bands; ++band) {
    uint64_t key = Mix(static_cast<uint64_t>(band));
    for (int row = 0; row < bands.rows; ++row) {
      key = Mix(key ^ signature[static_cast<size_t>(band * bands.rows + row)]);
    }
    keys->push_back(key);
  }
}

}  // namespace wirecopy

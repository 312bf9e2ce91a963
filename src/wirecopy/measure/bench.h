// All measurements of a run of `wirecopy bench`.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "wirecopy/base/executor.h"
#include "wirecopy/base/progress.h"
#include "wirecopy/candidates/bands.h"
#include "wirecopy/measure/avalanche.h"
#include "wirecopy/measure/band_recall.h"
#include "wirecopy/measure/corpus.h"
#include "wirecopy/measure/hash_functions.h"
#include "wirecopy/measure/hash_quality.h"
#include "wirecopy/measure/hash_resemblance.h"
#include "wirecopy/measure/hash_speed.h"
#include "wirecopy/measure/sketch_quality.h"
#include "wirecopy/measure/sketch_speed.h"
#include "wirecopy/measure/timing.h"

namespace wirecopy {

struct BenchOptions {
  std::vector<std::string> corpus;  // as typed; empty: made articles
  bool hashes = true;
  bool sketches = true;
  bool quick = false;  // seconds in place of a minute: fewer keys, pairs and repetitions
  uint64_t seed = 1;
  double threshold = 0.5;  // resemblance that the bands are chosen for
};

// A measure of each kind of keys.
template <typename Measure>
using OfKinds = std::vector<std::pair<std::string, Measure>>;

struct HashResult {
  const HashFunction* function = nullptr;
  HashSpeed speed;
  Avalanche avalanche;
  OfKinds<BitBias> bit_bias;
  OfKinds<Collisions> collisions;
  OfKinds<Buckets> buckets;
  ResemblanceErrors through_scheme;  // by the scheme that `scan` uses
  ResemblanceErrors bottom_k;        // by the hashes as they are
};

struct SketchResult {
  SchemeId scheme;  // of the 128 values that most figures are for
  std::vector<SketchSpeed> speed;
  std::vector<SketchErrors> errors;
  std::vector<CurvePoint> curve;
  BandRecall recall;
};

struct BenchReport {
  BenchOptions options;
  std::string processor;
  int threads = 0;  // of the quality measurements; speed is measured on one
  // The corpus; in `keys` the number and the mean bytes of each kind.
  bool generated = false;
  uint64_t articles = 0;
  uint64_t text_bytes = 0;
  std::vector<Skip> skips;
  OfKinds<std::pair<uint64_t, double>> keys;
  Calibration calibration;
  std::vector<HashResult> hashes;
  Bands bands;
  std::vector<SketchResult> sketches;
};

inline constexpr int kBenchValues = 128;

// Quality first, on all threads; then speed, on one, with nothing beside it. Everything but the times is the same for
// the same options. An error when the corpus cannot be read or a hash function breaks its contract; Cancelled when the
// executor was.
absl::StatusOr<BenchReport> RunBench(const BenchOptions& options, const Executor& executor, const Progress& progress);

}  // namespace wirecopy

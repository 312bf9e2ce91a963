// How exact a signature scheme's estimates are, on made sets whose resemblance is known.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wirecopy/candidates/bands.h"
#include "wirecopy/measure/statistics.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

// Pairs of sets of random hashes, `set_size` in each.
struct SketchCase {
  size_t set_size = 0;
  double jaccard = 0;  // aimed at; whole elements come as near as they can
  int trials = 0;      // pairs
};

struct SketchErrors {
  std::string scheme;
  int values = 0;
  int bits = 32;  // that are kept of a value
  size_t set_size = 0;
  double jaccard = 0;  // exact
  int trials = 0;
  Estimate bias;          // mean of estimate - J
  Estimate relative_mse;  // mean of its square, as a share of J(1-J)/values, the variance of independent minima
  double bytes() const { return values * bits / 8.0; }
};

// A point of the S-curve.
struct CurvePoint {
  double jaccard = 0;
  double predicted = 0;  // MeetingProbability
  Estimate measured;     // share of the pairs that meet in a band
};

struct SketchMeasurement {
  std::vector<SketchErrors> errors;  // one for each number of bits
  CurvePoint meeting;                // by all 32 bits
};

// The bits that a value is cut to: the low ones.
inline constexpr int kValueBits[] = {32, 16, 8};

// `bands` must not need more values than the scheme has.
SketchMeasurement MeasureSketch(const SignatureScheme& scheme, const SketchCase& sketch_case, Bands bands,
                                uint64_t seed);

}  // namespace wirecopy

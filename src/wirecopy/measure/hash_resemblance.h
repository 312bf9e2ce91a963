// What a hash function does to the estimate of a resemblance.
#pragma once

#include <cstdint>
#include <span>

#include "wirecopy/measure/statistics.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {

// Errors of the estimate for pairs of sets of keys that follow one another in the text.
struct ResemblanceErrors {
  uint64_t pairs = 0;
  double jaccard = 0;     // of every pair
  int values = 0;         // of a signature, or hashes of a bottom sketch
  Estimate bias;          // mean of estimate - J
  Estimate relative_mse;  // mean square of it, as a share of what independent random functions give
};

// The hashes through a signature scheme, which hashes them again.
ResemblanceErrors MeasureThroughScheme(std::span<const uint64_t> hashes, const SignatureScheme& scheme);

// The hashes as they are: of the union of both sets the `values` smallest, and the share of those that lie in both
// (bottom-k, Broder 1997). The share is hypergeometric: without bias, with the variance J(1-J)/k * (n-k)/(n-1) for a
// union of n, if the order by hash is a random one.
ResemblanceErrors MeasureBottomK(std::span<const uint64_t> hashes, int values);

}  // namespace wirecopy

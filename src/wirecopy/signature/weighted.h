// Signatures of weighted sets, for elements that do not count alike (rare words, repeated ones). The share of equal
// values estimates the probability Jaccard resemblance (Moulton, Jiang 2018)
//
//   J_P = sum over x in both of 1 / (sum over y of max(a(y) / a(x), b(y) / b(x))),
//
// which is the Jaccard resemblance where all weights are equal, and does not change when all weights of one set are
// multiplied by a number: a text is not unlike its own excerpt merely because it is weighted as a whole.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "wirecopy/signature/scheme.h"

namespace wirecopy {

struct WeightedHash {
  uint64_t hash = 0;
  double weight = 0;  // positive and finite; of a repeated hash the largest counts
};

// "prob-minhash-2", version 1. Compare by EstimateJaccard.
SchemeId WeightedSchemeId(int values);

// Fills `signature`, of 1 to 4,096 values. Order does not matter. An empty set has no signature: it must not be given.
void SignWeighted(std::span<const WeightedHash> elements, std::span<uint32_t> signature);

}  // namespace wirecopy

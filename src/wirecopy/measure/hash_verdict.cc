#include "wirecopy/measure/hash_verdict.h"

#include <algorithm>
#include <cmath>

namespace wirecopy {
namespace {

constexpr double kMostDeviations = 5;
constexpr double kIntervalWidth = 1.96;  // standard errors in an Estimate

// Fewer collisions or more even buckets than chance gives do no harm.
bool TooHigh(double z) { return z > kMostDeviations; }

bool Spoilt(const ResemblanceErrors& errors) {
  if (errors.pairs < 30) return false;
  const auto error = [](const Estimate& estimate) { return (estimate.high - estimate.value) / kIntervalWidth; };
  return std::abs(errors.bias.value) > kMostDeviations * error(errors.bias) ||
         errors.relative_mse.value - kMostDeviations * error(errors.relative_mse) > 1;
}

template <typename Measure, typename Bad>
bool Any(const OfKinds<Measure>& measures, const Bad& bad) {
  return std::any_of(measures.begin(), measures.end(), [&](const auto& entry) { return bad(entry.second); });
}

}  // namespace

HashSummary Summarise(const HashResult& result) {
  HashSummary summary;
  double farthest = 0;
  for (const auto& [kind, bias] : result.bit_bias) {
    if (bias.worst <= farthest * bias.chance_worst) continue;
    farthest = bias.worst / bias.chance_worst;
    summary.worst_bit_bias = bias.worst;
  }
  for (const auto& [kind, buckets] : result.buckets) {
    if (summary.worst_buckets == nullptr || buckets.z > summary.worst_buckets->z) summary.worst_buckets = &buckets;
  }
  for (const auto& [kind, collisions] : result.collisions) {
    if (kind == "shingles" && collisions.bits == 32 && collisions.part != "high 32 bits") {
      summary.low_bits = &collisions;
    }
  }
  return summary;
}

std::vector<std::string> Faults(const HashResult& result) {
  std::vector<std::string> faults;
  if (!result.avalanche.passed()) faults.push_back("avalanche");
  if (Any(result.bit_bias, [](const BitBias& bias) { return !bias.passed(); })) faults.push_back("bit bias");
  if (Any(result.collisions, [](const Collisions& found) { return TooHigh(found.z); })) faults.push_back("collisions");
  if (Any(result.buckets, [](const Buckets& found) { return TooHigh(found.z); })) faults.push_back("buckets");
  if (Spoilt(result.through_scheme) || Spoilt(result.bottom_k)) faults.push_back("resemblance");
  return faults;
}

}  // namespace wirecopy

#include "wirecopy/measure/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "wirecopy/base/check.h"

namespace wirecopy {
namespace {

constexpr double kZ95 = 1.959964;

}  // namespace

void Sample::Add(double value) {
  ++size_;
  const double away = value - mean_;
  mean_ += away / static_cast<double>(size_);
  squares_ += away * (value - mean_);
}

double Sample::standard_error() const {
  if (size_ < 2) return 0;
  const auto n = static_cast<double>(size_);
  return std::sqrt(squares_ / (n - 1) / n);
}

Estimate Sample::MeanWithInterval() const {
  const double half = kZ95 * standard_error();
  return {mean_, mean_ - half, mean_ + half};
}

Estimate Share(uint64_t hits, uint64_t trials) {
  if (trials == 0) return {0, 0, 1};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n, z2 = kZ95 * kZ95;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ95 / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
  return {share, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

double ChiSquareZ(std::span<const uint32_t> counts) {
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  WIRECOPY_CHECK(counts.size() >= 2 && total > 0);
  const double expected = total / static_cast<double>(counts.size());
  double chi_square = 0;
  for (const uint32_t count : counts) chi_square += (count - expected) * (count - expected) / expected;
  const double degrees = static_cast<double>(counts.size()) - 1;
  const double variance = 2 / (9 * degrees);
  return (std::cbrt(chi_square / degrees) - (1 - variance)) / std::sqrt(variance);
}

double PoissonZ(uint64_t count, double expected) {
  const auto n = static_cast<double>(count);
  if (expected > 1000) return std::clamp((n - expected) / std::sqrt(expected), -38.0, 38.0);
  // Of the count itself a half (the mid-p), so that a certain nothing is no deviation.
  const auto chance = [&](double k) {
    return expected > 0 ? std::exp(k * std::log(expected) - expected - std::lgamma(k + 1)) : k > 0 ? 0.0 : 1.0;
  };
  double more = chance(n) / 2, fewer = chance(n) / 2;
  for (double k = n + 1, term = chance(k); term > 0 && (k < expected || term > more * 1e-12); term = chance(++k)) {
    more += term;
  }
  for (double k = 0; k < n && k < 2 * expected + 100; ++k) fewer += chance(k);
  return std::clamp(more < fewer ? NormalQuantile(more) : -NormalQuantile(fewer), -38.0, 38.0);
}

double NormalTail(double z) { return std::erfc(z / std::sqrt(2.0)) / 2; }

double NormalQuantile(double p) {
  double low = -40, high = 40;  // the tail falls with z: halve until doubles end
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (NormalTail(middle) > p ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace wirecopy

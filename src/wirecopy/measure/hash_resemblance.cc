// A function may pass every test of single hashes and still spoil MinHash, because there only the order of the hashes
// of a few hundred keys counts, and keys that follow one another in a text share most of their bytes. So the keys are
// shingles in the order of the text, and no two pairs of sets have a key in common: their errors are independent.
//
// A set pair is 134 keys in a row; A is the first 100 of them and B the last 100, so J = 66/134.
#include "wirecopy/measure/hash_resemblance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "wirecopy/base/check.h"

namespace wirecopy {
namespace {

constexpr size_t kEach = 100, kEither = 134, kBoth = 2 * kEach - kEither;
constexpr double kJaccard = static_cast<double>(kBoth) / kEither;

// `estimate(row)` estimates the resemblance of the first and the last kEach hashes of the row.
template <typename Estimator>
ResemblanceErrors Measure(std::span<const uint64_t> hashes, int values, double variance, const Estimator& estimate) {
  Sample errors, squares;
  for (size_t at = 0; at + kEither <= hashes.size(); at += kEither) {
    const double error = estimate(hashes.subspan(at, kEither)) - kJaccard;
    errors.Add(error);
    squares.Add(error * error / variance);
  }
  return {errors.size(), kJaccard, values, errors.MeanWithInterval(), squares.MeanWithInterval()};
}

}  // namespace

ResemblanceErrors MeasureThroughScheme(std::span<const uint64_t> hashes, const SignatureScheme& scheme) {
  const int values = scheme.id().values;
  std::vector<uint32_t> a(static_cast<size_t>(values)), b(a.size());
  return Measure(hashes, values, kJaccard * (1 - kJaccard) / values, [&](std::span<const uint64_t> row) {
    scheme.Sign(row.first(kEach), a);
    scheme.Sign(row.last(kEach), b);
    return EstimateJaccard(scheme.id(), a, scheme.id(), b).value();
  });
}

ResemblanceErrors MeasureBottomK(std::span<const uint64_t> hashes, int values) {
  WIRECOPY_CHECK(values > 0 && static_cast<size_t>(values) < kEither);
  const double without_return = static_cast<double>(kEither - values) / static_cast<double>(kEither - 1);
  const double variance = kJaccard * (1 - kJaccard) / values * without_return;
  return Measure(hashes, values, variance, [&](std::span<const uint64_t> row) {
    std::vector<std::pair<uint64_t, size_t>> order;
    for (size_t i = 0; i < row.size(); ++i) order.emplace_back(row[i], i);
    std::nth_element(order.begin(), order.begin() + values, order.end());
    const auto in_both = std::count_if(order.begin(), order.begin() + values, [](const auto& entry) {
      return entry.second >= kEither - kEach && entry.second < kEach;
    });
    return static_cast<double>(in_both) / values;
  });
}

}  // namespace wirecopy

// What theory allows, as a mean square error in units of J(1-J)/k:
//
// - 1 for k values that are independent or drawn without return (k-mins, SuperMinHash, Fast Similarity Sketching,
//   C-MinHash, and one permutation hashing with many elements a bin);
// - more for one permutation hashing where bins stay empty: with n elements in k bins, m = k (1 - (1 - 1/k)^n) are hit,
//   and each empty one copies the value of a hit one chosen at random. The mean of k values of which k - m are copies
//   has k/m + (k-m)/k times the variance of k values of their own: a bound, as the bins of the union decide;
// - (1-J) / (2^b - 1) / J on top for values cut to b bits (see sketch_quality.cc).
//
// The confidence band is one-sided for the square (smaller is better) and five standard errors wide, as measured on the
// same pairs, so that hundreds of cells raise no false alarm.
#include "wirecopy/measure/self_check.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr double kWidth = 5;             // standard errors
constexpr double kIntervalWidth = 1.96;  // of those in an Estimate

double RelativeMseLimit(const SketchErrors& errors) {
  double limit = 1;
  if (absl::StartsWith(errors.scheme, "oph")) {
    const double k = errors.values;
    const double hit = k * (1 - std::pow(1 - 1 / k, static_cast<double>(errors.set_size)));
    limit = k / hit + (k - hit) / k;
  }
  return limit + (1 - errors.jaccard) / (std::ldexp(1.0, errors.bits) - 1) / errors.jaccard;
}

double StandardError(const Estimate& estimate) { return (estimate.high - estimate.value) / kIntervalWidth; }

CheckedErrors Check(const SketchErrors& errors) {
  CheckedErrors checked{errors, RelativeMseLimit(errors)};
  // Where every pair agreed in everything the interval has no width: then any bias is one.
  checked.bias_passed = std::abs(errors.bias.value) <= kWidth * StandardError(errors.bias);
  checked.mse_passed = errors.relative_mse.value - kWidth * StandardError(errors.relative_mse) <= checked.mse_limit;
  return checked;
}

std::vector<SketchCase> Cases(double trial_share) {
  std::vector<SketchCase> cases;
  for (const size_t size : {size_t{50}, size_t{300}, size_t{3000}}) {
    const double trials = (size == 3000 ? 400 : 2000) * trial_share;
    for (const double jaccard : {0.2, 0.5, 0.8}) {
      cases.push_back({size, jaccard, std::max(100, static_cast<int>(trials))});
    }
  }
  return cases;
}

}  // namespace

bool SelfCheckReport::passed() const {
  return std::all_of(rows.begin(), rows.end(), [](const CheckedErrors& row) { return row.passed(); });
}

std::vector<std::string> SelfCheckReport::Failures() const {
  std::vector<std::string> lines;
  for (const CheckedErrors& row : rows) {
    if (row.passed()) continue;
    const SketchErrors& e = row.errors;
    lines.push_back(absl::StrFormat(
        "%s, %d values of %d bits, sets of %d, J %.2f: bias %+.4f (%.4f to %.4f)%s, relative MSE %.2f (%.2f to %.2f), "
        "at most %.2f allowed%s",
        e.scheme, e.values, e.bits, e.set_size, e.jaccard, e.bias.value, e.bias.low, e.bias.high,
        row.bias_passed ? "" : " FAILED", e.relative_mse.value, e.relative_mse.low, e.relative_mse.high, row.mse_limit,
        row.mse_passed ? "" : " FAILED"));
  }
  return lines;
}

SelfCheckReport SelfCheck(const std::vector<std::unique_ptr<SignatureScheme>>& schemes, double trial_share,
                          uint64_t seed, const Executor& executor) {
  const std::vector<SketchCase> cases = Cases(trial_share);
  std::vector<SketchMeasurement> found(schemes.size() * cases.size());
  executor.For(found.size(), 1, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      found[i] = MeasureSketch(*schemes[i / cases.size()], cases[i % cases.size()], {1, 1}, Mix(seed + i));
    }
  });
  SelfCheckReport report;
  for (const SketchMeasurement& measurement : found) {
    for (const SketchErrors& errors : measurement.errors) report.rows.push_back(Check(errors));
  }
  return report;
}

absl::StatusOr<std::vector<std::unique_ptr<SignatureScheme>>> MakeAllSchemes(int values) {
  std::vector<std::unique_ptr<SignatureScheme>> schemes;
  for (const std::string_view name : SchemeNames()) {
    auto scheme = MakeScheme(name, values);
    if (!scheme.ok()) return scheme.status();
    schemes.push_back(*std::move(scheme));
  }
  return schemes;
}

}  // namespace wirecopy

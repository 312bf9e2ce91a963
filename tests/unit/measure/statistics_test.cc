#include "wirecopy/measure/statistics.h"

#include <cmath>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/measure/hash_speed.h"
#include "wirecopy/measure/sketch_speed.h"
#include "wirecopy/measure/timing.h"

namespace wirecopy {
namespace {

TEST_CASE("Mean and standard error of a sample") {
  Sample sample;
  for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) sample.Add(value);
  CHECK(sample.size() == 8);
  CHECK(sample.mean() == Approx(5));
  CHECK(sample.standard_error() == Approx(std::sqrt(32.0 / 7 / 8)));
  const Estimate mean = sample.MeanWithInterval();
  CHECK(mean.high - mean.value == Approx(1.96 * sample.standard_error()).epsilon(0.001));
  CHECK(mean.value - mean.low == Approx(mean.high - mean.value));
  CHECK(Sample().MeanWithInterval().value == 0);
}

TEST_CASE("A share stays between 0 and 1 and its interval holds it") {
  const Estimate half = Share(50, 100);
  CHECK(half.value == 0.5);
  CHECK(half.low == Approx(0.4038).margin(0.001));
  CHECK(half.high == Approx(0.5962).margin(0.001));
  CHECK(Share(0, 20).low == 0);
  CHECK(Share(0, 20).high == Approx(0.161).margin(0.002));
  CHECK(Share(20, 20).high == 1);
  CHECK((Share(0, 0).low == 0 && Share(0, 0).high == 1));
}

TEST_CASE("Chi-square: known quantiles") {
  // Chi-square of 9 degrees of freedom has the quantile 16.92 at 0.95 (z 1.645) and 3.325 at 0.05.
  const auto with = [](double chi_square) {
    // Ten counts of mean 1000; two of them off by d give 2 d^2 / 1000.
    const auto d = static_cast<uint32_t>(std::lround(std::sqrt(chi_square * 1000 / 2)));
    std::vector<uint32_t> counts(10, 1000);
    counts[0] += d, counts[1] -= d;
    return ChiSquareZ(counts);
  };
  CHECK(with(16.92) == Approx(1.645).margin(0.02));
  CHECK(with(3.325) == Approx(-1.645).margin(0.05));
}

TEST_CASE("A count against what is expected, also where that is next to nothing") {
  CHECK(PoissonZ(0, 0) == Approx(0).margin(1e-9));
  CHECK(PoissonZ(0, 0.04) == Approx(-0.05).margin(0.1));
  CHECK(PoissonZ(1, 0.04) == Approx(2.05).margin(0.05));  // mid-p 0.02
  CHECK(PoissonZ(1, 1e-9) == Approx(6.1).margin(0.1));
  CHECK(PoissonZ(100, 100) == Approx(0).margin(0.1));
  CHECK(PoissonZ(150, 100) == Approx(4.6).margin(0.3));
  CHECK(PoissonZ(50, 100) == Approx(-5.6).margin(0.5));
  CHECK(PoissonZ(10'100, 10'000) == Approx(1));
  CHECK(PoissonZ(1'000'000, 5) == 38);
}

TEST_CASE("Normal tail and quantile") {
  CHECK(NormalTail(0) == Approx(0.5));
  CHECK(NormalTail(1.959964) == Approx(0.025).epsilon(1e-4));
  for (const double p : {0.9, 0.5, 0.025, 1e-6, 1e-12}) CHECK(NormalTail(NormalQuantile(p)) == Approx(p));
}

TEST_CASE("Timing calls the work again and again and gives positive times, the least not above the median") {
  uint64_t calls = 0;
  const Timing timing = Time({3, 1e-5}, 100, [&] { return ++calls; });
  CHECK(calls > 4);
  CHECK(timing.least_ns > 0);
  CHECK(timing.least_ns <= timing.median_ns);
}

TEST_CASE("Every length, kind and set size is timed") {
  const TimingOptions options{1, 1e-6};
  const Calibration calibration = Calibrate(options, 1 << 16);
  CHECK(calibration.buffer_bytes == 1 << 16);
  CHECK((calibration.read_gb_per_second > 0 && calibration.xxh3_gb_per_second > 0));
  const Corpus corpus = GenerateCorpus(20, 1);
  const Keys keys = TakeKeys(corpus, 1000, 1);
  const HashSpeed speed = MeasureHashSpeed(HashFunctions().front(), keys, options);
  CHECK(speed.by_length.size() == 5);
  CHECK(speed.by_kind.size() == 3);
  for (const KeyTiming& timing : speed.by_length) CHECK((timing.mean_bytes > 0 && timing.a_key.median_ns > 0));
  CHECK((speed.long_bytes >= 65536 && speed.long_gb_per_second > 0));
  const SketchSpeed sketch = MeasureSketchSpeed(*MakeKMinsScheme(16).value(), 50, options, 1);
  CHECK((sketch.values == 16 && sketch.set_size == 50 && sketch.a_hash.median_ns > 0));
}

}  // namespace
}  // namespace wirecopy

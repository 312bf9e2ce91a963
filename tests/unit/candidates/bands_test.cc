#include "wirecopy/candidates/bands.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/signature/scheme.h"

namespace wirecopy {
namespace {

// The mean over the middles of many thin strips.
template <typename Curve>
double MeanOf(double from, double to, const Curve& curve) {
  constexpr int kStrips = 4000;
  double sum = 0;
  for (int i = 0; i < kStrips; ++i) sum += curve(from + (to - from) * (i + 0.5) / kStrips);
  return sum / kStrips;
}

double SCurve(Bands bands, double s) { return 1 - std::pow(1 - std::pow(s, bands.rows), bands.bands); }

// The documented cost: the area under the curve below the threshold and the weighted area above it beyond.
double Cost(Bands bands, double threshold, double miss_weight) {
  const double below = threshold * MeanOf(0, threshold, [&](double s) { return SCurve(bands, s); });
  const double above = (1 - threshold) * MeanOf(threshold, 1, [&](double s) { return 1 - SCurve(bands, s); });
  return below + miss_weight * above;
}

bool Meet(Bands bands, std::span<const uint32_t> a, std::span<const uint32_t> b) {
  std::vector<uint64_t> keys_a, keys_b;
  BandKeys(bands, a, &keys_a);
  BandKeys(bands, b, &keys_b);
  return std::any_of(keys_a.begin(), keys_a.end(),
                     [&](uint64_t key) { return std::find(keys_b.begin(), keys_b.end(), key) != keys_b.end(); });
}

void CheckRate(int met, int trials, double expected) {
  const double rate = static_cast<double>(met) / trials;
  CHECK(std::abs(rate - expected) <= 3 * std::sqrt(expected * (1 - expected) / trials));
}

TEST_CASE("The chance to meet has the closed form's values") {
  CHECK(MeetingProbability({1, 1}, 0.3) == Approx(0.3));
  CHECK(MeetingProbability({2, 1}, 0.3) == Approx(0.51));
  CHECK(MeetingProbability({1, 3}, 0.5) == Approx(0.125));
  CHECK(MeetingProbability({20, 5}, 0.8) == Approx(0.99964).epsilon(1e-5));  // MMDS, section 3.4.2
  CHECK(MeetingProbability({20, 5}, 0.5) == Approx(0.470).epsilon(1e-3));
  CHECK(MeetingProbability({20, 5}, 0.2) == Approx(0.00638).epsilon(1e-2));
  for (const Bands bands : {Bands{1, 1}, Bands{20, 5}, Bands{7, 128}}) {
    CHECK(MeetingProbability(bands, 0) == 0);
    CHECK(MeetingProbability(bands, 1) == 1);
  }
}

TEST_CASE("The expected recall is the mean of the S-curve beyond the threshold") {
  for (const Bands bands : {Bands{1, 1}, Bands{20, 5}, Bands{5, 20}, Bands{42, 3}, Bands{1, 64}, Bands{128, 1}}) {
    for (const double threshold : {0.1, 0.5, 0.8, 0.99}) {
      INFO(bands.bands << " bands of " << bands.rows << " rows, threshold " << threshold);
      const double exact = MeanOf(threshold, 1, [&](double s) { return SCurve(bands, s); });
      CHECK(ExpectedRecall(bands, threshold) == Approx(exact).margin(1e-5));
    }
    CHECK(ExpectedRecall(bands, 1) == Approx(1));
  }
  CHECK(ExpectedRecall({1, 1}, 0.5) == Approx(0.75));
}

TEST_CASE("The optimal bands have the least cost of all bands and rows that fit") {
  for (const int values : {1, 2, 5, 12}) {
    for (const double threshold : {0.2, 0.5, 0.8, 1.0}) {
      for (const double miss_weight : {0.5, 1.0, 4.0}) {
        const Bands best = OptimalBands(values, threshold, miss_weight).value();
        INFO(values << " values, threshold " << threshold << ", weight " << miss_weight);
        REQUIRE(best.bands >= 1);
        REQUIRE(best.rows >= 1);
        CHECK(best.bands * best.rows <= values);
        double least = std::numeric_limits<double>::infinity();
        for (int rows = 1; rows <= values; ++rows) {
          for (int bands = 1; bands * rows <= values; ++bands) {
            least = std::min(least, Cost({bands, rows}, threshold, miss_weight));
          }
        }
        CHECK(Cost(best, threshold, miss_weight) <= least + 1e-6);
      }
    }
  }
}

TEST_CASE("Misses that weigh more never lower the expected recall") {
  double last = 0;
  for (const double miss_weight : {0.1, 1.0, 5.0, 25.0}) {
    const double recall = ExpectedRecall(OptimalBands(64, 0.5, miss_weight).value(), 0.5);
    CHECK(recall >= last);
    last = recall;
  }
  CHECK(last > 0.95);
}

TEST_CASE("A threshold that is not above 0 and at most 1 and a signature without values are refused") {
  for (const double threshold :
       {0.0, -0.5, 1.001, 2.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    INFO(threshold);
    CHECK(absl::IsInvalidArgument(OptimalBands(16, threshold, 1).status()));
  }
  for (const int values : {0, -1}) CHECK(absl::IsInvalidArgument(OptimalBands(values, 0.5, 1).status()));
  CHECK(OptimalBands(1, 1, 1).ok());
}

TEST_CASE("There is one key a band, equal where all of the band's values are") {
  const std::vector<uint32_t> a = {1, 2, 3, 4, 5, 6, 7};
  std::vector<uint64_t> keys_a(99), keys_b;
  BandKeys({3, 2}, a, &keys_a);
  REQUIRE(keys_a.size() == 3);
  for (size_t changed = 0; changed < a.size(); ++changed) {
    std::vector<uint32_t> b = a;
    b[changed] += 1;
    BandKeys({3, 2}, b, &keys_b);
    REQUIRE(keys_b.size() == 3);
    for (size_t band = 0; band < 3; ++band) {
      INFO("value " << changed << ", band " << band);
      CHECK((keys_a[band] == keys_b[band]) == (changed / 2 != band));
    }
  }
}

TEST_CASE("Bands with the same values have unlike keys, and so do values in another order") {
  std::vector<uint64_t> keys;
  BandKeys({50, 2}, std::vector<uint32_t>(100, 7), &keys);
  CHECK(std::set<uint64_t>(keys.begin(), keys.end()).size() == 50);
  CHECK_FALSE(Meet({1, 2}, std::vector<uint32_t>{1, 2}, std::vector<uint32_t>{2, 1}));
  CHECK_FALSE(Meet({2, 1}, std::vector<uint32_t>{1, 2}, std::vector<uint32_t>{2, 1}));
}

TEST_CASE("Signatures whose values agree by chance meet at the rate of the S-curve") {
  std::mt19937 random(91);
  constexpr int kTrials = 4000;
  for (const Bands bands : {Bands{10, 3}, Bands{4, 8}, Bands{30, 1}}) {
    for (const double jaccard : {0.1, 0.4, 0.7, 0.9}) {
      std::bernoulli_distribution agree(jaccard);
      int met = 0;
      for (int i = 0; i < kTrials; ++i) {
        std::vector<uint32_t> a(static_cast<size_t>(bands.bands * bands.rows)), b(a.size());
        for (size_t v = 0; v < a.size(); ++v) {
          a[v] = static_cast<uint32_t>(random());
          b[v] = agree(random) ? a[v] : ~a[v];
        }
        met += Meet(bands, a, b);
      }
      INFO(bands.bands << " bands of " << bands.rows << " rows, resemblance " << jaccard);
      CheckRate(met, kTrials, SCurve(bands, jaccard));
    }
  }
}

TEST_CASE("Signatures of sets meet at the rate of the S-curve of their resemblance") {
  std::mt19937_64 random(92);
  constexpr int kTrials = 3000;
  constexpr Bands kBands{8, 4};
  const auto scheme = MakeKMinsScheme(kBands.bands * kBands.rows).value();
  for (const auto& [shared, own] : {std::tuple(50, 50), std::tuple(60, 20), std::tuple(80, 10)}) {
    int met = 0;
    for (int i = 0; i < kTrials; ++i) {
      std::vector<uint64_t> all(static_cast<size_t>(shared + 2 * own));
      for (uint64_t& hash : all) hash = random();
      std::vector<uint32_t> a(32), b(32);
      scheme->Sign(std::span(all).first(static_cast<size_t>(shared + own)), a);
      scheme->Sign(std::span(all).last(static_cast<size_t>(shared + own)), b);
      met += Meet(kBands, a, b);
    }
    const double jaccard = static_cast<double>(shared) / (shared + 2 * own);
    INFO("resemblance " << jaccard);
    CheckRate(met, kTrials, SCurve(kBands, jaccard));
  }
}

}  // namespace
}  // namespace wirecopy

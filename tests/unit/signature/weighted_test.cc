#include "wirecopy/signature/weighted.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.h"
#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

using Weighted = std::vector<WeightedHash>;

std::vector<uint32_t> Sign(const Weighted& elements, size_t values) {
  std::vector<uint32_t> signature(values);
  SignWeighted(elements, signature);
  return signature;
}

double Estimate(const Weighted& a, const Weighted& b, size_t values) {
  const SchemeId id = WeightedSchemeId(static_cast<int>(values));
  return EstimateJaccard(id, Sign(a, values), id, Sign(b, values)).value();
}

// By its definition; elements are those with equal places in both, weights of zero are missing ones.
double ProbabilityJaccard(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (size_t x = 0; x < a.size(); ++x) {
    if (a[x] == 0 || b[x] == 0) continue;
    double rivals = 0;
    for (size_t y = 0; y < a.size(); ++y) rivals += std::max(a[y] / a[x], b[y] / b[x]);
    sum += 1 / rivals;
  }
  return sum;
}

struct Pair {
  std::vector<double> a, b;
};

// Two sets with `shared` elements in both and `alone` in either, their weights from 1 to 8 and unlike in the two sets.
Pair MakePair(size_t shared, size_t alone) {
  Pair pair;
  for (size_t i = 0; i < shared + 2 * alone; ++i) {
    const double weight = 1 + static_cast<double>(Mix(i) % 8);
    pair.a.push_back(i < shared + alone ? weight : 0);
    pair.b.push_back(i < shared ? weight * (i % 3 == 0 ? 2 : 1) : i < shared + alone ? 0 : weight);
  }
  return pair;
}

Weighted WithHashes(const std::vector<double>& weights, const std::vector<uint64_t>& hashes) {
  Weighted elements;
  for (size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) elements.push_back({hashes[i], weights[i]});
  }
  return elements;
}

TEST_CASE("The estimate of the probability Jaccard resemblance is unbiased and as exact as independent values") {
  constexpr size_t kValues = 64;
  constexpr int kTrials = 800;
  std::mt19937_64 random(111);
  for (const size_t size : {50, 300, 3000}) {
    const int trials = size == 3000 ? kTrials / 2 : kTrials;
    for (const double part : {0.3, 0.6, 0.9}) {
      const auto shared = static_cast<size_t>(part * static_cast<double>(size));
      const Pair pair = MakePair(shared, size - shared);
      const double exact = ProbabilityJaccard(pair.a, pair.b);
      const double variance = exact * (1 - exact) / kValues;
      double sum = 0, squares = 0;
      for (int trial = 0; trial < trials; ++trial) {
        std::vector<uint64_t> hashes(pair.a.size());
        for (uint64_t& hash : hashes) hash = random();
        const double error = Estimate(WithHashes(pair.a, hashes), WithHashes(pair.b, hashes), kValues) - exact;
        sum += error;
        squares += error * error;
      }
      INFO(size << " elements, resemblance " << exact);
      CHECK(std::abs(sum / trials) < 5 * std::sqrt(variance / trials));
      CHECK(squares / trials < 1.3 * variance);
      CHECK(squares / trials > 0.35 * variance);
    }
  }
}

TEST_CASE("A weighted signature depends on weights alone, not on their scale, nor on order and repetitions") {
  std::mt19937_64 random(112);
  Weighted elements;
  for (int i = 0; i < 200; ++i) elements.push_back({random(), 0.5 + static_cast<double>(random() % 100)});
  const std::vector<uint32_t> signature = Sign(elements, 128);
  Weighted doubled = elements;
  for (WeightedHash& element : doubled) element.weight *= 2;
  CHECK(Sign(doubled, 128) == signature);
  elements.insert(elements.end(), elements.begin(), elements.begin() + 100);
  std::shuffle(elements.begin(), elements.end(), random);
  CHECK(Sign(elements, 128) == signature);
}

TEST_CASE("Of a repeated hash the largest weight counts") {
  const Weighted once = {{1, 5}, {2, 3}}, twice = {{1, 2}, {2, 3}, {1, 5}};
  CHECK(Sign(once, 256) == Sign(twice, 256));
}

TEST_CASE("An element wins values in proportion to its weight") {
  const Weighted elements = {{1, 1}, {2, 3}};
  const std::vector<uint32_t> both = Sign(elements, 4096), heavy = Sign({{2, 3}}, 4096);
  size_t equal = 0;
  for (size_t i = 0; i < both.size(); ++i) equal += both[i] == heavy[i];
  CHECK(std::abs(static_cast<double>(equal) / 4096 - 0.75) < 0.03);
}

TEST_CASE("The values of the weighted scheme's first version never change") {
  REQUIRE(WeightedSchemeId(8) == SchemeId{"prob-minhash-2", 1, 8});
  Weighted elements;
  for (uint64_t i = 0; i < 10; ++i) elements.push_back({Mix(i), 1 + static_cast<double>(i)});
  std::vector<uint32_t> signature = Sign(elements, 8);
  signature.resize(4);
  CHECK(signature == std::vector<uint32_t>{0x4e002437, 0x9fdc078a, 0x04a4ed0c, 0xf4b722e0});
}

TEST_CASE("A weighted signature has from 1 to 4,096 values") {
  for (const size_t values : {1, 2, 3, 4096}) CHECK(Estimate({{7, 0.25}}, {{7, 0.25}}, values) == 1);
}

}  // namespace
}  // namespace wirecopy

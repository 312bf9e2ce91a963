// All signature schemes at 50, 300 and 3,000 hashes and 128 values: what they cost ("items" are hashes; compare the
// figures of one run) and how well they estimate a Jaccard resemblance of a half, also with values cut to 16 and 8
// bits.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "wirecopy/base/check.h"
#include "wirecopy/signature/b_bit.h"
#include "wirecopy/signature/scheme.h"
#include "wirecopy/signature/weighted.h"

namespace wirecopy {
namespace {

constexpr int kValues = 128;

// As many sets as keep the branch predictor from learning them by heart, and all of them in the second-level cache.
std::vector<std::vector<uint64_t>> MakeSets(size_t size) {
  std::mt19937_64 random(size);
  std::vector<std::vector<uint64_t>> sets(std::max<size_t>(4, 20000 / size), std::vector<uint64_t>(size));
  for (auto& set : sets) std::generate(set.begin(), set.end(), std::ref(random));
  return sets;
}

std::vector<WeightedHash> Weighted(const std::vector<uint64_t>& set) {
  std::vector<WeightedHash> weighted;
  for (const uint64_t hash : set) weighted.push_back({hash, 1 + static_cast<double>(hash % 8)});
  return weighted;
}

template <typename Element, typename SignSet>
void TimeSets(benchmark::State& state, std::vector<std::vector<Element>> sets, const SignSet& sign) {
  std::vector<uint32_t> signature(kValues), again(kValues);
  for (auto& set : sets) {
    sign(set, signature);
    std::reverse(set.begin(), set.end());
    sign(set, again);
    WIRECOPY_CHECK(signature == again);
  }
  for (auto _ : state) {
    for (const auto& set : sets) {
      sign(set, signature);
      benchmark::DoNotOptimize(signature.data());
    }
  }
  state.SetItemsProcessed(static_cast<int64_t>(sets.size() * sets[0].size()) * state.iterations());
}

void SignSets(benchmark::State& state, const std::string& name) {
  const std::unique_ptr<SignatureScheme> scheme = MakeScheme(name, kValues).value();
  TimeSets(state, MakeSets(static_cast<size_t>(state.range(0))),
           [&](const std::vector<uint64_t>& set, std::vector<uint32_t>& signature) { scheme->Sign(set, signature); });
}

void SignWeightedSets(benchmark::State& state) {
  std::vector<std::vector<WeightedHash>> sets;
  for (const auto& set : MakeSets(static_cast<size_t>(state.range(0)))) sets.push_back(Weighted(set));
  TimeSets(state, std::move(sets), [](const std::vector<WeightedHash>& set, std::vector<uint32_t>& signature) {
    SignWeighted(set, signature);
  });
}

// The mean error of `trials` estimates in its standard errors, and the mean square error as a share of J(1-J)/k.
struct Errors {
  void Add(double error) {
    sum += error;
    squares += error * error;
    ++trials;
  }
  void Tell(benchmark::State& state, const std::string& suffix, double jaccard) const {
    state.counters["bias" + suffix] = sum / std::sqrt(squares);
    state.counters["mse" + suffix] = squares / trials / (jaccard * (1 - jaccard) / kValues);
  }
  double sum = 0, squares = 0, trials = 0;
};

void EstimateHalf(benchmark::State& state, const std::string& name) {
  constexpr int kTrials = 4000;
  const std::unique_ptr<SignatureScheme> scheme = MakeScheme(name, kValues).value();
  const auto size = static_cast<size_t>(state.range(0));
  const size_t shared = size * 2 / 3, either = 2 * size - shared;
  const double jaccard = static_cast<double>(shared) / static_cast<double>(either);
  Errors whole, half, quarter;
  for (auto _ : state) {
    std::mt19937_64 random(size);
    std::vector<uint64_t> all(either);
    std::vector<uint32_t> a(kValues), b(kValues);
    for (int trial = 0; trial < kTrials; ++trial) {
      std::generate(all.begin(), all.end(), std::ref(random));
      scheme->Sign(std::span(all).first(size), a);
      scheme->Sign(std::span(all).last(size), b);
      for (const auto& [bits, errors] : {std::pair(32, &whole), std::pair(16, &half), std::pair(8, &quarter)}) {
        CutToBits(a, bits);
        CutToBits(b, bits);
        const double equal = EstimateJaccard(scheme->id(), a, scheme->id(), b).value();
        errors->Add(JaccardFromEqualShare(equal, bits) - jaccard);
      }
    }
  }
  whole.Tell(state, "", jaccard);
  half.Tell(state, "_16", jaccard);
  quarter.Tell(state, "_8", jaccard);
}

const bool kRegistered = [] {
  for (const std::string_view name : SchemeNames()) {
    benchmark::RegisterBenchmark(("Sign/" + std::string(name)).c_str(),
                                 [name](benchmark::State& state) { SignSets(state, std::string(name)); })
        ->Arg(50)
        ->Arg(300)
        ->Arg(3000);
    benchmark::RegisterBenchmark(("Estimate/" + std::string(name)).c_str(),
                                 [name](benchmark::State& state) { EstimateHalf(state, std::string(name)); })
        ->Arg(50)
        ->Arg(300)
        ->Arg(3000)
        ->Iterations(1);
  }
  return true;
}();
BENCHMARK(SignWeightedSets)->Arg(50)->Arg(300)->Arg(3000);

}  // namespace
}  // namespace wirecopy

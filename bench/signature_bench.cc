// All signature schemes at 50, 300 and 3,000 hashes and 128 values; "items" are hashes. Compare the figures of one run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "wirecopy/base/check.h"
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

const bool kRegistered = [] {
  for (const std::string_view name : SchemeNames()) {
    benchmark::RegisterBenchmark(("Sign/" + std::string(name)).c_str(),
                                 [name](benchmark::State& state) { SignSets(state, std::string(name)); })
        ->Arg(50)
        ->Arg(300)
        ->Arg(3000);
  }
  return true;
}();
BENCHMARK(SignWeightedSets)->Arg(50)->Arg(300)->Arg(3000);

}  // namespace
}  // namespace wirecopy

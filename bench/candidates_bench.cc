// Joining by bands: 64 bands of 2 rows, one article in four a copy of the one before with a tenth of its values
// changed.
#include <benchmark/benchmark.h>

#include <random>

#include "wirecopy/base/check.h"
#include "wirecopy/candidates/band_join.h"

namespace wirecopy {
namespace {

constexpr int kValues = 128;

void JoinByBands(benchmark::State& state) {
  const auto articles = static_cast<size_t>(state.range(0));
  std::mt19937 random(5);
  std::vector<uint16_t> values(articles * kValues);
  std::vector<const uint16_t*> signatures;
  for (size_t i = 0; i < articles; ++i) {
    uint16_t* const own = values.data() + i * kValues;
    for (int v = 0; v < kValues; ++v) {
      const bool copied = i % 4 == 3 && random() % 10 != 0;
      own[v] = copied ? own[v - kValues] : static_cast<uint16_t>(random());
    }
    signatures.push_back(own);
  }
  BandJoinInput input{signatures, kValues, {kValues / 2, 2}};
  input.keep = [](uint32_t, uint32_t, int equal) { return equal > kValues / 4; };
  const Executor executor(1);
  WIRECOPY_CHECK(JoinBands(input, executor).pairs.size() == articles / 4);
  for (auto _ : state) benchmark::DoNotOptimize(JoinBands(input, executor));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(JoinByBands)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wirecopy

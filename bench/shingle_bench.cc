// Shingles and winnowed fingerprints.
#include "bench/made_articles.h"
#include "wirecopy/base/check.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/shingle/winnow.h"

namespace wirecopy {
namespace {

void Shingles(benchmark::State& state) {
  const auto all = MadeWords();
  std::vector<uint64_t> hashes;
  ShingleHashes(all[0], 5, &hashes);
  // A shingle rolled from the one before is the shingle of its own words.
  WIRECOPY_CHECK(ShingleHashes(std::span(all[0]).subspan(7, 5), {}, 5)[0] == hashes[7]);
  for (auto _ : state) {
    for (const auto& words : all) {
      ShingleHashes(words, 5, &hashes);
      benchmark::DoNotOptimize(hashes.data());
    }
  }
  CountMadeArticles(state);
}
BENCHMARK(Shingles);

void Fingerprints(benchmark::State& state) {
  const auto all = MadeWords();
  WIRECOPY_CHECK(!Winnow(ShingleHashes(all[0], {}, 8), WindowForGuarantee(16, 8)).empty());
  for (auto _ : state) {
    for (const auto& words : all) {
      benchmark::DoNotOptimize(Winnow(ShingleHashes(words, {}, 8), WindowForGuarantee(16, 8)));
    }
  }
  CountMadeArticles(state);
}
BENCHMARK(Fingerprints);

}  // namespace
}  // namespace wirecopy

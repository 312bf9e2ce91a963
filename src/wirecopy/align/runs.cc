// Seeds grown to maximal runs.
//
// Every shingle of `a` is sorted by hash; every shingle of `b` is looked up in it. A hit is grown forwards and
// backwards to the whole run, and its diagonal (place in a minus place in b) remembers how far it was grown, so that
// the other hits of the same run cost one comparison each. Exact: words are compared, not only shingles.
#include <algorithm>

#include "wirecopy/align/align.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr size_t kMostPlaces = 16;  // of one shingle in `a` that are tried

struct Seed {
  uint64_t hash;
  uint32_t place;
  friend auto operator<=>(const Seed&, const Seed&) = default;
};

std::vector<Seed> SortedSeeds(std::span<const Word> words, int k) {
  const std::vector<uint64_t> hashes = ShingleHashes(words, {}, k);
  std::vector<Seed> seeds;
  seeds.reserve(hashes.size());
  for (uint32_t i = 0; i < hashes.size(); ++i) seeds.push_back({hashes[i], i});
  std::sort(seeds.begin(), seeds.end());
  return seeds;
}

WordRun Grow(std::span<const Word> a, std::span<const Word> b, uint32_t i, uint32_t j) {
  uint32_t back = 0;
  while (back < i && back < j && a[i - back - 1].hash == b[j - back - 1].hash) ++back;
  WordRun run{i - back, j - back, 0};
  while (run.a + run.size < a.size() && run.b + run.size < b.size() &&
         a[run.a + run.size].hash == b[run.b + run.size].hash) {
    ++run.size;
  }
  return run;
}

}  // namespace

std::vector<WordRun> FindRuns(std::span<const Word> a, std::span<const Word> b, int seed_words) {
  std::vector<WordRun> runs;
  const std::vector<Seed> seeds = SortedSeeds(a, seed_words);
  const std::vector<uint64_t> hashes = ShingleHashes(b, {}, seed_words);
  std::vector<uint32_t> grown_to(seeds.empty() || hashes.empty() ? 0 : a.size() + b.size(),
                                 0);  // a diagonal: place in b
  for (uint32_t j = 0; j < hashes.size(); ++j) {
    auto seed = std::lower_bound(seeds.begin(), seeds.end(), Seed{hashes[j], 0});
    for (size_t tried = 0; tried < kMostPlaces && seed != seeds.end() && seed->hash == hashes[j]; ++tried, ++seed) {
      uint32_t& reached = grown_to[seed->place + b.size() - j];
      if (j < reached) continue;
      const WordRun run = Grow(a, b, seed->place, j);
      if (run.size < static_cast<uint32_t>(seed_words)) continue;  // unlike words of equal shingle hash
      reached = run.b + run.size;
      runs.push_back(run);
    }
  }
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.b, x.a) < std::pair(y.b, y.a); });
  return runs;
}

}  // namespace wirecopy

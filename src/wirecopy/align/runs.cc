// Seeds grown to maximal runs.
//
// Every shingle of `a` is sorted by hash (by counting), with a table of where each range of hashes begins; every
// shingle of `b` is looked up in it. A hit is grown forwards and backwards to the whole run, and its diagonal (place in
// a minus place in b) remembers how far it was grown, so that the other hits of the same run cost one comparison each.
// Exact: words are compared, not only shingles.
#include "wirecopy/align/runs.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr size_t kMostPlaces = 16;    // of one shingle in `a` that are tried
constexpr uint64_t kWordsGrown = 64;  // a word of either text; only one that repeats itself without end needs more,
constexpr size_t kFewPlaces = 2;      // and then shingles in more places than this are passed over

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

SeedIndex::SeedIndex(std::span<const Word> words, int seed_words) : words_(words), seed_words_(seed_words) {
  std::vector<uint64_t> hashes;
  ShingleHashes(words, seed_words, &hashes);
  // About one seed a slot, so that a look-up ends after one comparison, and so does the sorting of a slot.
  const int bits = std::max(1, static_cast<int>(std::bit_width(hashes.size())));
  shift_ = 64 - bits;
  first_.assign((size_t{1} << bits) + 1, 0);
  for (const uint64_t hash : hashes) ++first_[(hash >> shift_) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  seeds_.resize(hashes.size());
  std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
  for (uint32_t i = 0; i < hashes.size(); ++i) {
    const uint64_t slot = hashes[i] >> shift_;
    uint32_t at = next[slot]++;
    for (; at > first_[slot] && seeds_[at - 1].hash > hashes[i]; --at) seeds_[at] = seeds_[at - 1];
    seeds_[at] = {hashes[i], i};
  }
}

std::span<const SeedIndex::Seed> SeedIndex::Places(uint64_t hash) const {
  uint32_t begin = first_[hash >> shift_];
  const uint32_t slot_end = first_[(hash >> shift_) + 1];
  while (begin < slot_end && seeds_[begin].hash < hash) ++begin;
  uint32_t end = begin;
  while (end < slot_end && seeds_[end].hash == hash && end - begin < kMostPlaces) ++end;
  return std::span(seeds_).subspan(begin, end - begin);
}

std::vector<WordRun> FindRuns(const SeedIndex& a, std::span<const Word> b) {
  std::vector<WordRun> runs;
  const std::vector<uint64_t> hashes = ShingleHashes(b, {}, a.seed_words());
  std::vector<uint32_t> grown_to;  // a diagonal: the place in b that its last run reached
  uint64_t budget = kWordsGrown * (a.words().size() + b.size());
  for (uint32_t j = 0; j < hashes.size(); ++j) {
    const std::span<const SeedIndex::Seed> places = a.Places(hashes[j]);
    if (budget == 0 && places.size() > kFewPlaces) continue;  // repetition must not hide what follows it
    for (const SeedIndex::Seed& seed : places) {
      if (grown_to.empty()) grown_to.assign(a.words().size() + b.size(), 0);
      uint32_t& reached = grown_to[seed.place + b.size() - j];
      if (j < reached) continue;
      const WordRun run = Grow(a.words(), b, seed.place, j);
      if (run.size < static_cast<uint32_t>(a.seed_words())) continue;  // unlike words of equal shingle hash
      reached = run.b + run.size;
      budget -= std::min<uint64_t>(budget, run.size);
      runs.push_back(run);
    }
  }
  std::sort(runs.begin(), runs.end(),
            [](const WordRun& x, const WordRun& y) { return std::pair(x.b, x.a) < std::pair(y.b, y.a); });
  return runs;
}

}  // namespace wirecopy

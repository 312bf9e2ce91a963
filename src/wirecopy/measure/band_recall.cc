// The truth is made by brute force, so that no fault of a signature or a bucket can hide in it: every two sets are
// compared, O(sets^2 * size), unless their sizes alone rule the resemblance out (|A and B| is at most the smaller
// size, |A or B| at least the larger one).
#include "wirecopy/measure/band_recall.h"

#include <algorithm>
#include <span>
#include <utility>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

std::vector<std::vector<uint64_t>> AllBandKeys(const SignatureScheme& scheme, Bands bands, const HashSets& sets,
                                               const Executor& executor) {
  std::vector<std::vector<uint64_t>> keys(sets.size());
  executor.For(sets.size(), 16, [&](size_t begin, size_t end) {
    std::vector<uint32_t> signature(static_cast<size_t>(scheme.id().values));
    for (size_t i = begin; i < end; ++i) {
      if (sets[i].empty()) continue;
      scheme.Sign(sets[i], signature);
      BandKeys(bands, signature, &keys[i]);
    }
  });
  return keys;
}

// Pairs that share a key, each once. Keys hold their band's number, so one list holds all bands.
std::vector<std::pair<uint32_t, uint32_t>> MeetingPairs(const std::vector<std::vector<uint64_t>>& keys) {
  std::vector<std::pair<uint64_t, uint32_t>> postings;
  for (uint32_t i = 0; i < keys.size(); ++i) {
    for (const uint64_t key : keys[i]) postings.emplace_back(key, i);
  }
  std::sort(postings.begin(), postings.end());
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (size_t i = 0; i < postings.size(); ++i) {
    for (size_t j = i + 1; j < postings.size() && postings[j].first == postings[i].first; ++j) {
      pairs.emplace_back(postings[i].second, postings[j].second);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

std::vector<ResemblingPair> ComparePairs(const HashSets& sets, double threshold, const Executor& executor) {
  std::vector<std::vector<ResemblingPair>> of_first(sets.size());
  executor.For(sets.size(), 8, [&](size_t begin, size_t end) {
    for (size_t a = begin; a < end; ++a) {
      for (size_t b = a + 1; b < sets.size(); ++b) {
        const auto [smaller, larger] = std::minmax({sets[a].size(), sets[b].size()});
        if (smaller == 0 || static_cast<double>(smaller) < threshold * static_cast<double>(larger)) continue;
        const size_t both = CommonShingles(sets[a], sets[b]);
        const double jaccard = static_cast<double>(both) / static_cast<double>(smaller + larger - both);
        if (jaccard >= threshold) of_first[a].push_back({static_cast<uint32_t>(a), static_cast<uint32_t>(b), jaccard});
      }
    }
  });
  std::vector<ResemblingPair> pairs;
  for (const auto& some : of_first) pairs.insert(pairs.end(), some.begin(), some.end());
  return pairs;
}

BandRecall MeasureBandRecall(const SignatureScheme& scheme, Bands bands, const HashSets& sets,
                             const std::vector<ResemblingPair>& pairs, const Executor& executor) {
  const auto met = MeetingPairs(AllBandKeys(scheme, bands, sets, executor));
  BandRecall found;
  found.articles = sets.size();
  found.pairs = pairs.size();
  found.candidates = met.size();
  for (const ResemblingPair& pair : pairs) {
    found.found += std::binary_search(met.begin(), met.end(), std::pair(pair.a, pair.b)) ? 1 : 0;
    found.expected += MeetingProbability(bands, pair.jaccard) / static_cast<double>(pairs.size());
  }
  found.recall = Share(found.found, found.pairs);
  return found;
}

}  // namespace wirecopy

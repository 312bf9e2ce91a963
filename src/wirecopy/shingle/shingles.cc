#include "wirecopy/shingle/shingles.h"

#include <algorithm>

#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/polynomial.h"

namespace wirecopy {
namespace {

constexpr uint64_t kBriefSeed = 0x6272696566ull;  // keeps whole briefs apart from shingles

}  // namespace

void ShingleHashes(std::span<const Word> words, int k, std::vector<uint64_t>* hashes) {
  const auto width = static_cast<size_t>(k);
  if (words.size() < width) {
    hashes->clear();
  } else {
    HashRunsOfWords(words, width, hashes);
  }
}

std::vector<uint64_t> ShingleHashes(std::span<const Word> words, std::span<const uint8_t> excluded, int k) {
  std::vector<uint64_t> hashes;
  ShingleHashes(words, k, &hashes);
  if (excluded.empty()) return hashes;
  const size_t width = static_cast<size_t>(k);
  size_t clear_from = 0;  // no excluded word in [clear_from, i + width)
  for (size_t i = 0, seen = 0; i < hashes.size(); ++i) {
    for (; seen < i + width; ++seen) {
      if (excluded[seen] != 0) clear_from = seen + 1;
    }
    if (clear_from > i) hashes[i] = kNoShingle;
  }
  return hashes;
}

uint64_t BriefHash(std::span<const Word> words) { return Mix(Mix(Polynomial(words)) ^ kBriefSeed); }

std::vector<uint64_t> Shingles(std::span<const Word> words, std::span<const uint8_t> excluded, int k) {
  std::vector<uint64_t> shingles = ShingleHashes(words, excluded, k);
  if (!excluded.empty()) std::erase(shingles, kNoShingle);
  if (shingles.empty() && !words.empty()) shingles.push_back(BriefHash(words));
  return shingles;
}

std::vector<uint64_t> ShingleSet(std::span<const Word> words, std::span<const uint8_t> excluded, int k) {
  std::vector<uint64_t> set = Shingles(words, excluded, k);
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

size_t CommonShingles(std::span<const uint64_t> x, std::span<const uint64_t> y) {
  size_t both = 0;
  for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      ++both, ++i, ++j;
    }
  }
  return both;
}

void ShinglesOf(std::span<const Word> words, int k, std::vector<uint64_t>* shingles) {
  ShingleHashes(words, k, shingles);
  if (shingles->empty()) shingles->push_back(BriefHash(words));
}

}  // namespace wirecopy

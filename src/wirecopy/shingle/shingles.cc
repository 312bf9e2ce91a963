#include "wirecopy/shingle/shingles.h"

#include <algorithm>
#include <bit>

#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr uint64_t kBriefSeed = 0x6272696566ull;  // keeps whole briefs apart from shingles

uint64_t Combine(std::span<const Word> words) {
  uint64_t hash = 0;
  for (const Word& word : words) hash = std::rotl(hash, 13) * 0x9e3779b97f4a7c15ull + word.hash;
  hash = Mix(hash);
  return hash == kNoShingle ? 0 : hash;
}

}  // namespace

std::vector<uint64_t> ShingleHashes(std::span<const Word> words, std::span<const uint8_t> excluded, int k) {
  std::vector<uint64_t> hashes;
  const size_t width = static_cast<size_t>(k);
  if (words.size() < width) return hashes;
  hashes.resize(words.size() - width + 1);
  size_t clear_from = 0;  // no excluded word in [clear_from, i + width)
  for (size_t i = 0, seen = 0; i < hashes.size(); ++i) {
    for (; seen < i + width; ++seen) {
      if (!excluded.empty() && excluded[seen] != 0) clear_from = seen + 1;
    }
    hashes[i] = clear_from > i ? kNoShingle : Combine(words.subspan(i, width));
  }
  return hashes;
}

std::vector<uint64_t> ShingleSet(std::span<const Word> words, std::span<const uint8_t> excluded, int k) {
  std::vector<uint64_t> set = ShingleHashes(words, excluded, k);
  std::erase(set, kNoShingle);
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  if (set.empty() && !words.empty()) set.push_back(Mix(Combine(words) ^ kBriefSeed));
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

}  // namespace wirecopy

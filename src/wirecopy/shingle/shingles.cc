#include "wirecopy/shingle/shingles.h"

#include <algorithm>
#include <array>

#include "wirecopy/base/hash.h"

namespace wirecopy {
namespace {

constexpr uint64_t kBriefSeed = 0x6272696566ull;  // keeps whole briefs apart from shingles

constexpr uint64_t kFactor = 0x9e3779b97f4a7c15ull;

// A polynomial of the word hashes modulo 2^64, which rolls from shingle to shingle (Karp, Rabin 1987). Its low bits
// come from the low bits of the words alone, so the high ones are folded onto them, and spread over all.
uint64_t Polynomial(std::span<const Word> words) {
  uint64_t sum = 0;
  for (const Word& word : words) sum = sum * kFactor + word.hash;
  return sum;
}

uint64_t Finish(uint64_t sum) {
  uint64_t hash = (sum ^ sum >> 32) * 0xd6e8feb86659fd93ull;
  hash ^= hash >> 32;
  return hash == kNoShingle ? 0 : hash;
}

uint64_t Power(uint64_t base, size_t exponent) {
  uint64_t power = 1;
  for (; exponent > 0; --exponent) power *= base;
  return power;
}

}  // namespace

void ShingleHashes(std::span<const Word> words, int k, std::vector<uint64_t>* hashes) {
  hashes->clear();
  const size_t width = static_cast<size_t>(k);
  if (words.size() < width) return;
  hashes->resize(words.size() - width + 1);
  const uint64_t leaving = Power(kFactor, width);
  // A sum waits for the one before it, so four stretches of the text roll side by side.
  constexpr size_t kStretches = 4;
  const size_t length = hashes->size() / kStretches;
  std::array<uint64_t, kStretches> sums;
  for (size_t s = 0; s < kStretches; ++s) sums[s] = Polynomial(words.subspan(s * length, width));
  const auto roll = [&](uint64_t* sum, size_t i) {
    (*hashes)[i] = Finish(*sum);
    if (i + width < words.size()) *sum = *sum * kFactor + words[i + width].hash - words[i].hash * leaving;
  };
  for (size_t i = 0; i < length; ++i) {
    for (size_t s = 0; s < kStretches; ++s) roll(&sums[s], s * length + i);
  }
  for (size_t i = kStretches * length; i < hashes->size(); ++i) roll(&sums.back(), i);
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

}  // namespace wirecopy

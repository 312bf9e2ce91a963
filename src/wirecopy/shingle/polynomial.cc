// Problem: every word begins a shingle, so hashing them costs as much as finding the words. Idea: a polynomial rolls
// from shingle to shingle in two multiplications, but each waits for the one before. Where a vector multiplies 64 bits
// at once (AVX-512, SVE), 8 short polynomials are reckoned side by side from nothing, which waits for nothing;
// elsewhere four stretches of the text roll side by side. Cost: 0.3 ns a shingle of 5 words by AVX-512, 1 ns by
// rolling.
#include "wirecopy/shingle/polynomial.h"

#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/shingle/polynomial.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "wirecopy/shingle/shingles.h"

// The file is compiled for each set of instructions; these, once.
#ifndef WIRECOPY_SHINGLE_POLYNOMIAL
#define WIRECOPY_SHINGLE_POLYNOMIAL
namespace wirecopy {
inline constexpr uint64_t kFactor = 0x9e3779b97f4a7c15ull;
inline constexpr uint64_t kSpread = 0xd6e8feb86659fd93ull;
inline constexpr size_t kMostSideBySide = 12;  // words: rolling is cheaper from there on
inline constexpr size_t kMostLanes64 = 8;

inline uint64_t SumOf(const Word* words, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; ++i) sum = sum * kFactor + words[i].hash;
  return sum;
}

// The low bits of a sum come from the low bits of the words alone, so the high ones are folded onto them.
inline uint64_t Finish(uint64_t sum) {
  uint64_t hash = (sum ^ sum >> 32) * kSpread;
  hash ^= hash >> 32;
  return hash == kNoShingle ? 0 : hash;
}

inline void Roll(const Word* words, size_t shingles, size_t k, uint64_t* hashes) {
  uint64_t leaving = 1;
  for (size_t i = 0; i < k; ++i) leaving *= kFactor;
  constexpr size_t kStretches = 4;
  const size_t length = shingles / kStretches;
  std::array<uint64_t, kStretches> sums;
  for (size_t s = 0; s < kStretches; ++s) sums[s] = SumOf(words + s * length, k);
  const auto roll = [&](uint64_t* sum, size_t i) {
    hashes[i] = Finish(*sum);
    if (i + 1 < shingles) *sum = *sum * kFactor + words[i + k].hash - words[i].hash * leaving;
  };
  for (size_t i = 0; i < length; ++i) {
    for (size_t s = 0; s < kStretches; ++s) roll(&sums[s], s * length + i);
  }
  for (size_t i = kStretches * length; i < shingles; ++i) roll(&sums.back(), i);
}
}  // namespace wirecopy
#endif

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {

// `hashes`: room for a shingle a word, and kMostLanes64 more.
void HashRunsKernel(const Word* HWY_RESTRICT words, size_t count, size_t k, uint64_t* HWY_RESTRICT hashes) {
  const size_t shingles = count - k + 1;
#if HWY_TARGET <= HWY_AVX3 || HWY_TARGET == HWY_SVE || HWY_TARGET == HWY_SVE2
  namespace hn = hwy::HWY_NAMESPACE;
  if (k > kMostSideBySide) return Roll(words, shingles, k, hashes);
  const hn::CappedTag<uint64_t, kMostLanes64> d;
  const size_t lanes = hn::Lanes(d);
  // The hashes of words take the places that those of shingles will have.
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    hn::Vec<decltype(d)> hash, place;
    hn::LoadInterleaved2(d, reinterpret_cast<const uint64_t*>(words + i), hash, place);
    hn::StoreU(hash, d, hashes + i);
  }
  for (; i < count; ++i) hashes[i] = words[i].hash;
  const auto factor = hn::Set(d, kFactor), spread = hn::Set(d, kSpread), none = hn::Set(d, kNoShingle);
  for (i = 0; i < shingles; i += lanes) {
    auto sum = hn::LoadU(d, hashes + i);
    for (size_t j = 1; j < k; ++j) sum = hn::Add(hn::Mul(sum, factor), hn::LoadU(d, hashes + i + j));
    auto hash = hn::Mul(hn::Xor(sum, hn::ShiftRight<32>(sum)), spread);
    hash = hn::Xor(hash, hn::ShiftRight<32>(hash));
    hn::StoreU(hn::IfThenZeroElse(hn::Eq(hash, none), hash), d, hashes + i);
  }
#else
  Roll(words, shingles, k, hashes);
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {
HWY_EXPORT(HashRunsKernel);
}  // namespace

static_assert(sizeof(Word) == 2 * sizeof(uint64_t) && offsetof(Word, hash) == 0);

uint64_t Polynomial(std::span<const Word> words) { return SumOf(words.data(), words.size()); }

void HashRunsOfWords(std::span<const Word> words, size_t k, std::vector<uint64_t>* hashes) {
  const size_t room = words.size() + k + kMostLanes64;
  if (hashes->size() < room) hashes->resize(room);
  HWY_DYNAMIC_DISPATCH(HashRunsKernel)(words.data(), words.size(), k, hashes->data());
  hashes->resize(words.size() - k + 1);
}

}  // namespace wirecopy
#endif  // HWY_ONCE

// Problem: of two articles that may be alike, the shingles in common are counted exactly, hundreds of look-ups a pair,
// and whether one hits cannot be guessed. Idea: buckets as wide as a vector, so that a look-up is one comparison of a
// vector without a branch (as in the blocked tables of Ross 2007, "Efficient hash probes on modern processors"); hits
// are added up lane by lane, for a shingle stands in a bucket once. With one or two shingles a bucket on average, 8
// overflow in few articles; what does is looked up one by one. Cost: 1 ns a look-up, 2 ns to take a shingle.
#include "wirecopy/shingle/shingle_table.h"

#include <algorithm>
#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/shingle/shingle_table.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

// The file is compiled for each set of instructions; these, once.
#ifndef WIRECOPY_SHINGLE_TABLE_BUCKETS
#define WIRECOPY_SHINGLE_TABLE_BUCKETS
namespace wirecopy {
inline constexpr size_t kBucket = 8;  // shingles

// Spread by 2^32 times the golden ratio (Knuth, TAOCP 3, section 6.4).
inline size_t BucketOf(uint32_t shingle, int shift) { return shingle * 0x9e3779b1u >> shift; }
}  // namespace wirecopy
#endif

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

size_t CountHits(const uint32_t* buckets, int shift, const uint32_t* shingles, size_t count) {
  const hn::CappedTag<uint32_t, kBucket> d;
  auto negated = hn::Zero(d);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t* const bucket = buckets + kBucket * BucketOf(shingles[i], shift);
    const auto shingle = hn::Set(d, shingles[i]);
    for (size_t at = 0; at < kBucket; at += hn::Lanes(d)) {
      negated = hn::Add(negated, hn::VecFromMask(d, hn::Eq(hn::LoadU(d, bucket + at), shingle)));
    }
  }
  uint32_t counts[kBucket] = {};
  hn::StoreU(hn::Sub(hn::Zero(d), negated), d, counts);
  size_t hits = 0;
  for (const uint32_t lane : counts) hits += lane;
  return hits;
}

// What finds its bucket full goes to `spilled`, once. Returns how many of the shingles are different.
size_t TakeShingles(std::span<uint32_t> shingles, int shift, uint32_t* buckets, uint8_t* filled,
                    std::vector<uint32_t>* spilled) {
  const hn::CappedTag<uint32_t, kBucket> d;
  size_t distinct = 0;
  for (const uint32_t shingle : shingles) {
    const size_t number = BucketOf(shingle, shift);
    uint32_t* const bucket = buckets + kBucket * number;
    auto equal = hn::Zero(d);
    for (size_t at = 0; at < kBucket; at += hn::Lanes(d)) {
      equal = hn::Or(equal, hn::VecFromMask(d, hn::Eq(hn::LoadU(d, bucket + at), hn::Set(d, shingle))));
    }
    bool fresh = hn::AllFalse(d, hn::MaskFromVec(equal));
    if (HWY_UNLIKELY(filled[number] == kBucket)) {
      fresh = fresh && std::find(spilled->begin(), spilled->end(), shingle) == spilled->end();
      if (fresh) spilled->push_back(shingle);
    } else {
      bucket[filled[number]] = fresh ? shingle : 0;
      filled[number] = static_cast<uint8_t>(filled[number] + fresh);
    }
    shingles[distinct] = shingle;
    distinct += fresh;
  }
  return distinct;
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {
HWY_EXPORT(CountHits);
HWY_EXPORT(TakeShingles);
}  // namespace

void ShingleTable::Clear(size_t shingles) {
  const size_t buckets = std::bit_ceil(std::max<size_t>(shingles / 2, 2));
  shift_ = 32 - std::countr_zero(buckets);
  buckets_.assign(buckets * kBucket, 0);
  filled_.assign(buckets, 0);
  spilled_.clear();
}

size_t ShingleTable::Take(std::span<uint32_t> shingles) {
  Clear(shingles.size());
  return HWY_DYNAMIC_DISPATCH(TakeShingles)(shingles, shift_, buckets_.data(), filled_.data(), &spilled_);
}

void ShingleTable::TakeDistinct(std::span<const uint32_t> distinct) {
  Clear(distinct.size());
  for (const uint32_t shingle : distinct) {
    const size_t number = BucketOf(shingle, shift_);
    if (filled_[number] == kBucket) {
      spilled_.push_back(shingle);
    } else {
      buckets_[kBucket * number + filled_[number]++] = shingle;
    }
  }
}

size_t ShingleTable::CountCommon(std::span<const uint32_t> distinct) const {
  size_t common = HWY_DYNAMIC_DISPATCH(CountHits)(buckets_.data(), shift_, distinct.data(), distinct.size());
  for (const uint32_t shingle : spilled_) {
    common += static_cast<size_t>(std::count(distinct.begin(), distinct.end(), shingle));
  }
  return common;
}

}  // namespace wirecopy
#endif  // HWY_ONCE

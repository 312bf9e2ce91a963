// An element is a 64-bit hash of unknown quality: numbers in a row must do. Its two 32-bit hashes are multilinear forms
// of its halves (Thorup 2015, "High speed hashing for integers and strings"), which tell any two elements apart with
// high probability, and then a mixer, without which an arithmetic progression would stay one. 32-bit lanes rather than
// 64-bit ones, because AVX2 has no 64-bit multiply.
//
// The set of empty bins is a bit each. Up to 32 bins a lane fit into one register, in which a word is looked up by one
// permutation; larger sets are gathered from memory. 8 elements of AVX2 cost about ten instructions.
#include "wirecopy/signature/bins.h"

#include <algorithm>
#include <cstring>

#include "wirecopy/base/check.h"
#include "wirecopy/signature/mix32.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/signature/bins.cc"
#include "hwy/foreach_target.h"
// After it: the above compiles this file once for each target.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::CappedTag<uint32_t, kMostLanes>;
using V = hn::Vec<D>;

HWY_INLINE V MixLanes(D d, V x) {
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<16>(x)), hn::Set(d, kMix32First));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<15>(x)), hn::Set(d, kMix32Second));
  return hn::Xor(x, hn::ShiftRight<16>(x));
}

HWY_INLINE V BinsOf(V hash, V bins) { return hn::ShiftRight<20>(hn::Mul(hn::ShiftRight<12>(hash), bins)); }

// Bins are reckoned by vectors; into them, elements must go one by one, for several may meet in one. The minimum is
// written always: a branch would be wrong too often. Orders come from memory, which is quicker than out of a vector.
HWY_INLINE void Throw(D d, V place, const uint32_t* HWY_RESTRICT order, V bins, uint32_t* HWY_RESTRICT least) {
  uint32_t bin[kMostLanes];
  hn::StoreU(BinsOf(place, bins), d, bin);
  for (size_t i = 0; i < hn::Lanes(d); ++i) {
    const uint32_t before = least[bin[i]], mine = order[i];
    least[bin[i]] = mine < before ? mine : before;
  }
}

HWY_INLINE V HashHalves(D d, V low, V high, uint32_t low_factor, uint32_t high_factor) {
  return MixLanes(d, hn::Add(hn::Mul(low, hn::Set(d, low_factor)), hn::Mul(high, hn::Set(d, high_factor))));
}

// Hashes the elements and throws them for the first time.
void FirstThrowKernel(const uint64_t* HWY_RESTRICT hashes, size_t count, uint32_t bins, uint32_t* HWY_RESTRICT place,
                      uint32_t* HWY_RESTRICT order, uint32_t* HWY_RESTRICT least) {
  const D d;
  const V all_bins = hn::Set(d, bins);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
#if HWY_TARGET == HWY_SCALAR
    const V low = hn::Set(d, static_cast<uint32_t>(hashes[i]));
    const V high = hn::Set(d, static_cast<uint32_t>(hashes[i] >> 32));
#else
    const hn::Repartition<uint64_t, D> d64;
    const V first = hn::BitCast(d, hn::LoadU(d64, hashes + i));
    const V second = hn::BitCast(d, hn::LoadU(d64, hashes + i + hn::Lanes(d64)));
    const V low = hn::ConcatEven(d, second, first);
    const V high = hn::ConcatOdd(d, second, first);
#endif
    // The constants are part of the version of every scheme that throws elements.
    const V places = HashHalves(d, low, high, 0x9e3779b1u, 0x85ebca77u);
    const V orders = HashHalves(d, low, high, 0xc2b2ae3du, 0x27d4eb2fu);
    hn::StoreU(places, d, place + i);
    hn::StoreU(orders, d, order + i);
    Throw(d, places, order + i, all_bins, least);
  }
}

void ThrowKernel(const uint32_t* HWY_RESTRICT place, const uint32_t* HWY_RESTRICT order, size_t count,
                 ThrowFactors factors, uint32_t* HWY_RESTRICT values, uint32_t bins) {
  const D d;
  const V place_factor = hn::Set(d, factors.place), order_factor = hn::Set(d, factors.order),
          none = hn::Set(d, kNoValue);
  uint32_t least[kMostBins];
  std::fill_n(least, bins, kNoValue);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    uint32_t orders[kMostLanes];
    hn::StoreU(hn::Mul(hn::LoadU(d, order + i), order_factor), d, orders);
    Throw(d, hn::Mul(hn::LoadU(d, place + i), place_factor), orders, hn::Set(d, bins), least);
  }
  size_t i = 0;
  for (; i + hn::Lanes(d) <= bins; i += hn::Lanes(d)) {
    const V before = hn::LoadU(d, values + i);
    hn::StoreU(hn::IfThenElse(hn::Eq(before, none), hn::LoadU(d, least + i), before), d, values + i);
  }
  for (; i < bins; ++i) values[i] = values[i] == kNoValue ? least[i] : values[i];
}

// A bit for each lane, the first lane in the lowest.
HWY_INLINE uint64_t BitsOf(D d, hn::Mask<D> mask) {
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(d, mask, bytes);
  uint64_t bits;
  std::memcpy(&bits, bytes, sizeof(bits));
  return bits;
}

template <typename Lookup>
HWY_INLINE void FindHitsWith(const uint32_t* HWY_RESTRICT place, size_t count, uint32_t multiplier, uint32_t bins,
                             uint64_t* HWY_RESTRICT hits, const Lookup& lookup) {
  const D d;
  const hn::RebindToSigned<D> signed_d;
  const V factor = hn::Set(d, multiplier), scale = hn::Set(d, bins), low_bits = hn::Set(d, 31);
  for (size_t from = 0; from < count; from += 64) {
    const size_t until = std::min(count - from, size_t{64});
    uint64_t found = 0;
    for (size_t i = 0; i < until; i += hn::Lanes(d)) {
      const V hash = hn::Mul(hn::LoadU(d, place + from + i), factor);
      const V bin = BinsOf(hash, scale);
      // The bin's bit becomes the sign.
      const V signs = hn::Shl(lookup(hn::ShiftRight<5>(bin)), hn::AndNot(bin, low_bits));
      const auto hit = hn::RebindMask(d, hn::Lt(hn::BitCast(signed_d, signs), hn::Zero(signed_d)));
      found |= BitsOf(d, hit) << i;
    }
    hits[from / 64] = found;
  }
}

void FindHitsKernel(const uint32_t* HWY_RESTRICT place, size_t count, uint32_t multiplier, uint32_t bins,
                    const uint32_t* HWY_RESTRICT empty, uint64_t* HWY_RESTRICT hits) {
  const D d;
  if (bins <= 32 * hn::Lanes(d)) {
    const V words = hn::LoadU(d, empty);
    FindHitsWith(place, count, multiplier, bins, hits,
                 [&](V word) HWY_ATTR { return hn::TableLookupLanes(words, hn::IndicesFromVec(d, word)); });
  } else {
    const hn::RebindToSigned<D> signed_d;
    FindHitsWith(place, count, multiplier, bins, hits,
                 [&](V word) HWY_ATTR { return hn::GatherIndex(d, empty, hn::BitCast(signed_d, word)); });
  }
}

// Returns how many are empty.
size_t FindEmptyKernel(const uint32_t* HWY_RESTRICT values, size_t count, uint32_t* HWY_RESTRICT words) {
  const D d;
  size_t empty = 0;
  for (size_t i = 0; i < count; i += 32) {
    uint64_t word = 0;
    if (i + 32 <= count) {
      for (size_t j = 0; j < 32; j += hn::Lanes(d)) {
        word |= BitsOf(d, hn::Eq(hn::LoadU(d, values + i + j), hn::Set(d, kNoValue))) << j;
      }
    } else {
      for (size_t j = i; j < count; ++j) word |= uint64_t{values[j] == kNoValue} << (j - i);
    }
    words[i / 32] = static_cast<uint32_t>(word);
    empty += hwy::PopCount(word);
  }
  return empty;
}

// Of whole vectors alone: the number of values that were done.
size_t MixKernel(uint32_t* values, size_t count) {
  const D d;
  size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) hn::StoreU(MixLanes(d, hn::LoadU(d, values + i)), d, values + i);
  return i;
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {

HWY_EXPORT(FirstThrowKernel);
HWY_EXPORT(ThrowKernel);
HWY_EXPORT(FindHitsKernel);
HWY_EXPORT(FindEmptyKernel);
HWY_EXPORT(MixKernel);

}  // namespace

void ThrowFirst(std::span<const uint64_t> hashes, Elements* elements, std::span<uint32_t> values) {
  const size_t whole = hashes.size() / kMostLanes * kMostLanes;
  const size_t padded = (hashes.size() + kMostLanes - 1) / kMostLanes * kMostLanes;
  const auto bins = static_cast<uint32_t>(values.size());
  elements->count = hashes.size();
  elements->place.resize(padded);
  elements->order.resize(padded);
  std::fill(values.begin(), values.end(), kNoValue);
  uint32_t* const place = elements->place.data();
  uint32_t* const order = elements->order.data();
  HWY_DYNAMIC_DISPATCH(FirstThrowKernel)(hashes.data(), whole, bins, place, order, values.data());
  if (whole == padded) return;
  uint64_t rest[kMostLanes];
  std::fill(std::copy(hashes.begin() + whole, hashes.end(), rest), std::end(rest), hashes.back());
  HWY_DYNAMIC_DISPATCH(FirstThrowKernel)(rest, kMostLanes, bins, place + whole, order + whole, values.data());
}

void ThrowAgain(const Elements& elements, ThrowFactors factors, std::span<uint32_t> values) {
  HWY_DYNAMIC_DISPATCH(ThrowKernel)
  (elements.place.data(), elements.order.data(), elements.count, factors, values.data(),
   static_cast<uint32_t>(values.size()));
}

void EmptyBins::Assign(std::span<const uint32_t> values) {
  std::fill_n(words_.begin() + (values.size() + 31) / 32, kMostLanes, 0);
  count_ = HWY_DYNAMIC_DISPATCH(FindEmptyKernel)(values.data(), values.size(), words_.data());
}

void FindHits(const Elements& elements, uint32_t multiplier, uint32_t bins, const EmptyBins& empty,
              std::span<uint64_t> hits) {
  WIRECOPY_CHECK(hits.size() * 64 >= elements.place.size());
  HWY_DYNAMIC_DISPATCH(FindHitsKernel)
  (elements.place.data(), elements.place.size(), multiplier, bins, empty.words(), hits.data());
}

void MixValues(std::span<uint32_t> values) {
  for (size_t i = HWY_DYNAMIC_DISPATCH(MixKernel)(values.data(), values.size()); i < values.size(); ++i) {
    values[i] = Mix32(values[i]);
  }
}

}  // namespace wirecopy
#endif  // HWY_ONCE

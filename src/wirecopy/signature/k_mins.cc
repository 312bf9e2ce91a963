// MinHash with k independent hash functions (Broder 1997; Broder, Charikar, Frieze, Mitzenmacher 1998).
//
// Value i is the minimum over the set of h_i(x). For a random h_i, two sets have the same minimum exactly when the
// smallest element of their union lies in both: with probability |A and B| / |A or B|. k values cut the variance by k.
//
// h_i(x) must be cheap (it runs k times a shingle) and yet order a set of a few hundred hashes like a random
// permutation. A multiply alone does not: products by a constant keep the neighbours of an arithmetic progression
// together, and the mean square error becomes many times J(1-J)/k. So: a multilinear form of the two halves of x with
// odd random multipliers of function i, then a multiply-xorshift finaliser.
//
// 32-bit minima of two sets of n elements are equal by chance about once in 2^32 / n values, which no estimate of
// documents notices; `k-mins-64` is there to show it, and for sets of many millions. Its h_i are a multiply, a xorshift
// and a multiply of 64 bits; a value is the minimum, mixed, cut to its low 32 bits.
//
// A vector holds the minima of 4 to 16 functions; two vectors stay in registers while all elements pass by. Cost: k
// hashes an element.
#include <algorithm>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/schemes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/signature/k_mins.cc"
#include "hwy/foreach_target.h"
// After it: the above compiles this file once for each target.
#include "hwy/highway.h"

#ifndef WIRECOPY_K_MINS_BLOCK
#define WIRECOPY_K_MINS_BLOCK
namespace wirecopy {
// So many minima are taken at once; the constants are padded to a multiple of it.
inline constexpr size_t kBlock32 = 32;
inline constexpr size_t kBlock64 = 16;
}  // namespace wirecopy
#endif

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D32 = hn::CappedTag<uint32_t, kBlock32 / 2>;
using D64 = hn::CappedTag<uint64_t, kBlock64 / 2>;

struct Function32 {
  Function32(const uint32_t* a, const uint32_t* b, const uint32_t* c)
      : a_(hn::LoadU(D32(), a)), b_(hn::LoadU(D32(), b)), c_(hn::LoadU(D32(), c)) {}
  HWY_INLINE hn::Vec<D32> operator()(hn::Vec<D32> low, hn::Vec<D32> high) const {
    hn::Vec<D32> h = hn::Add(hn::Add(hn::Mul(low, a_), hn::Mul(high, b_)), c_);
    h = hn::Mul(hn::Xor(h, hn::ShiftRight<15>(h)), hn::Set(D32(), 0x2c1b3c6du));
    return hn::Xor(h, hn::ShiftRight<13>(h));
  }
  hn::Vec<D32> a_, b_, c_;
};

// The minima of functions 0 to kBlock32 - 1.
void Minima32(const uint64_t* HWY_RESTRICT hashes, size_t count, const uint32_t* a, const uint32_t* b,
              const uint32_t* c, uint32_t* HWY_RESTRICT minima) {
  const D32 d;
  for (size_t i = 0; i < kBlock32; i += 2 * hn::Lanes(d)) {
    const size_t j = i + hn::Lanes(d);
    const Function32 first(a + i, b + i, c + i), second(a + j, b + j, c + j);
    hn::Vec<D32> least = hn::Set(d, ~uint32_t{0}), least_too = least;
    for (size_t n = 0; n < count; ++n) {
      const auto low = hn::Set(d, static_cast<uint32_t>(hashes[n]));
      const auto high = hn::Set(d, static_cast<uint32_t>(hashes[n] >> 32));
      least = hn::Min(least, first(low, high));
      least_too = hn::Min(least_too, second(low, high));
    }
    hn::StoreU(least, d, minima + i);
    hn::StoreU(least_too, d, minima + j);
  }
}

HWY_INLINE hn::Vec<D64> Hash64(hn::Vec<D64> x, hn::Vec<D64> key, hn::Vec<D64> factor) {
  x = hn::Mul(hn::Xor(x, key), factor);
  return hn::Mul(hn::Xor(x, hn::ShiftRight<32>(x)), hn::Set(D64(), 0xbf58476d1ce4e5b9ull));
}

void Minima64(const uint64_t* HWY_RESTRICT hashes, size_t count, const uint64_t* keys, const uint64_t* factors,
              uint64_t* HWY_RESTRICT minima) {
  const D64 d;
  for (size_t i = 0; i < kBlock64; i += 2 * hn::Lanes(d)) {
    const size_t j = i + hn::Lanes(d);
    const auto key = hn::LoadU(d, keys + i), key_too = hn::LoadU(d, keys + j);
    const auto factor = hn::LoadU(d, factors + i), factor_too = hn::LoadU(d, factors + j);
    hn::Vec<D64> least = hn::Set(d, ~uint64_t{0}), least_too = least;
    for (size_t n = 0; n < count; ++n) {
      const auto x = hn::Set(d, hashes[n]);
      least = hn::Min(least, Hash64(x, key, factor));
      least_too = hn::Min(least_too, Hash64(x, key_too, factor_too));
    }
    hn::StoreU(least, d, minima + i);
    hn::StoreU(least_too, d, minima + j);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {

HWY_EXPORT(Minima32);
HWY_EXPORT(Minima64);

constexpr int kVersion = 1;

size_t Padded(int values, size_t block) { return (static_cast<size_t>(values) + block - 1) / block * block; }

class KMins32 : public SignatureScheme {
 public:
  explicit KMins32(int values) : values_(values) {
    // The constants are part of the scheme's version: they must never change under the same number.
    uint64_t state = Mix(0x776972656370ull);
    const auto next = [&state] { return static_cast<uint32_t>((state = Mix(state)) >> 32); };
    for (int i = 0; i < values; ++i) {
      a_.push_back(next() | 1);
      b_.push_back(next() | 1);
      c_.push_back(next());
    }
    for (std::vector<uint32_t>* constants : {&a_, &b_, &c_}) constants->resize(Padded(values, kBlock32));
  }

  SchemeId id() const override { return {"k-mins-32", kVersion, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    for (size_t i = 0; i < signature.size(); i += kBlock32) {
      uint32_t minima[kBlock32];
      HWY_DYNAMIC_DISPATCH(Minima32)(hashes.data(), hashes.size(), &a_[i], &b_[i], &c_[i], minima);
      std::copy_n(minima, std::min(kBlock32, signature.size() - i), signature.begin() + i);
    }
  }

 private:
  int values_;
  std::vector<uint32_t> a_, b_, c_;
};

class KMins64 : public SignatureScheme {
 public:
  explicit KMins64(int values) : values_(values) {
    // Part of the version, too.
    uint64_t state = Mix(0x6b2d6d696e73ull);
    for (int i = 0; i < values; ++i) {
      keys_.push_back(state = Mix(state));
      factors_.push_back((state = Mix(state)) | 1);
    }
    keys_.resize(Padded(values, kBlock64));
    factors_.resize(keys_.size());
  }

  SchemeId id() const override { return {"k-mins-64", kVersion, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    for (size_t i = 0; i < signature.size(); i += kBlock64) {
      uint64_t minima[kBlock64];
      HWY_DYNAMIC_DISPATCH(Minima64)(hashes.data(), hashes.size(), &keys_[i], &factors_[i], minima);
      std::transform(minima, minima + std::min(kBlock64, signature.size() - i), signature.begin() + i,
                     [](uint64_t minimum) { return static_cast<uint32_t>(Mix(minimum)); });
    }
  }

 private:
  int values_;
  std::vector<uint64_t> keys_, factors_;
};

}  // namespace

std::unique_ptr<SignatureScheme> NewKMins32(int values) { return std::make_unique<KMins32>(values); }
std::unique_ptr<SignatureScheme> NewKMins64(int values) { return std::make_unique<KMins64>(values); }

}  // namespace wirecopy
#endif  // HWY_ONCE

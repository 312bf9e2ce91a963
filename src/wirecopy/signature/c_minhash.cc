// C-MinHash (sigma, pi) (Li, Li: "C-MinHash: improving minwise hashing with circulant permutation", ICML 2022).
//
// k independent minima need k permutations. Two do: sigma, which breaks up what structure the elements have, and pi,
// which is turned by i places for value i: value i is the minimum of pi(sigma(x) + i). The estimate is unbiased and its
// variance a little below J(1-J)/k.
//
// So value i of one element is the table of pi at sigma(x) + i: a window of the table, without any arithmetic but the
// minimum. What it costs is memory traffic; the table should stay in a cache, while elements that fall on one place of
// it become one. Of 2^20 places (4 MB), two sets of 3,000 elements with J = 0.5 lose 4 to 5 of 4,000: a bias of about
// +0.001, below the standard error of a signature (0.044 at 128 values) and in proportion to the size of the sets. 2^16
// places would mean +0.02.
#include <algorithm>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/bins.h"
#include "wirecopy/signature/mix32.h"
#include "wirecopy/signature/schemes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "wirecopy/signature/c_minhash.cc"
#include "hwy/foreach_target.h"
// After it: the above compiles this file once for each target.
#include "hwy/highway.h"

#ifndef WIRECOPY_C_MINHASH_BLOCK
#define WIRECOPY_C_MINHASH_BLOCK
namespace wirecopy {
// So many values are taken at once: four vectors of at most 16 lanes.
inline constexpr size_t kWindow = 64;
}  // namespace wirecopy
#endif

HWY_BEFORE_NAMESPACE();
namespace wirecopy {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The minima of the windows of kWindow values that begin at the given places of the table.
void WindowMinima(const uint32_t* HWY_RESTRICT table, const uint32_t* HWY_RESTRICT places, size_t count,
                  uint32_t* HWY_RESTRICT minima) {
  const hn::CappedTag<uint32_t, kWindow / 4> d;
  const size_t lanes = hn::Lanes(d);
  for (size_t i = 0; i < kWindow; i += 4 * lanes) {
    auto a = hn::Set(d, ~uint32_t{0}), b = a, c = a, e = a;
    for (size_t n = 0; n < count; ++n) {
      const uint32_t* window = table + places[n] + i;
      a = hn::Min(a, hn::LoadU(d, window));
      b = hn::Min(b, hn::LoadU(d, window + lanes));
      c = hn::Min(c, hn::LoadU(d, window + 2 * lanes));
      e = hn::Min(e, hn::LoadU(d, window + 3 * lanes));
    }
    hn::StoreU(a, d, minima + i);
    hn::StoreU(b, d, minima + i + lanes);
    hn::StoreU(c, d, minima + i + 2 * lanes);
    hn::StoreU(e, d, minima + i + 3 * lanes);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace wirecopy
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wirecopy {
namespace {

HWY_EXPORT(WindowMinima);

constexpr int kUniverseBits = 20;
constexpr uint32_t kUniverse = uint32_t{1} << kUniverseBits;

// pi, going round at its end. Any order of the places at random serves: a bijection of 32 bits gives distinct numbers.
const std::vector<uint32_t>& Table() {
  static const auto* const kTable = [] {
    auto* table = new std::vector<uint32_t>(kUniverse + kMostValues + kWindow);
    for (uint32_t i = 0; i < table->size(); ++i) (*table)[i] = Mix32(i % kUniverse + 0x632d6d69u);
    return table;
  }();
  return *kTable;
}

class CMinHash : public SignatureScheme {
 public:
  explicit CMinHash(int values) : values_(values) {}

  SchemeId id() const override { return {"c-minhash", 1, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    thread_local std::vector<uint32_t> places;
    places.resize(hashes.size());
    // sigma.
    std::transform(hashes.begin(), hashes.end(), places.begin(),
                   [](uint64_t hash) { return static_cast<uint32_t>(Mix(hash) >> (64 - kUniverseBits)); });
    for (size_t i = 0; i < signature.size(); i += kWindow) {
      uint32_t minima[kWindow];
      HWY_DYNAMIC_DISPATCH(WindowMinima)(Table().data() + i, places.data(), places.size(), minima);
      std::copy_n(minima, std::min(kWindow, signature.size() - i), signature.begin() + i);
    }
    // A small number of the table is the minimum of many sets; with its value's number it is as good as a random one.
    for (size_t i = 0; i < signature.size(); ++i) signature[i] += static_cast<uint32_t>(i) * 0x9e3779b9u;
    MixValues(signature);
  }

 private:
  int values_;
};

}  // namespace

std::unique_ptr<SignatureScheme> NewCMinHash(int values) { return std::make_unique<CMinHash>(values); }

}  // namespace wirecopy
#endif  // HWY_ONCE

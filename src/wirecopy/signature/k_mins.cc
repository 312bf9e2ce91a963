// MinHash with k independent hash functions (Broder 1997; Broder, Charikar, Frieze, Mitzenmacher 1998).
//
// Value i is the minimum over the set of h_i(x). For a random h_i, two sets have the same minimum exactly when the
// smallest element of their union lies in both: with probability |A and B| / |A or B|. k values cut the variance by k.
//
// h_i(x) must be cheap (it runs k times a shingle) and yet order a set of a few hundred hashes like a random
// permutation. A multiply alone does not: products by a constant keep the neighbours of an arithmetic progression
// together, and the mean square error becomes many times J(1-J)/k. So: a multilinear form of the two halves of x with
// odd random multipliers of function i, then a multiply-xorshift finaliser. The inner loop runs over i, without a
// branch, and the compiler vectorises it; target_clones picks the widest instructions of the machine at load time.
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/scheme.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define WIRECOPY_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIRECOPY_CLONES
#endif

namespace wirecopy {
namespace {

constexpr int kVersion = 1;
constexpr int kMostValues = 4096;

WIRECOPY_CLONES void TakeMinima(uint32_t low, uint32_t high, size_t values, const uint32_t* __restrict a,
                                const uint32_t* __restrict b, const uint32_t* __restrict c,
                                uint32_t* __restrict minima) {
  for (size_t i = 0; i < values; ++i) {
    uint32_t h = low * a[i] + high * b[i] + c[i];
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 13;
    minima[i] = h < minima[i] ? h : minima[i];
  }
}

class KMins : public SignatureScheme {
 public:
  explicit KMins(int values) : values_(values) {
    // The constants are part of the scheme's version: they must never change under the same number.
    uint64_t state = Mix(0x776972656370ull);
    const auto next = [&state] { return static_cast<uint32_t>((state = Mix(state)) >> 32); };
    for (int i = 0; i < values; ++i) {
      a_.push_back(next() | 1);
      b_.push_back(next() | 1);
      c_.push_back(next());
    }
  }

  SchemeId id() const override { return {"k-mins-32", kVersion, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    std::fill(signature.begin(), signature.end(), ~uint32_t{0});
    for (const uint64_t hash : hashes) {
      TakeMinima(static_cast<uint32_t>(hash), static_cast<uint32_t>(hash >> 32), signature.size(), a_.data(), b_.data(),
                 c_.data(), signature.data());
    }
  }

 private:
  int values_;
  std::vector<uint32_t> a_, b_, c_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SignatureScheme>> MakeKMinsScheme(int values) {
  if (values < 1 || values > kMostValues) {
    return absl::InvalidArgumentError(absl::StrCat("a signature has 1 to ", kMostValues, " values, not ", values));
  }
  return std::make_unique<KMins>(values);
}

}  // namespace wirecopy

// One permutation hashing (Li, Owen, Zhang 2012) with densification.
//
// Each element is hashed once, to one of k bins and an order in it, and the least of a bin is its value: one hash an
// element instead of k. Bins that both sets leave empty tell nothing, and with few elements they are many. So an empty
// bin takes the value of a bin that is not, chosen by random numbers that know nothing of the sets: then two sets agree
// in it with probability J again. The share of equal values is unbiased; its variance grows with the number of copies.
//
// `oph-optimal` (Shrivastava: "Optimal densification for fast and accurate minwise hashing", ICML 2017): each empty bin
// tries bins at random until one has a value: k^2 / n tries for n < k elements.
//
// `oph-fast` (Mai et al.: "On densification for minwise hashing", 2020): the other way round, bins with values throw
// them at random until every empty bin is hit: about k log k throws, in an order that is fixed. No bin gives away much
// more than its share, which keeps the variance lower where few bins have values.
#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/bins.h"
#include "wirecopy/signature/schemes.h"

namespace wirecopy {
namespace {

// The bin that attempt number `attempt` of bin number `bin` tries: part of the schemes' version.
uint32_t BinToTry(uint32_t bin, uint32_t attempt, uint32_t bins) {
  return BinOf(static_cast<uint32_t>(Mix(uint64_t{attempt} << 32 | bin)), bins);
}

void FillOptimal(std::span<uint32_t> values, const EmptyBins& empty) {
  const auto bins = static_cast<uint32_t>(values.size());
  for (uint32_t bin = 0; bin < bins; ++bin) {
    if (!empty.Has(bin)) continue;
    uint32_t from = bin;
    for (uint32_t attempt = 1; empty.Has(from); ++attempt) from = BinToTry(bin, attempt, bins);
    values[bin] = values[from];
  }
}

void FillFast(std::span<uint32_t> values, EmptyBins empty) {
  const auto bins = static_cast<uint32_t>(values.size());
  std::vector<uint32_t> sources;
  for (uint32_t bin = 0; bin < bins; ++bin) {
    if (!empty.Has(bin)) sources.push_back(bin);
  }
  for (uint32_t attempt = 1; empty.count() > 0; ++attempt) {
    for (const uint32_t source : sources) {
      const uint32_t bin = BinToTry(source, attempt, bins);
      if (!empty.Has(bin)) continue;
      values[bin] = values[source];
      empty.Remove(bin);
    }
  }
}

enum class Densification { kOptimal, kFast };

class OnePermutation : public SignatureScheme {
 public:
  OnePermutation(Densification densification, int values) : densification_(densification), values_(values) {}

  SchemeId id() const override {
    return {densification_ == Densification::kOptimal ? "oph-optimal" : "oph-fast", 1, values_};
  }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    thread_local Elements elements;
    ThrowFirst(hashes, &elements, signature);
    EmptyBins empty(signature);
    // All empty: every element has the order that never wins, and the set has the signature of nothing.
    if (empty.count() < signature.size()) {
      densification_ == Densification::kOptimal ? FillOptimal(signature, empty) : FillFast(signature, empty);
    }
    MixValues(signature);
  }

 private:
  Densification densification_;
  int values_;
};

}  // namespace

std::unique_ptr<SignatureScheme> NewOphOptimal(int values) {
  return std::make_unique<OnePermutation>(Densification::kOptimal, values);
}
std::unique_ptr<SignatureScheme> NewOphFast(int values) {
  return std::make_unique<OnePermutation>(Densification::kFast, values);
}

}  // namespace wirecopy

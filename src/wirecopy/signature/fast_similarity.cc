// Fast similarity sketching (Dahlgaard, Knudsen, Thorup: "Fast similarity sketching", 2017).
//
// k independent minima hash every element k times. Here it is thrown into one of t bins, and the least element of a bin
// is its value; as long as bins are empty, all elements are thrown again, and what falls into an empty bin fills it.
// Rounds t to 2t - 1 throw every element into one given bin, so that all are filled in the end. A value is kept from
// the first round that fills its bin, which depends on the union of two sets alone: the share of equal values estimates
// the Jaccard resemblance without bias. A small set throws its elements almost without replacement, which makes the
// estimate better than k independent minima: its mean square error is half of J(1-J)/t for few elements and comes up to
// it for many.
//
// Cost: for n elements n log t / min(n, t) + n throws are expected. Most are those of the first round, in which every
// throw hits; later ones meet few empty bins. So the first rounds take the minimum in every bin, one element after the
// other, and later ones ask for many elements at once which of them hit an empty bin.
//
// The throw of round r is the element's place times an odd number of the round (multiply-shift), and its order in the
// bin is its order times another: enough, because both are well mixed and the products of two rounds are next to
// independent.
#include <algorithm>
#include <bit>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/bins.h"
#include "wirecopy/signature/schemes.h"

namespace wirecopy {
namespace {

// Where more than one bin in so many is empty, it costs less to take the minimum in every bin than to find the hits and
// to be wrong about the branch: measured in docs/adr/0010-signature-scheme.md.
constexpr size_t kManyEmpty = 4;

struct Scratch {
  Elements elements;
  std::vector<uint64_t> hits;
};

class FastSimilarity : public SignatureScheme {
 public:
  explicit FastSimilarity(int values) : values_(values) {
    // The constants are part of the scheme's version: they must never change under the same number.
    uint64_t state = Mix(0x666173742073696dull);
    for (int i = 0; i < 2 * values; ++i) {
      state = Mix(state);
      rounds_.push_back({static_cast<uint32_t>(state) | 1, static_cast<uint32_t>(state >> 32) | 1});
    }
  }

  SchemeId id() const override { return {"fast-similarity", 1, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    thread_local Scratch scratch;
    ThrowFirst(hashes, &scratch.elements, signature);
    EmptyBins empty(signature);
    for (int round = 1; round < values_ && empty.count() > 0; ++round) {
      if (empty.count() * kManyEmpty > signature.size()) {
        ThrowAgain(scratch.elements, rounds_[round], signature);
        empty.Assign(signature);
      } else {
        ThrowHits(rounds_[round], &scratch, signature, &empty);
      }
    }
    if (empty.count() > 0) FillInTurn(scratch.elements, signature);
    MixValues(signature);
  }

 private:
  void ThrowHits(ThrowFactors round, Scratch* scratch, std::span<uint32_t> signature, EmptyBins* empty) const {
    const Elements& elements = scratch->elements;
    const auto bins = static_cast<uint32_t>(signature.size());
    scratch->hits.resize((elements.place.size() + 63) / 64);
    FindHits(elements, round.place, bins, *empty, scratch->hits);
    for (size_t word = 0; word < scratch->hits.size(); ++word) {
      for (uint64_t left = scratch->hits[word]; left != 0; left &= left - 1) {
        const size_t i = 64 * word + static_cast<size_t>(std::countr_zero(left));
        const uint32_t bin = BinOf(elements.place[i] * round.place, bins);
        signature[bin] = std::min(signature[bin], elements.order[i] * round.order);
        if (signature[bin] != kNoValue) empty->Remove(bin);
      }
    }
  }

  // Rounds t to 2t - 1.
  void FillInTurn(const Elements& elements, std::span<uint32_t> signature) const {
    for (size_t bin = 0; bin < signature.size(); ++bin) {
      if (signature[bin] != kNoValue) continue;
      const uint32_t factor = rounds_[signature.size() + bin].order;
      for (size_t i = 0; i < elements.count; ++i) {
        signature[bin] = std::min(signature[bin], elements.order[i] * factor);
      }
    }
  }

  int values_;
  std::vector<ThrowFactors> rounds_;
};

}  // namespace

std::unique_ptr<SignatureScheme> NewFastSimilarity(int values) { return std::make_unique<FastSimilarity>(values); }

}  // namespace wirecopy

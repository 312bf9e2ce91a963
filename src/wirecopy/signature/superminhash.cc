// SuperMinHash (Ertl: "SuperMinHash: a new minwise hashing algorithm for Jaccard similarity estimation", 2017).
//
// An element gives value p(j) the number j + r_j, with p a random permutation of the values and r_j random in [0, 1),
// both the element's own. The values of one element are thus spread over 0 to k like cards dealt without replacement:
// minima of a small set come from nearly as many elements as there are, and the mean square error falls to about half
// of J(1-J)/k.
//
// The permutation is dealt step by step (Fisher-Yates), and an element stops at step j when all minima lie below j: a
// histogram of the whole parts of the minima knows the largest. Cost: k log k steps for the first elements together,
// two steps or so for later ones, each with a random number; it is the slowest scheme for small sets.
#include <algorithm>

#include "wirecopy/base/check.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/signature/schemes.h"

namespace wirecopy {
namespace {

class SuperMinHash : public SignatureScheme {
 public:
  explicit SuperMinHash(int values) : values_(values) {}

  SchemeId id() const override { return {"superminhash", 1, values_}; }

  void Sign(std::span<const uint64_t> hashes, std::span<uint32_t> signature) const override {
    WIRECOPY_CHECK(!hashes.empty() && signature.size() == static_cast<size_t>(values_));
    Minima minima(static_cast<uint32_t>(values_));
    for (const uint64_t hash : hashes) minima.Add(hash);
    // A minimum names its element well enough: 64 bits, half of them random. Mixed, its low half may be kept.
    std::transform(minima.least().begin(), minima.least().end(), signature.begin(),
                   [](uint64_t least) { return static_cast<uint32_t>(Mix(least)); });
  }

 private:
  class Minima {
   public:
    explicit Minima(uint32_t values)
        : least_(values, ~uint64_t{0}), dealt_(values), dealt_for_(values), whole_parts_(values), largest_(values - 1) {
      whole_parts_[largest_] = values;
    }

    void Add(uint64_t element) {
      ++element_;
      const auto values = static_cast<uint32_t>(least_.size());
      uint64_t state = Mix(element);
      for (uint32_t j = 0; j <= largest_; ++j) {
        state = Mix(state);
        const uint32_t other = j + static_cast<uint32_t>((state >> 32) * (values - j) >> 32);
        std::swap(CardAt(j), CardAt(other));
        Offer(dealt_[j], j, static_cast<uint32_t>(state));
      }
    }

    const std::vector<uint64_t>& least() const { return least_; }

   private:
    // The permutation of the element in hand: where it has dealt nothing yet, a card lies in its own place.
    uint32_t& CardAt(uint32_t place) {
      if (dealt_for_[place] != element_) {
        dealt_for_[place] = element_;
        dealt_[place] = place;
      }
      return dealt_[place];
    }

    void Offer(uint32_t value, uint32_t whole, uint32_t fraction) {
      const uint64_t number = uint64_t{whole} << 32 | fraction;
      if (number >= least_[value]) return;
      const auto last = static_cast<uint32_t>(least_.size() - 1);
      const uint32_t before = static_cast<uint32_t>(std::min(least_[value] >> 32, uint64_t{last}));
      least_[value] = number;
      if (whole >= before) return;
      --whole_parts_[before];
      ++whole_parts_[whole];
      while (whole_parts_[largest_] == 0) --largest_;
    }

    std::vector<uint64_t> least_;        // the whole part j in the upper half, r_j in the lower
    std::vector<uint32_t> dealt_;        // p, as far as it is dealt
    std::vector<uint64_t> dealt_for_;    // the element that dealt it
    std::vector<uint32_t> whole_parts_;  // how many minima have which whole part; those without a value have the last
    uint32_t largest_;                   // the largest whole part of a minimum
    uint64_t element_ = 0;
  };

  int values_;
};

}  // namespace

std::unique_ptr<SignatureScheme> NewSuperMinHash(int values) { return std::make_unique<SuperMinHash>(values); }

}  // namespace wirecopy

// What the terms of two articles weigh beside each other, where one of them may be very much longer.
#pragma once

#include <cstdint>
#include <vector>

#include "wirecopy/align/sentence_bags.h"

namespace wirecopy {

// A term weighs the lesser of its own weight and of how rare it is among the sentences of both articles.
class PairWeights {
 public:
  // One sentence, until the next of its article is asked for.
  struct Sentence {
    const double* weights;  // of its terms, in their order
    double sum = 0;         // of the weights
    double norm = 0;        // of the vector of count times weight
  };

  // `few`: the article with fewer terms; it is looked up in the other in O(its terms * log of the other's). Both must
  // outlive this. `work`: terms that are looked at are added to it.
  PairWeights(const SentenceBags& few, const SentenceBags& many, uint64_t* work);

  // Of term `at` of few.terms(): its places in the other, a range of many.places().
  Span InMany(uint32_t at) const { return in_many_[at]; }
  // Sentences of the other are weighed when they are asked for.
  Sentence OfFew(uint32_t sentence);
  Sentence OfMany(uint32_t sentence);

 private:
  struct Side {
    explicit Side(const SentenceBags& all) : bags(all), begins(all.size(), 0) {}
    const SentenceBags& bags;
    std::vector<uint32_t> begins;  // of each sentence one more than where its numbers begin; 0: it is not weighed
    std::vector<double> numbers;   // of each sentence that is weighed: sum, norm, weights
  };
  template <typename InOther>
  Sentence Of(uint32_t sentence, const InOther& in_other, Side* side);

  double all_;  // the logarithm of one more than the sentences of both
  Side few_, many_;
  std::vector<Span> in_many_;
  uint64_t& work_;
};

}  // namespace wirecopy

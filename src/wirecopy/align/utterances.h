// The same utterance in two articles, though each has its own translation or cut of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/align/reworded.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// What one article prints inside quotation marks.
struct Utterance {
  Span words;                      // of the article
  std::vector<BagTerm> terms;      // by term, each once; without those that say nothing
  std::vector<uint32_t> speakers;  // names that stand around it, as terms; sorted
};

// Those of one article, ready to be matched with those of others.
class Utterances {
 public:
  Utterances() = default;
  explicit Utterances(std::vector<Utterance> all);

  struct Place {
    uint32_t term = 0;
    uint32_t utterance = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  // Of the weights of one utterance's terms.
  struct Sums {
    double weight = 0;
    double square = 0;
  };
  const std::vector<Utterance>& all() const { return all_; }
  const std::vector<Place>& places() const { return places_; }  // sorted
  const Sums& sums(uint32_t utterance) const { return sums_[utterance]; }

 private:
  std::vector<Utterance> all_;
  std::vector<Place> places_;
  std::vector<Sums> sums_;
};

struct QuotePair {
  Span a, b;              // words
  double similarity = 0;  // cosine of the terms
  uint32_t run = 0;       // the longest run of equal words
};

// By place in a. A long quotation of one may hold several of the other.
std::vector<QuotePair> MatchUtterances(const Utterances& a, std::span<const Word> words_a, const Utterances& b,
                                       std::span<const Word> words_b);

}  // namespace wirecopy

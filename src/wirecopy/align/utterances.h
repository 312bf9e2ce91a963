// The same utterance in two articles, though each has its own translation or cut of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/align/quote_pair.h"
#include "wirecopy/align/sentence_bags.h"
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

// Terms that are looked up many times, each with a number.
class TermTable {
 public:
  explicit TermTable(size_t terms);
  // At most so many. A term that is there keeps its number.
  void Add(uint32_t term, uint32_t number) {
    Slot& slot = slots_[SlotOf(term)];
    if (slot.number == kNone) slot = {term, number};
  }
  static constexpr uint32_t kNone = ~uint32_t{0};
  uint32_t Find(uint32_t term) const { return slots_[SlotOf(term)].number; }

 private:
  struct Slot {
    uint32_t term = 0;
    uint32_t number = kNone;
  };
  // The term's, or the empty one where it would be.
  size_t SlotOf(uint32_t term) const {
    size_t slot = term & mask_;
    while (slots_[slot].number != kNone && slots_[slot].term != term) slot = (slot + 1) & mask_;
    return slot;
  }

  std::vector<Slot> slots_;
  size_t mask_;
};

// Matches the utterances of one article with those of many others. It must outlive this.
class UtteranceMatcher {
 public:
  UtteranceMatcher(const Utterances& a, std::span<const Word> words);
  // By place in a. A long quotation of one may hold several of the other.
  std::vector<QuotePair> Match(const Utterances& b, std::span<const Word> words) const;

 private:
  // Adds quotation i of a and j of b where they are one utterance.
  void Compare(uint32_t i, const Utterances& b, uint32_t j, std::span<const Word> words,
               std::vector<QuotePair>* pairs) const;

  const Utterances& a_;
  std::span<const Word> words_;
  TermTable places_;  // of each term the first of a.places()
};

}  // namespace wirecopy

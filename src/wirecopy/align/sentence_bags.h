// The sentences of an article as bags of terms: what reworded passages and retellings are found by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/base/span.h"

namespace wirecopy {

// A term of one sentence. What a term is the caller decides: the stem of a word, say.
struct BagTerm {
  uint32_t term = 0;
  uint16_t count = 0;         // times in the sentence
  uint16_t quoted = 0;        // of these, inside quotation marks
  float weight = 0;           // at most so much the term says of what it stands in: larger for a rarer one, above 0
  uint32_t alone : 1 = 0;     // no other sentence of the collection has it
  uint32_t holders : 31 = 0;  // sentences of the article that have it: SentenceBags fills it in
};

// The sentences of one article as bags of terms.
class SentenceBags {
 public:
  // Sentences are added in order. `terms`: by term, each once; the sentence stands in `words` of the article.
  void Add(Span words, std::span<const BagTerm> terms);
  // Must be called once, behind the last Add.
  void Finish();

  struct Place {
    uint32_t term = 0;
    uint32_t at = 0;  // into terms()
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  uint32_t size() const { return static_cast<uint32_t>(sentences_.size()); }
  Span words(uint32_t sentence) const { return sentences_[sentence]; }
  Span range(uint32_t sentence) const { return {first_[sentence], first_[sentence + 1]}; }  // of terms()
  const std::vector<BagTerm>& terms() const { return terms_; }
  std::span<const BagTerm> terms(uint32_t sentence) const {
    return std::span(terms_).subspan(range(sentence).begin, range(sentence).size());
  }
  const std::vector<Place>& places() const { return places_; }  // sorted
  // Those of one term: a range of places(). O(log terms).
  Span PlacesOf(uint32_t term) const;
  // The one with terms()[at]. O(log sentences).
  uint32_t SentenceOf(uint32_t at) const;

 private:
  std::vector<Span> sentences_;
  std::vector<uint32_t> first_ = {0};
  std::vector<BagTerm> terms_;
  std::vector<Place> places_;
};

}  // namespace wirecopy

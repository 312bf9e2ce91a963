// Reworded passages: text that one article retells sentence by sentence in other words.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "wirecopy/align/align.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

// A term of one sentence. What a term is the caller decides: the stem of a word, say.
struct BagTerm {
  uint32_t term = 0;
  uint16_t count = 0;   // times in the sentence
  uint16_t quoted = 0;  // of these, inside quotation marks
  float weight = 0;     // at most so much the term says of what it stands in: larger for a rarer one, above 0
  bool alone = false;   // no other sentence of the collection has it
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
    uint32_t sentence = 0;
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

 private:
  std::vector<Span> sentences_;
  std::vector<uint32_t> first_ = {0};
  std::vector<BagTerm> terms_;
  std::vector<Place> places_;
};

struct RewordedOptions {
  double least_cosine = 0.33;        // of two sentences
  double least_dice = 0.30;          // likewise, of their weights
  uint32_t least_common = 3;         // unlike terms that two sentences share
  double least_group_cosine = 0.40;  // of all sentences of a passage
  uint32_t least_sentences = 2;      // of a passage that are like one of the other side, on both sides
  uint32_t most_gap = 6;             // sentences between two of a passage, on either side
  uint32_t least_gap = 4;            // to which the gap is narrowed where a passage is too unlike as a whole
  uint32_t merged_words = 24;        // between two passages that become one
  uint32_t least_words = 24;         // of a passage, on both sides
};

// Passages of kind kReworded, by place in a. Their runs are empty; their similarity is the cosine of both sides.
std::vector<Passage> FindReworded(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options);

// Whether PlaceReworded may keep anything beside these passages of two articles of so many words. Where it cannot, as
// between copies, nobody need look for it. O(words).
bool LeaveRoom(const std::vector<Passage>& passages, size_t words_a, size_t words_b);

// Puts reworded passages among those of the same two articles that are word for word. A reworded passage that is mostly
// copied is left out; another is widened by the pieces that touch it, and takes the place and the runs of those that
// are no longer than chance allows: the runs of all passages stay the same. The order is by place in a.
void PlaceReworded(std::vector<Passage> reworded, std::vector<Passage>* passages);

}  // namespace wirecopy

// Reworded passages: text that one article retells sentence by sentence in other words.
#pragma once

#include <cstdint>
#include <vector>

#include "wirecopy/align/align.h"
#include "wirecopy/align/sentence_bags.h"

namespace wirecopy {

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

// Passages of kind kReworded, by place in a. Their runs are empty; their similarity is the cosine of both sides. A term
// must weigh the same in both. `work`: the number of terms that were looked at is added to it, if given.
std::vector<Passage> FindReworded(const SentenceBags& a, const SentenceBags& b, const RewordedOptions& options,
                                  uint64_t* work = nullptr);

// Whether PlaceReworded may keep anything beside these passages of two articles of so many words. Where it cannot, as
// between copies, nobody need look for it. O(words).
bool LeaveRoom(const std::vector<Passage>& passages, size_t words_a, size_t words_b);

// Puts reworded passages among those of the same two articles that are word for word. A reworded passage that is mostly
// copied is left out; another is widened by the pieces that touch it, and takes the place and the runs of those that
// are no longer than chance allows: the runs of all passages stay the same. The order is by place in a.
void PlaceReworded(std::vector<Passage> reworded, std::vector<Passage>* passages);

}  // namespace wirecopy

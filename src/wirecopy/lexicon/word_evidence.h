// How much it says, in nats, that a word of one sentence is related to a word of another.
#pragma once

#include <cstdint>
#include <vector>

#include "wirecopy/lexicon/sentence_terms.h"
#include "wirecopy/lexicon/word_ties.h"

namespace wirecopy {

// How often a word and what it is tied to stand in sentences: shares of all.
struct WordShares {
  double own = 0;        // of the sentences of its language
  double strong = 0;     // of the sentences of the other one: those that hold a word with a strong tie,
  double weak = 0;       // with a weak tie
  bool telling = false;  // a name or number
};

// Log likelihood ratios of one word: a translation against a sentence by chance.
struct WordEvidence {
  double strong = 0;  // the other sentence holds a word with a strong tie,
  double weak = 0;    // only one with a weak tie,
  double none = 0;    // none
  double best = 0;    // the most that can be had
};

WordEvidence EvidenceOf(const WordShares& shares);

// By word of each side.
struct CollectionEvidence {
  std::vector<WordShares> source, target;
  std::vector<WordEvidence> of_source;  // EvidenceOf(source[word])
};
CollectionEvidence CountEvidence(const LanguageSide& source, const LanguageSide& target, const WordTies& ties);

}  // namespace wirecopy

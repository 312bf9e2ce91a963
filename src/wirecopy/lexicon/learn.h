// Word pairs that a collection teaches: what stands in its sentence pairs again and again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wirecopy/lexicon/sentence_terms.h"
#include "wirecopy/lexicon/word_ties.h"

namespace wirecopy {

// Words of a sentence and of its translation, by number.
struct TaughtPair {
  std::span<const uint32_t> source;
  std::span<const uint32_t> target;
};

struct LearnedWord {
  std::string source;  // in normal form
  std::string target;
  double pairs = 0;                  // sentence pairs that say so, as expected by the model
  double forward = 0, backward = 0;  // chance of the target word for the source word, and the other way
};

// By (source, target).
std::vector<LearnedWord> LearnWords(std::span<const TaughtPair> pairs, const LanguageSide& source,
                                    const LanguageSide& target, const WordTies& ties);

// Strong ties of those words that stand in both vocabularies.
std::vector<Tie> LearnedTies(std::span<const LearnedWord> learned, const LanguageSide& source,
                             const LanguageSide& target);

}  // namespace wirecopy

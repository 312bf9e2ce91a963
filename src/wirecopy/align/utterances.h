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

struct QuotePair {
  Span a, b;              // words
  double similarity = 0;  // cosine of the terms
  uint32_t run = 0;       // the longest run of equal words
};

// By place in a. A long quotation of one may hold several of the other.
std::vector<QuotePair> MatchUtterances(std::span<const Utterance> a, std::span<const Word> words_a,
                                       std::span<const Utterance> b, std::span<const Word> words_b);

}  // namespace wirecopy

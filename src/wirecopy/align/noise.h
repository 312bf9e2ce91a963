// What two articles share where characters are wrong: letters in a row instead of words in a row.
#pragma once

#include <vector>

#include "wirecopy/align/runs.h"
#include "wirecopy/base/span.h"
#include "wirecopy/text/letters.h"

namespace wirecopy {

struct NoisyMatch {
  double similarity = 0;         // ColinearSimilarity of the letters of what does not stand aside
  std::vector<WordRun> anchors;  // equal words, single ones too, that stand in a long enough run of equal letters
};

// The letters of one article, ready to be looked up: made once where it is compared with many others.
class LetterIndex {
 public:
  explicit LetterIndex(const AlignText& text);
  LetterIndex(const LetterIndex&) = delete;
  LetterIndex& operator=(const LetterIndex&) = delete;

  const Spelling& spelling() const { return spelling_; }
  const SeedIndex& seeds() const { return seeds_; }

 private:
  Spelling spelling_;
  SeedIndex seeds_;  // of its letters
};

// O(letters of b + runs).
NoisyMatch MatchLetters(const LetterIndex& a, const AlignText& b);

// The anchors alone, of two stretches of words, as if the texts held nothing else.
std::vector<WordRun> LetterAnchors(const AlignText& a, Span words_a, const AlignText& b, Span words_b);

}  // namespace wirecopy

// What two articles share where characters are wrong: letters in a row instead of words in a row.
#pragma once

#include <vector>

#include "wirecopy/align/runs.h"

namespace wirecopy {

struct NoisyMatch {
  double similarity = 0;         // ColinearSimilarity of the letters of what does not stand aside
  std::vector<WordRun> anchors;  // equal words, single ones too, that stand in a long enough run of equal letters
};

// O(letters of both + runs).
NoisyMatch MatchLetters(const AlignText& a, const AlignText& b);

}  // namespace wirecopy

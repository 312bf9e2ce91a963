// What matches between and around the runs that were found: single words, words that are nearly equal, words that were
// split or joined.
#pragma once

#include <vector>

#include "wirecopy/align/runs.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

class GapAligner {
 public:
  GapAligner(const AlignText& a, const AlignText& b) : a_(a), b_(b) {}

  // The matching words of two gaps, in order: the best global alignment. O(product of the sizes).
  std::vector<WordRun> Between(Span a, Span b) const;

  // The matching words from a.begin and b.begin on (behind the end of a passage), or back from a.end and b.end, as far
  // as the evidence carries: it ends where what follows has more differences than matches. Nothing when less is gained
  // than `least_gain`, in words. O(words * width of the band).
  std::vector<WordRun> Onwards(Span a, Span b, float least_gain) const;
  std::vector<WordRun> Backwards(Span a, Span b, float least_gain) const;

 private:
  AlignText a_, b_;
};

}  // namespace wirecopy

// What matches between and around the runs that were found: single words, words that are nearly equal, words that were
// split or joined.
#pragma once

#include <vector>

#include "wirecopy/align/runs.h"
#include "wirecopy/base/span.h"

namespace wirecopy {

class GapAligner {
 public:
  // `used_a`, `used_b`: a flag a word, read at each call: a word that is taken matches nothing. They must outlive this.
  GapAligner(const AlignText& a, const AlignText& b, const std::vector<uint8_t>& used_a,
             const std::vector<uint8_t>& used_b)
      : a_(a), b_(b), used_a_(used_a), used_b_(used_b) {}

  // The matching words of two gaps, in order: the best global alignment. O(product of the sizes).
  std::vector<WordRun> Between(Span a, Span b) const;

  // The matching words from a.begin and b.begin on (behind the end of a passage), or back from a.end and b.end, as far
  // as the evidence carries: it ends where what follows has more differences than matches. Nothing when less is gained
  // than `least_gain`, in words. O(words * width of the band).
  std::vector<WordRun> Onwards(Span a, Span b, float least_gain) const;
  std::vector<WordRun> Backwards(Span a, Span b, float least_gain) const;

 private:
  AlignText a_, b_;
  const std::vector<uint8_t>& used_a_;
  const std::vector<uint8_t>& used_b_;
};

}  // namespace wirecopy

// Chains of runs: runs in the same order on both sides, close to one another.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "wirecopy/align/runs.h"

namespace wirecopy {

using Chain = std::vector<WordRun>;  // rising and disjoint on both sides

// What a gap between two runs of a chain costs, in words of evidence.
struct ChainCosts {
  double open = 0.5;
  double gap_word = 0.3;    // each word of the gap's longer side
  double skew_word = 0.1;   // each word by which its sides differ
  uint32_t most_gap = 120;  // code points on either side
};

// Whether at most `most_gap` code points stand between the words before `end` and word `next` of one text.
bool WithinGap(const AlignText& side, uint32_t end, uint32_t next, uint32_t most_gap);

// Takes chains out of two texts one after the other; each word is taken once on either side.
class ChainFinder {
 public:
  // Of equal chains the one with fewer words aside is taken, then the one that ends later: at the head of an article
  // stand teasers and captions, its text comes after.
  ChainFinder(const AlignText& a, const AlignText& b);

  // The best chains of what is left of `runs` in pieces of at least `least_run` words, best first, each of the best
  // score among those that end in its last run.
  std::vector<Chain> Take(std::vector<WordRun> runs, uint32_t least_run, const ChainCosts& costs);

  // Takes single words out as well.
  void Use(const WordRun& run);
  // Puts all words back.
  void Clear();
  const std::vector<uint8_t>& used_a() const { return used_a_; }  // a flag a word
  const std::vector<uint8_t>& used_b() const { return used_b_; }

 private:
  struct Link;
  std::optional<double> GapCost(const WordRun& before, const WordRun& rest, const ChainCosts& costs) const;
  double Value(const WordRun& run) const;
  std::vector<Link> Score(const std::vector<WordRun>& runs, const ChainCosts& costs) const;
  void TakeBest(const std::vector<WordRun>& runs, const ChainCosts& costs, std::vector<Chain>* chains);
  bool Touches(const Chain& chain) const;
  std::vector<WordRun> Unused(const std::vector<WordRun>& runs, uint32_t least_run) const;

  AlignText a_, b_;
  std::vector<uint8_t> used_a_, used_b_;
  std::vector<uint32_t> aside_a_, aside_b_;  // of the words before this one, how many stand aside
};

}  // namespace wirecopy

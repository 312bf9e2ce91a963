// Aligns the words of two articles: which passages of one stand, word for word or edited, in the other.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/base/span.h"
#include "wirecopy/text/words.h"

namespace wirecopy {

// A maximal run of equal words: words a .. a+size-1 of one article equal b .. b+size-1 of the other.
struct WordRun {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t size = 0;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};

enum class PassageKind : uint8_t { kExact, kEdited };
std::string_view ToString(PassageKind kind);

// Runs in the same order on both sides, close to one another. Spans count words, from the first word of the first run
// to behind the last word of the last, so they end where the evidence ends.
struct Passage {
  Span a;
  Span b;
  std::vector<WordRun> runs;  // disjoint on both sides
  PassageKind kind = PassageKind::kExact;
  double similarity = 0;  // 2 * words in runs / words of both spans

  uint32_t shared_words() const;
};

struct AlignOptions {
  int seed_words = 5;            // the shortest run that is looked for
  uint32_t most_gap_words = 24;  // between two runs of a passage, on either side
  uint32_t least_run_words = 8;  // a passage holds one run of as many words,
  uint32_t least_words = 15;     // or as many shared words in all
};

// Every maximal run of at least `seed_words` words, by (b, a). Where a text repeats itself endlessly some are left out:
// the work is bounded by a constant number of places for each shingle. O(words log words + runs).
std::vector<WordRun> FindRuns(std::span<const Word> a, std::span<const Word> b, int seed_words);

// The best chains of runs, best first, each run's words used once on either side; then in order of `a`.
std::vector<Passage> ChainRuns(std::vector<WordRun> runs, const AlignOptions& options);

// FindRuns and ChainRuns. Two articles too short for a run make one exact passage when all their words are equal.
std::vector<Passage> Align(std::span<const Word> a, std::span<const Word> b, const AlignOptions& options);

}  // namespace wirecopy

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

enum class PassageKind : uint8_t { kExact, kEdited, kReworded };
std::string_view ToString(PassageKind kind);

// Runs in the same order on both sides, close to one another. Spans count words, from the first word of the first run
// to behind the last word of the last, so they end where the evidence ends. A reworded passage is another thing
// (align/reworded.h): it spans whole sentences, and its runs, if any, are in the order of `a` alone.
struct Passage {
  Span a;
  Span b;
  std::vector<WordRun> runs;  // disjoint on both sides
  PassageKind kind = PassageKind::kExact;
  double similarity = 0;  // 2 * words in runs / words of both spans

  uint32_t shared_words() const;
  void SwapSides();
};

struct AlignOptions {
  int seed_words = 5;            // the shortest run that is looked for
  uint32_t most_gap_words = 24;  // between two runs of a passage, on either side
  uint32_t least_run_words = 8;  // a passage holds one run of as many words,
  uint32_t least_words = 15;     // or as many shared words in all
};

// The shingles of one article, ready to be looked up: made once where it is aligned with many others. The words must
// outlive the index.
class SeedIndex {
 public:
  SeedIndex(std::span<const Word> words, int seed_words);

  struct Seed {
    uint64_t hash = 0;
    uint32_t place = 0;
    friend auto operator<=>(const Seed&, const Seed&) = default;
  };
  // The places of a shingle, rising.
  std::span<const Seed> Places(uint64_t hash) const;
  std::span<const Word> words() const { return words_; }
  int seed_words() const { return seed_words_; }

 private:
  std::span<const Word> words_;
  int seed_words_;
  std::vector<Seed> seeds_;      // sorted
  std::vector<uint32_t> first_;  // by the hash's highest bits: where its seeds begin
  int shift_ = 0;
};

// Every maximal run of at least a seed's words, by (b, a). Where a text repeats itself endlessly some are left out: the
// work is bounded by a constant number of places for each shingle. O(words of b + runs).
std::vector<WordRun> FindRuns(const SeedIndex& a, std::span<const Word> b);

// The best chains of runs, best first, each run's words used once on either side; then in order of `a`.
std::vector<Passage> ChainRuns(std::vector<WordRun> runs, const AlignOptions& options);

// FindRuns and ChainRuns. Two articles too short for a passage make an exact one when all their words are equal.
std::vector<Passage> Align(const SeedIndex& a, std::span<const Word> b, const AlignOptions& options);

// For two articles that are aligned once.
inline std::vector<WordRun> FindRuns(std::span<const Word> a, std::span<const Word> b, int seed_words) {
  return FindRuns(SeedIndex(a, seed_words), b);
}
inline std::vector<Passage> Align(std::span<const Word> a, std::span<const Word> b, const AlignOptions& options) {
  return Align(SeedIndex(a, options.seed_words), b, options);
}

}  // namespace wirecopy

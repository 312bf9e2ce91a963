// Runs of equal words in two articles.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "wirecopy/text/words.h"

namespace wirecopy {

// Words a .. a+size-1 of one article stand in words b .. b+size-1 of the other.
struct WordRun {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t size = 0;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};

// One article as the aligner sees it; must outlive what is made of it.
struct AlignText {
  std::string_view text;
  std::span<const Word> words;
  // A flag a word, or empty: not 0 where the article's own prose is not. Of places with the same text the prose is
  // taken.
  std::span<const uint8_t> aside;
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

}  // namespace wirecopy

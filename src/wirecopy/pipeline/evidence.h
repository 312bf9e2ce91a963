// What the comparison of two articles needs of each, made once for every article that is compared.
#pragma once

#include <optional>
#include <vector>

#include "wirecopy/pipeline/scan.h"

namespace wirecopy {

// The article's ShingleSet without page furniture.
std::vector<uint64_t> FurnitureFreeShingles(const Analysis& analysis, int shingle_words);

// Seconds since 1970 of the last moment that a known time may mean: a date alone may be as late as the day's end.
int64_t LatestMoment(Timestamp time);

// Agencies first, then by time, undated last, then input order: lower is earlier.
std::vector<uint32_t> RankByTime(const Run& run);

class EvidenceTable {
 public:
  // For the articles that `needed` (a flag each) marks; `run` must outlive the table.
  EvidenceTable(const Run& run, const std::vector<uint8_t>& needed, int shingle_words, const Executor& executor);

  const Evidence& operator[](uint32_t article) const { return evidence_[article]; }

 private:
  std::vector<std::vector<uint64_t>> shingles_;
  std::vector<Evidence> evidence_;
};

// What the letters say where the passages (one at least) are, and around them.
NoisyMatch LettersAround(const Evidence& a, const Evidence& b, const std::vector<Passage>& passages);

// Compares pairs in input order, whatever the direction, so that what is made of an article serves all of its pairs.
// For one thread.
class PairComparer {
 public:
  PairComparer(const ScanOptions& options, const EvidenceTable& evidence) : options_(options), evidence_(evidence) {}

  PairResult ByWords(uint32_t a, uint32_t b) { return Compare(a, b, {}); }
  PairResult ByLetters(uint32_t a, uint32_t b);
  // By letters where the passages are, by words elsewhere.
  PairResult AroundPassages(uint32_t a, uint32_t b, const std::vector<Passage>& passages);

 private:
  void Take(uint32_t a);
  PairResult Compare(uint32_t a, uint32_t b, const NoisyMatch& letters);

  const ScanOptions& options_;
  const EvidenceTable& evidence_;
  uint32_t article_ = 0;  // that the next two are of
  std::optional<SeedIndex> seeds_;
  std::optional<LetterIndex> letters_;
};

// For one article, with a shingle set that the caller keeps.
Evidence MakeEvidence(const Article& article, const Analysis& analysis, std::span<const uint64_t> shingles);

// For two articles that are compared on demand. Holds what its evidence points to.
class EvidenceOfTwo {
 public:
  EvidenceOfTwo(const Run& run, uint32_t a, uint32_t b, int shingle_words)
      : shingles_a_(FurnitureFreeShingles(run.analyses[a], shingle_words)),
        shingles_b_(FurnitureFreeShingles(run.analyses[b], shingle_words)),
        a_(MakeEvidence(run.input.articles[a], run.analyses[a], shingles_a_)),
        b_(MakeEvidence(run.input.articles[b], run.analyses[b], shingles_b_)) {}
  EvidenceOfTwo(const EvidenceOfTwo&) = delete;
  EvidenceOfTwo& operator=(const EvidenceOfTwo&) = delete;

  const Evidence& a() const { return a_; }
  const Evidence& b() const { return b_; }

 private:
  std::vector<uint64_t> shingles_a_, shingles_b_;
  Evidence a_, b_;
};

// The pair of articles a and b in its direction: the source comes first where it is known.
PairResult Directed(uint32_t a, uint32_t b, Direction direction, SharedText shared);

// Of `met` (the lower number first, sorted) those that are no pair of the run.
std::vector<ArticlePair> WithoutPairsOf(const Run& run, const std::vector<ArticlePair>& met);
// To the order that Run::pairs has.
void SortPairs(std::vector<PairResult>* pairs);

}  // namespace wirecopy

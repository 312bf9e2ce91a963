// What the comparison of two articles needs of each, made once for every article that is compared.
#pragma once

#include <vector>

#include "wirecopy/pipeline/scan.h"

namespace wirecopy {

// The article's ShingleSet without page furniture.
std::vector<uint64_t> FurnitureFreeShingles(const Analysis& analysis, int shingle_words);

// Agencies first, then by time, undated last, then input order: lower is earlier.
std::vector<uint32_t> RankByTime(const Run& run);

class EvidenceTable {
 public:
  // For the articles of the candidate pairs; `run` must outlive the table.
  EvidenceTable(const Run& run, const Candidates& candidates, int shingle_words, const Executor& executor);

  const Evidence& operator[](uint32_t article) const { return evidence_[article]; }

 private:
  std::vector<std::vector<uint64_t>> shingles_;
  std::vector<Evidence> evidence_;
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

// Two articles that no path made a candidate, aligned by words, and if `noisy` by letters.
PairResult CompareTwo(uint32_t a, uint32_t b, const ScanOptions& options, bool noisy, const Run& run);

}  // namespace wirecopy

// What the comparison of two articles needs of each, made once for every article that is compared.
#pragma once

#include <vector>

#include "wirecopy/pipeline/run.h"

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

}  // namespace wirecopy

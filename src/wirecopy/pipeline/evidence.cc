#include "wirecopy/pipeline/evidence.h"

#include <utility>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {
constexpr size_t kArticlesAChunk = 256;
}

std::vector<uint64_t> FurnitureFreeShingles(const Analysis& analysis, int shingle_words) {
  return ShingleSet(analysis.words, WordsWith(kFurnitureWord, analysis.word_flags), shingle_words);
}

Evidence MakeEvidence(const Article& article, const Analysis& analysis, std::span<const uint64_t> shingles) {
  return {article.text,         analysis.words, analysis.word_flags,    shingles,
          analysis.prose_words, article.time,   analysis.outlet.family, analysis.outlet.is_agency,
          analysis.credit.state};
}

EvidenceTable::EvidenceTable(const Run& run, const Candidates& candidates, int shingle_words, const Executor& executor)
    : shingles_(run.analyses.size()), evidence_(run.analyses.size()) {
  std::vector<uint8_t> needed(run.analyses.size(), 0);
  for (const CandidatePair& pair : candidates.pairs) needed[pair.a] = needed[pair.b] = 1;
  executor.For(run.analyses.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (needed[i] == 0) continue;
      shingles_[i] = FurnitureFreeShingles(run.analyses[i], shingle_words);
      evidence_[i] = MakeEvidence(run.input.articles[i], run.analyses[i], shingles_[i]);
    }
  });
}

PairResult Directed(uint32_t a, uint32_t b, Direction direction, SharedText shared) {
  PairResult result{a, b, direction, std::move(shared)};
  if (direction.from == Direction::From::kB) {
    std::swap(result.a, result.b);
    result.direction.from = Direction::From::kA;
    SwapSides(&result.shared);
  }
  return result;
}

PairResult CompareTwo(uint32_t a, uint32_t b, const ScanOptions& options, bool noisy, const Run& run) {
  const EvidenceOfTwo two(run, a, b, options.finder.shingle_words);
  return Directed(a, b, FindDirection(two.a(), two.b()),
                  CompareArticles(two.a(), two.b(), options.align, options.cuts, noisy));
}

}  // namespace wirecopy

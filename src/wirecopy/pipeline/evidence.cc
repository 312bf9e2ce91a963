#include "wirecopy/pipeline/evidence.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 256;
constexpr uint32_t kAround = 24;  // words before and behind passages

// From the first passage to the last, and what stands around them.
Span Stretch(const std::vector<Passage>& passages, Span Passage::*side, size_t words) {
  Span stretch = passages.front().*side;
  for (const Passage& passage : passages) {
    stretch = {std::min(stretch.begin, (passage.*side).begin), std::max(stretch.end, (passage.*side).end)};
  }
  return {stretch.begin - std::min(stretch.begin, kAround),
          std::min(stretch.end + kAround, static_cast<uint32_t>(words))};
}

}  // namespace

std::vector<uint64_t> FurnitureFreeShingles(const Analysis& analysis, int shingle_words) {
  return ShingleSet(analysis.words, WordsWith(kFurnitureWord, analysis.word_flags), shingle_words);
}

Evidence MakeEvidence(const Article& article, const Analysis& analysis, std::span<const uint64_t> shingles) {
  return {article.text,         analysis.words, analysis.word_flags,    shingles,
          analysis.prose_words, article.time,   analysis.outlet.family, analysis.outlet.is_agency,
          analysis.credit.state};
}

EvidenceTable::EvidenceTable(const Run& run, const std::vector<uint8_t>& needed, int shingle_words,
                             const Executor& executor)
    : shingles_(run.analyses.size()), evidence_(run.analyses.size()) {
  executor.For(run.analyses.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (needed[i] == 0) continue;
      shingles_[i] = FurnitureFreeShingles(run.analyses[i], shingle_words);
      evidence_[i] = MakeEvidence(run.input.articles[i], run.analyses[i], shingles_[i]);
    }
  });
}

NoisyMatch LettersAround(const Evidence& a, const Evidence& b, const std::vector<Passage>& passages) {
  const Span in_a = Stretch(passages, &Passage::a, a.words.size()),
             in_b = Stretch(passages, &Passage::b, b.words.size());
  return {0, LetterAnchors(TextOf(a), in_a, TextOf(b), in_b)};
}

void PairComparer::Take(uint32_t a) {
  if (seeds_ && a == article_) return;
  article_ = a;
  seeds_.emplace(evidence_[a].words, options_.align.seed_words);
  letters_.reset();
}

PairResult PairComparer::ByLetters(uint32_t a, uint32_t b) {
  Take(a);
  if (!letters_) letters_.emplace(TextOf(evidence_[a]));
  return Compare(a, b, MatchLetters(*letters_, TextOf(evidence_[b])));
}

PairResult PairComparer::AroundPassages(uint32_t a, uint32_t b, const std::vector<Passage>& passages) {
  return Compare(a, b, LettersAround(evidence_[a], evidence_[b], passages));
}

PairResult PairComparer::Compare(uint32_t a, uint32_t b, const NoisyMatch& letters) {
  Take(a);
  return Directed(a, b, FindDirection(evidence_[a], evidence_[b]),
                  CompareArticles(evidence_[a], *seeds_, evidence_[b], options_.align, options_.cuts, letters));
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

std::vector<ArticlePair> WithoutPairsOf(const Run& run, const std::vector<ArticlePair>& met) {
  std::vector<ArticlePair> known, fresh;
  known.reserve(run.pairs.size());
  for (const PairResult& pair : run.pairs) known.push_back(std::minmax(pair.a, pair.b));
  std::sort(known.begin(), known.end());
  std::set_difference(met.begin(), met.end(), known.begin(), known.end(), std::back_inserter(fresh));
  return fresh;
}

void SortPairs(std::vector<PairResult>* pairs) {
  std::sort(pairs->begin(), pairs->end(),
            [](const PairResult& x, const PairResult& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
}

}  // namespace wirecopy

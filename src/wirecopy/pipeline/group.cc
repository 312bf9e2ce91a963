// What the pairs say about groups of articles: duplicates and stories.
#include <algorithm>

#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

double StorySimilarity(const SharedText& shared) {
  return std::max({shared.jaccard, shared.containment_a, shared.containment_b});
}

// Compares on demand what was no pair of the run.
class Comparer {
 public:
  Comparer(const ScanOptions& options, const Run& run) : options_(options), run_(run) {}

  SharedText operator()(uint32_t a, uint32_t b) const {
    const auto set_a = FurnitureFreeShingles(run_.analyses[a], options_.finder.shingle_words);
    const auto set_b = FurnitureFreeShingles(run_.analyses[b], options_.finder.shingle_words);
    return CompareArticles(MakeEvidence(run_.input.articles[a], run_.analyses[a], set_a),
                           MakeEvidence(run_.input.articles[b], run_.analyses[b], set_b), options_.align,
                           options_.cuts);
  }

 private:
  const ScanOptions& options_;
  const Run& run_;
};

}  // namespace

uint64_t ClusterArticles(const ScanOptions& options, Run* run) {
  const auto articles = static_cast<uint32_t>(run->analyses.size());
  const std::vector<uint32_t> rank = RankByTime(*run);
  const Comparer compare(options, *run);
  std::vector<Edge> near, contained;
  for (const PairResult& pair : run->pairs) {
    if (pair.shared.overlap >= Overlap::kNearDuplicate) near.push_back({pair.a, pair.b, pair.shared.jaccard});
    const bool enough = pair.shared.prose_words >= options.cuts.contained_words;
    if (enough || pair.shared.overlap == Overlap::kNearDuplicate) {
      contained.push_back({pair.a, pair.b, StorySimilarity(pair.shared)});
    }
  }
  run->duplicates = GuardedClusters(articles, std::move(near), rank, options.cuts.near_jaccard,
                                    [&](uint32_t a, uint32_t b) { return compare(a, b).jaccard; });
  run->stories = GuardedClusters(articles, std::move(contained), rank, options.story_similarity,
                                 [&](uint32_t a, uint32_t b) { return StorySimilarity(compare(a, b)); });
  uint64_t shared = 0;
  for (uint32_t i = 0; i < run->duplicates.size(); ++i) {
    shared += run->duplicates[i].members.size() > 1;
    const uint32_t first = run->duplicates[i].earliest;
    for (const uint32_t member : run->duplicates[i].members) {
      run->analyses[member].duplicate_cluster = i;
      if (member == first) continue;
      const uint32_t leader = run->duplicates[i].representative;
      const bool direct = member == leader || compare(member, first).jaccard >= options.cuts.near_jaccard;
      run->analyses[member].duplicate_of = direct ? first : leader;
    }
  }
  for (uint32_t i = 0; i < run->stories.size(); ++i) {
    shared += run->stories[i].members.size() > 1;
    for (const uint32_t member : run->stories[i].members) run->analyses[member].story = i;
  }
  return shared;
}

}  // namespace wirecopy

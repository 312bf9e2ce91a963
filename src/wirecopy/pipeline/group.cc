// What the pairs say about groups of articles: duplicates and stories.
#include <algorithm>

#include "wirecopy/cluster/average_link.h"
#include "wirecopy/pipeline/consensus.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

// Compares on demand what was no pair of the run.
class Comparer {
 public:
  Comparer(const ScanOptions& options, const Run& run) : options_(options), run_(run) {}

  SharedText operator()(uint32_t a, uint32_t b) const {
    const EvidenceOfTwo two(run_, a, b, options_.finder.shingle_words);
    return CompareArticles(two.a(), two.b(), options_.align, options_.cuts);
  }

 private:
  const ScanOptions& options_;
  const Run& run_;
};

}  // namespace

// Two reprints of one story resemble each other as far as both go; of two news articles one may hold the other in
// pieces.
double StorySimilarity(const SharedText& shared, const OverlapCuts& cuts) {
  if (shared.prose_words < cuts.contained_words) return shared.colinear;
  return std::max({shared.colinear, shared.containment_a, shared.containment_b});
}

uint64_t ClusterArticles(const ScanOptions& options, Run* run) {
  const auto articles = static_cast<uint32_t>(run->analyses.size());
  const std::vector<uint32_t> rank = RankByTime(*run);
  const Comparer compare(options, *run);
  std::vector<Edge> near, alike = run->faint;
  for (const PairResult& pair : run->pairs) {
    near.push_back({pair.a, pair.b, pair.shared.prose_jaccard});
    alike.push_back({pair.a, pair.b, StorySimilarity(pair.shared, options.cuts)});
  }
  run->duplicates = AverageLinkClusters({articles, std::move(near), rank, run->linked, options.cuts.near_jaccard,
                                         options.duplicate_average,
                                         [&](uint32_t a, uint32_t b) { return compare(a, b).prose_jaccard; }});
  run->stories = AverageLinkClusters(
      {articles, std::move(alike), rank, run->linked, options.story_similarity, options.story_average,
       [&](uint32_t a, uint32_t b) { return StorySimilarity(compare(a, b), options.cuts); }});
  uint64_t shared = 0;
  for (uint32_t i = 0; i < run->duplicates.size(); ++i) {
    shared += run->duplicates[i].members.size() > 1;
    const uint32_t first = run->duplicates[i].earliest;
    for (const uint32_t member : run->duplicates[i].members) {
      run->analyses[member].duplicate_cluster = i;
      if (member == first) continue;
      const uint32_t leader = run->duplicates[i].representative;
      const bool direct = member == leader || compare(member, first).prose_jaccard >= options.cuts.near_jaccard;
      run->analyses[member].duplicate_of = direct ? first : leader;
    }
  }
  for (uint32_t i = 0; i < run->stories.size(); ++i) {
    shared += run->stories[i].members.size() > 1;
    for (const uint32_t member : run->stories[i].members) run->analyses[member].story = i;
  }
  run->duplicate_consensus = FindConsensus(*run, run->duplicates, &Analysis::duplicate_cluster);
  run->story_consensus = FindConsensus(*run, run->stories, &Analysis::story);
  return shared;
}

}  // namespace wirecopy

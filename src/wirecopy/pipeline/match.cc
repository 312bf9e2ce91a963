// From articles to pairs that share text: candidates, alignment, and the measured recall.
#include <algorithm>
#include <numeric>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/candidates/noisy.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr size_t kPairsAChunk = 64;
constexpr size_t kSampleArticles = 64;

// Furniture alone: quoted words are text like any other until the overlap is judged.
std::vector<std::vector<uint8_t>> FurnitureFlags(const Run& run) {
  std::vector<std::vector<uint8_t>> flags;
  for (const Analysis& analysis : run.analyses) flags.push_back(WordsWith(kFurnitureWord, analysis.word_flags));
  return flags;
}

// Both lists are sorted.
void AddNoisyPairs(const std::vector<ArticlePair>& noisy, std::vector<CandidatePair>* pairs) {
  const auto order = [](const CandidatePair& x, const CandidatePair& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  };
  std::vector<CandidatePair> fresh;
  for (const auto& [a, b] : noisy) {
    const CandidatePair pair{a, b, false, false, true};
    const auto at = std::lower_bound(pairs->begin(), pairs->end(), pair, order);
    if (at != pairs->end() && at->a == a && at->b == b) {
      at->by_letters = true;
    } else {
      fresh.push_back(pair);
    }
  }
  const auto middle = pairs->insert(pairs->end(), fresh.begin(), fresh.end());
  std::inplace_merge(pairs->begin(), middle, pairs->end(), order);
}

}  // namespace

int64_t LatestMoment(Timestamp time) {
  return time.seconds + (time.precision == Timestamp::Precision::kDay ? 24 * 60 * 60 - 1 : 0);
}

std::vector<uint32_t> RankByTime(const Run& run) {
  std::vector<uint32_t> order(run.analyses.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto key = [&](uint32_t i) {
    const Timestamp& time = run.input.articles[i].time;
    const bool undated = time.precision == Timestamp::Precision::kNone;
    return std::tuple(!run.analyses[i].outlet.is_agency, undated, undated ? 0 : LatestMoment(time), i);
  };
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return key(x) < key(y); });
  std::vector<uint32_t> rank(order.size());
  for (uint32_t place = 0; place < order.size(); ++place) rank[order[place]] = place;
  return rank;
}

Candidates FindRunCandidates(const ScanOptions& options, const Tools& tools, const Executor& executor, Run* run,
                             PairTrace* trace) {
  const FinderOptions& finder = tools.finder;
  const std::vector<std::vector<uint8_t>> furniture = FurnitureFlags(*run);
  std::vector<Searchable> articles;
  for (size_t i = 0; i < run->analyses.size(); ++i) {
    Analysis& analysis = run->analyses[i];
    analysis.brief = analysis.words.size() < static_cast<size_t>(finder.shingle_words);
    articles.push_back({analysis.words, furniture[i]});
  }
  const std::vector<uint32_t> rank = RankByTime(*run);
  Candidates found = FindCandidates(articles, rank, *tools.scheme, finder, executor, trace);
  if (options.find_by_letters) {
    std::vector<NoisyArticle> spelled;
    for (size_t i = 0; i < run->analyses.size(); ++i) {
      spelled.push_back({run->input.articles[i].text, run->analyses[i].words, furniture[i]});
    }
    AddNoisyPairs(FindNoisyPairs(spelled, rank, {}, executor, trace), &found.pairs);
  }
  run->linked_groups = found.linked_groups;
  run->linked = found.linked;
  run->recall.threshold = finder.threshold;
  run->recall.bands = finder.bands;
  run->recall.expected = finder.by_bands ? ExpectedRecall(finder.bands, finder.threshold) : 0;
  run->recall.guarantee_words = finder.by_fingerprints ? finder.guarantee_words : 0;
  return found;
}

uint64_t AlignPairs(const ScanOptions& options, const Candidates& candidates, const Executor& executor, Run* run) {
  std::vector<uint8_t> needed(run->analyses.size(), 0);
  for (const CandidatePair& pair : candidates.pairs) needed[pair.a] = needed[pair.b] = 1;
  const EvidenceTable evidence(*run, needed, options.finder.shingle_words, executor);
  std::vector<PairResult> results(candidates.pairs.size());
  executor.For(results.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    PairComparer comparer(options, evidence);
    for (size_t i = begin; i < end; ++i) {
      const CandidatePair& pair = candidates.pairs[i];
      results[i] = pair.by_letters ? comparer.ByLetters(pair.a, pair.b) : comparer.ByWords(pair.a, pair.b);
    }
  });
  for (const PairResult& pair : results) {
    // Noise may leave a likeness of the letters, and no passage to show for it.
    if (pair.shared.overlap == Overlap::kNone && pair.shared.colinear > 0) {
      run->faint.push_back({pair.a, pair.b, pair.shared.colinear});
    }
  }
  std::erase_if(results, [](const PairResult& pair) { return pair.shared.overlap == Overlap::kNone; });
  SortPairs(&results);
  run->pairs = std::move(results);
  return run->pairs.size();
}

uint64_t MeasureRecall(const FinderOptions& options, const Candidates& candidates, const Executor& executor, Run* run) {
  const size_t articles = run->analyses.size();
  const size_t step = std::max<size_t>(1, articles / kSampleArticles);
  absl::flat_hash_map<uint64_t, std::vector<uint32_t>> holders;  // of a shingle, articles of the sample
  absl::flat_hash_map<uint32_t, uint32_t> sample_size;
  const auto set_of = [&](size_t i) { return FurnitureFreeShingles(run->analyses[i], options.shingle_words); };
  const auto shingles_of = [&](size_t i) {
    const Analysis& analysis = run->analyses[i];
    return Shingles(analysis.words, WordsWith(kFurnitureWord, analysis.word_flags), options.shingle_words);
  };
  for (size_t i = 0; i < articles; i += step) {
    const std::vector<uint64_t> set = set_of(i);
    for (const uint64_t shingle : set) holders[shingle].push_back(static_cast<uint32_t>(i));
    sample_size[static_cast<uint32_t>(i)] = static_cast<uint32_t>(set.size());
  }
  std::vector<std::vector<uint32_t>> alike(articles);  // of an article, those of the sample above the threshold
  executor.For(articles, kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const std::vector<uint64_t> shingles = shingles_of(i);
      const bool any = std::any_of(shingles.begin(), shingles.end(), [&](uint64_t s) { return holders.contains(s); });
      if (!any) continue;
      absl::flat_hash_map<uint32_t, uint32_t> common;
      const std::vector<uint64_t> set = set_of(i);
      for (const uint64_t shingle : set) {
        const auto found = holders.find(shingle);
        if (found == holders.end()) continue;
        for (const uint32_t other : found->second) ++common[other];
      }
      for (const auto& [other, both] : common) {
        const double either = static_cast<double>(set.size()) + sample_size.at(other) - both;
        if (other != i && both >= options.threshold * either) alike[i].push_back(other);
      }
    }
  });
  uint64_t exact = 0, compared = 0;
  for (uint32_t i = 0; i < articles; ++i) {
    for (const uint32_t other : alike[i]) {
      if (sample_size.contains(i) && other < i) continue;  // both in the sample: once
      ++exact;
      const auto at = std::lower_bound(candidates.pairs.begin(), candidates.pairs.end(), std::minmax(i, other),
                                       [](const CandidatePair& p, const auto& key) {
                                         return std::pair(p.a, p.b) < std::pair<uint32_t, uint32_t>(key);
                                       });
      const bool paired = at != candidates.pairs.end() && at->a == std::min(i, other) && at->b == std::max(i, other);
      // Where a text is too common to be paired out, its articles are found as one cluster.
      compared += paired || run->analyses[i].duplicate_cluster == run->analyses[other].duplicate_cluster;
    }
  }
  run->recall.sample_pairs = exact;
  if (exact > 0) run->recall.measured = static_cast<double>(compared) / static_cast<double>(exact);
  return exact;
}

}  // namespace wirecopy

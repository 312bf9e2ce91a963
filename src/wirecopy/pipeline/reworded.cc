// From pairs that may retell one another to reworded passages: added to the pairs that share text word for word, and
// pairs that have nothing else. A last path to copied text as well.
#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "wirecopy/pipeline/bags.h"
#include "wirecopy/pipeline/evidence.h"
#include "wirecopy/pipeline/stages.h"

namespace wirecopy {
namespace {

constexpr size_t kPairsAChunk = 64;

// Whether half of the words are speech.
bool IsSpeech(Span words, const std::vector<uint8_t>& flags) {
  const auto quoted = std::count_if(flags.begin() + words.begin, flags.begin() + words.end,
                                    [](uint8_t flag) { return (flag & kQuotedWord) != 0; });
  return 2 * static_cast<uint32_t>(quoted) >= words.size();
}

bool HasReworded(const PairResult& pair) {
  return std::any_of(pair.shared.passages.begin(), pair.shared.passages.end(),
                     [](const Passage& passage) { return passage.kind == PassageKind::kReworded; });
}

// Two articles, and the passages that one retells of the other.
struct RetoldPair {
  ArticlePair pair;
  std::vector<Passage> passages;
};

std::vector<RetoldPair> RetoldPairs(const std::vector<SentenceBags>& bags, const std::vector<ArticlePair>& pairs,
                                    const Run& run, const Executor& executor) {
  std::vector<RetoldPair> found(pairs.size());
  executor.For(pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      found[i] = {pairs[i], RetoldPassages(bags, run, pairs[i].first, pairs[i].second)};
    }
  });
  std::erase_if(found, [](const RetoldPair& retold) { return retold.passages.empty(); });
  return found;
}

// Of the pairs that share text the passages are put in; those of others are returned.
std::vector<RetoldPair> FindRetold(const std::vector<SentenceBags>& bags, const Executor& executor, Run* run) {
  const std::vector<ArticlePair> fresh =
      WithoutPairsOf(*run, PairsOfMeetingSentences(bags, RankByTime(*run), executor));
  executor.For(run->pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      PairResult& pair = run->pairs[i];
      const size_t words_a = run->analyses[pair.a].words.size(), words_b = run->analyses[pair.b].words.size();
      if (!LeaveRoom(pair.shared.passages, words_a, words_b)) continue;
      PlaceReworded(RetoldPassages(bags, *run, pair.a, pair.b), &pair.shared.passages);
    }
  });
  return RetoldPairs(bags, fresh, *run, executor);
}

// The articles as a whole: what was retold may be copied, and more than it.
std::vector<PairResult> CompareRetold(std::vector<RetoldPair> retold, const ScanOptions& options, const Run& run,
                                      const Executor& executor) {
  std::vector<uint8_t> needed(run.analyses.size(), 0);
  for (const RetoldPair& found : retold) needed[found.pair.first] = needed[found.pair.second] = 1;
  const EvidenceTable evidence(run, needed, options.finder.shingle_words, executor);
  std::vector<PairResult> results(retold.size());
  executor.For(retold.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    PairComparer comparer(options, evidence);
    for (size_t i = begin; i < end; ++i) {
      const auto [a, b] = retold[i].pair;
      std::vector<Passage> passages = std::move(retold[i].passages);
      results[i] = comparer.AroundPassages(a, b, passages);
      if (results[i].a != a) {
        for (Passage& passage : passages) passage.SwapSides();
      }
      PlaceReworded(std::move(passages), &results[i].shared.passages);
    }
  });
  return results;
}

}  // namespace

std::vector<Passage> RetoldPassages(const std::vector<SentenceBags>& bags, const Run& run, uint32_t a, uint32_t b) {
  std::vector<Passage> passages = FindReworded(bags[a], bags[b], {});
  std::erase_if(passages, [&](const Passage& passage) {
    return IsSpeech(passage.a, run.analyses[a].word_flags) || IsSpeech(passage.b, run.analyses[b].word_flags);
  });
  return passages;
}

uint64_t FindRewordedPassages(const ScanOptions& options, const std::vector<SentenceBags>& bags,
                              const Executor& executor, Run* run) {
  if (!options.find_reworded) return 0;
  std::vector<RetoldPair> retold = FindRetold(bags, executor, run);
  std::vector<PairResult> added = CompareRetold(std::move(retold), options, *run, executor);
  // What was retold may turn out to be copied, and too much edited for the other paths.
  std::erase_if(added,
                [](const PairResult& pair) { return pair.shared.overlap == Overlap::kNone && !HasReworded(pair); });
  absl::flat_hash_set<ArticlePair> pairs;
  for (const PairResult& pair : added) pairs.insert(std::minmax(pair.a, pair.b));
  std::erase_if(run->faint, [&](const Edge& edge) { return pairs.contains(std::minmax(edge.a, edge.b)); });
  std::move(added.begin(), added.end(), std::back_inserter(run->pairs));
  SortPairs(&run->pairs);
  return static_cast<uint64_t>(std::count_if(run->pairs.begin(), run->pairs.end(), HasReworded));
}

}  // namespace wirecopy

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
  const std::vector<ArticlePair> met = PairsOfMeetingSentences(bags, RankByTime(*run), executor);
  std::vector<ArticlePair> known, fresh;
  for (const PairResult& pair : run->pairs) known.push_back(std::minmax(pair.a, pair.b));
  std::sort(known.begin(), known.end());
  std::set_difference(met.begin(), met.end(), known.begin(), known.end(), std::back_inserter(fresh));
  executor.For(run->pairs.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      PairResult& pair = run->pairs[i];
      PlaceReworded(RetoldPassages(bags, *run, pair.a, pair.b), &pair.shared.passages);
    }
  });
  std::vector<PairResult> added(fresh.size());
  executor.For(fresh.size(), kPairsAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const auto [a, b] = fresh[i];
      std::vector<Passage> reworded = RetoldPassages(bags, *run, a, b);
      if (reworded.empty()) continue;
      added[i] = CompareTwo(a, b, options, true, *run);
      if (added[i].a != a) {
        for (Passage& passage : reworded) passage.SwapSides();
      }
      PlaceReworded(std::move(reworded), &added[i].shared.passages);
    }
  });
  // What was retold may turn out to be copied, and too much edited for the other paths.
  std::erase_if(added,
                [](const PairResult& pair) { return pair.shared.overlap == Overlap::kNone && !HasReworded(pair); });
  absl::flat_hash_set<ArticlePair> pairs;
  for (const PairResult& pair : added) pairs.insert(std::minmax(pair.a, pair.b));
  std::erase_if(run->faint, [&](const Edge& edge) { return pairs.contains(std::minmax(edge.a, edge.b)); });
  std::move(added.begin(), added.end(), std::back_inserter(run->pairs));
  std::sort(run->pairs.begin(), run->pairs.end(),
            [](const PairResult& x, const PairResult& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return static_cast<uint64_t>(std::count_if(run->pairs.begin(), run->pairs.end(), HasReworded));
}

}  // namespace wirecopy

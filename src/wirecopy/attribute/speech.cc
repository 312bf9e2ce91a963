// Problem: a statement that a hundred outlets quote is no copy of one from the other, and quotation marks say so; but
// some outlets print the statement as a transcript, or lose the marks. Idea: count, over the collection, how often each
// run of eight words stands wholly inside quotation marks and how often it stands anywhere. A run that is quoted in
// several places and in a fair share of all of them is speech wherever it stands. Cost: one pass over the quoted words
// for the runs that can qualify, one over all words to count these.
#include "wirecopy/attribute/speech.h"

#include <algorithm>
#include <atomic>

#include "absl/container/flat_hash_map.h"
#include "wirecopy/attribute/word_flags.h"
#include "wirecopy/shingle/shingles.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 256;

struct Places {
  uint32_t quoted = 0;
  uint32_t number = 0;  // into the table of all places
};
using QuotedRuns = absl::flat_hash_map<uint64_t, Places>;

// Every run of the article outside page furniture.
std::vector<uint64_t> Runs(const SpeechInput& article, int run_words) {
  return ShingleHashes(article.words, WordsWith(kFurnitureWord, article.flags), run_words);
}

// The runs that stand inside quotation marks often enough.
QuotedRuns CollectQuoted(std::span<const SpeechInput> articles, const SpeechOptions& options,
                         const Executor& executor) {
  std::vector<std::vector<uint64_t>> chunks((articles.size() + kArticlesAChunk - 1) / kArticlesAChunk);
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    std::vector<uint64_t>& quoted = chunks[begin / kArticlesAChunk];
    for (size_t i = begin; i < end; ++i) {
      std::vector<uint8_t> outside = WordsWith(kQuotedWord, articles[i].flags);
      for (uint8_t& flag : outside) flag = flag == 0;
      const std::vector<uint64_t> hashes = ShingleHashes(articles[i].words, outside, options.run_words);
      std::copy_if(hashes.begin(), hashes.end(), std::back_inserter(quoted),
                   [](uint64_t h) { return h != kNoShingle; });
    }
  });
  std::vector<uint64_t> all;
  for (std::vector<uint64_t>& chunk : chunks) {
    all.insert(all.end(), chunk.begin(), chunk.end());
    chunk = {};
  }
  std::sort(all.begin(), all.end());
  QuotedRuns runs;
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end] == all[begin]) ++end;
    const auto places = static_cast<uint32_t>(end - begin);
    if (places >= options.least_quoted) runs.emplace(all[begin], Places{places, static_cast<uint32_t>(runs.size())});
  }
  return runs;
}

}  // namespace

void MarkSpeech(std::span<const SpeechInput> articles, const SpeechOptions& options, const Executor& executor) {
  const QuotedRuns quoted = CollectQuoted(articles, options, executor);
  if (quoted.empty()) return;
  std::vector<std::atomic<uint32_t>> places(quoted.size());
  const auto each_known_run = [&](size_t article, const auto& visit) {
    const std::vector<uint64_t> hashes = Runs(articles[article], options.run_words);
    for (size_t word = 0; word < hashes.size(); ++word) {
      if (const auto found = quoted.find(hashes[word]); found != quoted.end()) visit(word, found->second);
    }
  };
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      each_known_run(i, [&](size_t, const Places& run) { places[run.number].fetch_add(1, std::memory_order_relaxed); });
    }
  });
  executor.For(articles.size(), kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      each_known_run(i, [&](size_t word, const Places& run) {
        if (run.quoted < options.least_share * places[run.number].load(std::memory_order_relaxed)) return;
        for (int k = 0; k < options.run_words; ++k) articles[i].flags[word + static_cast<size_t>(k)] |= kSpeechWord;
      });
    }
  });
}

}  // namespace wirecopy

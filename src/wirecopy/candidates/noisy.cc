// Problem: at 5 % wrong characters a word of five letters survives in both copies with probability 0.6, a run of eight
// words with 0.02: neither fingerprints nor shingles meet. Idea: 12 letters in a row survive with 0.3, and a paragraph
// has hundreds; one in four of them, chosen by its hash (as in sketches by "mod p", Manber 1994, "Finding similar files
// in a large file system"), is enough to count. Clean articles need none of this, and most collections hold nothing
// else: noise makes words that occur nowhere else, so only articles with a share of such words post their grams, and of
// the others only the grams that a noisy article posted as well. Cost: one pass over the letters.
#include "wirecopy/candidates/noisy.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/text/letters.h"

namespace wirecopy {
namespace {

constexpr size_t kArticlesAChunk = 64;

// Of each article the share of words that occur in no other.
std::vector<double> SharesAlone(std::span<const NoisyArticle> articles) {
  constexpr uint32_t kSeveral = ~uint32_t{0};
  absl::flat_hash_map<uint64_t, uint32_t> holder;
  for (uint32_t i = 0; i < articles.size(); ++i) {
    for (const Word& word : articles[i].words) {
      const auto [it, added] = holder.try_emplace(word.hash, i);
      if (!added && it->second != i) it->second = kSeveral;
    }
  }
  std::vector<double> shares(articles.size(), 0);
  for (uint32_t i = 0; i < articles.size(); ++i) {
    const auto alone = std::count_if(articles[i].words.begin(), articles[i].words.end(),
                                     [&](const Word& word) { return holder.at(word.hash) == i; });
    if (alone > 0) shares[i] = static_cast<double>(alone) / static_cast<double>(articles[i].words.size());
  }
  return shares;
}

// The sampled grams of one article.
std::vector<Posting> Grams(const NoisyArticle& article, uint32_t number, const NoisyOptions& options) {
  std::vector<Posting> grams;
  const std::vector<Word> letters = Spell(article.text, article.words, article.excluded).letters;
  const std::vector<uint64_t> hashes = ShingleHashes(letters, {}, options.gram_letters);
  for (uint32_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i] % static_cast<uint64_t>(options.sampled) == 0) grams.push_back({hashes[i], number, i});
  }
  return grams;
}

template <typename Keep>
std::vector<Posting> Collect(size_t articles, const Executor& executor, const Keep& keep) {
  std::vector<std::vector<Posting>> found(articles);
  executor.For(articles, kArticlesAChunk, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) found[i] = keep(static_cast<uint32_t>(i));
  });
  std::vector<Posting> all;
  for (std::vector<Posting>& some : found) {
    all.insert(all.end(), some.begin(), some.end());
    some = {};
  }
  return all;
}

}  // namespace

std::vector<std::pair<uint32_t, uint32_t>> FindNoisyPairs(std::span<const NoisyArticle> articles,
                                                          std::span<const uint32_t> rank, const NoisyOptions& options,
                                                          const Executor& executor, PairTrace* trace) {
  const std::vector<double> alone = SharesAlone(articles);
  const auto noisy = [&](uint32_t i) { return alone[i] > 0 && alone[i] >= options.least_alone; };
  std::vector<size_t> sizes(articles.size(), 0);
  const auto grams_of = [&](uint32_t i) {
    std::vector<Posting> grams = Grams(articles[i], i, options);
    sizes[i] = grams.size();
    return grams;
  };
  std::vector<Posting> postings =
      Collect(articles.size(), executor, [&](uint32_t i) { return noisy(i) ? grams_of(i) : std::vector<Posting>(); });
  absl::flat_hash_set<uint64_t> wanted;
  wanted.reserve(postings.size());
  for (const Posting& posting : postings) wanted.insert(posting.key);
  const std::vector<Posting> others = Collect(articles.size(), executor, [&](uint32_t i) {
    std::vector<Posting> grams;
    if (!noisy(i)) grams = grams_of(i);
    std::erase_if(grams, [&](const Posting& posting) { return !wanted.contains(posting.key); });
    return grams;
  });
  postings.insert(postings.end(), others.begin(), others.end());
  const Meetings meetings = FindMeetings(std::move(postings), rank, options.meetings, executor);
  const auto needed = [&](uint32_t a, uint32_t b) {
    const size_t smaller = std::min(sizes[a], sizes[b]);
    return std::max<double>(options.least_grams, options.least_share * static_cast<double>(smaller));
  };
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (size_t begin = 0, end = 0; begin < meetings.all.size(); begin = end) {
    const auto of = [&](size_t i) { return std::pair(meetings.all[i].a, meetings.all[i].b); };
    while (end < meetings.all.size() && of(end) == of(begin)) ++end;
    const double least = needed(of(begin).first, of(begin).second);
    if (static_cast<double>(end - begin) >= least) pairs.push_back(of(begin));
  }
  if (trace != nullptr) {
    const uint32_t a = trace->a, b = trace->b;
    trace->alone_a = alone[a];
    trace->alone_b = alone[b];
    trace->least_alone = options.least_alone;
    trace->grams_a = sizes[a];
    trace->grams_b = sizes[b];
    trace->grams_common = MeetingsOf(meetings.all, a, b).size();
    trace->grams_needed = needed(a, b);
  }
  return pairs;
}

}  // namespace wirecopy

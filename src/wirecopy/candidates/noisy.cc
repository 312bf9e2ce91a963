// Problem: at 5 % wrong characters a word of five letters survives in both copies with probability 0.6, a run of eight
// words with 0.02: neither fingerprints nor shingles meet. Idea: 12 letters in a row survive with 0.3, and a paragraph
// has hundreds; one in four of them, chosen by its hash (as in sketches by "mod p", Manber 1994, "Finding similar files
// in a large file system"), is enough to count. Chance and stock phrases scatter common grams over two articles, copied
// text has them side by side: so they are counted where they lie on nearly one diagonal (as in Pearson, Lipman 1988,
// "Improved tools for biological sequence comparison"), and a few lines inside a long article count as much as a
// reprint. Clean articles need none of this, and most collections hold nothing
// else: noise makes words that occur nowhere else, so only articles with a share of such words post their grams, and of
// the others only the grams that a noisy article posted as well. Cost: one pass over the letters.
#include "wirecopy/candidates/noisy.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "wirecopy/base/hash.h"
#include "wirecopy/shingle/shingles.h"
#include "wirecopy/text/letters.h"

namespace wirecopy {
namespace {

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

// Adds the sampled grams of one article that `wanted` says.
template <typename Wanted>
void AddGrams(const NoisyArticle& article, uint32_t number, const NoisyOptions& options, const Wanted& wanted,
              std::vector<Posting>* grams) {
  const std::vector<Word> letters = Spell(article.text, article.words, article.excluded).letters;
  const std::vector<uint64_t> hashes = ShingleHashes(letters, {}, options.gram_letters);
  for (uint32_t i = 0; i < hashes.size(); ++i) {
    const bool sampled = hashes[i] % static_cast<uint64_t>(options.sampled) == 0;
    if (sampled && wanted(hashes[i])) grams->push_back({hashes[i], number, i});
  }
}

// The most grams that two articles share close together, counted up to `enough`. The meetings are those of one pair, so
// they are sorted by their place in one article.
uint32_t CloseGrams(std::span<const Meeting> meetings, const NoisyOptions& options, uint32_t enough) {
  uint32_t most = 0;
  for (size_t i = 0; i < meetings.size() && most < enough; ++i) {
    const Meeting& first = meetings[i];
    if (first.word_a == kManyPlaces) continue;
    uint32_t close = 0;
    for (size_t j = i; j < meetings.size(); ++j) {
      const Meeting& other = meetings[j];
      if (other.word_a == kManyPlaces || other.word_a - first.word_a > options.window) break;
      const auto ahead = static_cast<int64_t>(other.word_b) - static_cast<int64_t>(first.word_b);
      close += std::abs(ahead - (other.word_a - first.word_a)) <= options.drift;
    }
    most = std::max(most, close);
  }
  return most;
}

}  // namespace

std::vector<ArticlePair> FindNoisyPairs(std::span<const NoisyArticle> articles, std::span<const uint32_t> rank,
                                        const NoisyOptions& options, const Executor& executor, PairTrace* trace) {
  const std::vector<double> alone = SharesAlone(articles);
  const auto noisy = [&](uint32_t i) { return alone[i] > 0 && alone[i] >= options.least_alone; };
  const auto any = [](uint64_t) { return true; };
  std::vector<Posting> postings = CollectPostings(articles.size(), executor, [&](uint32_t i, auto* out) {
    if (noisy(i)) AddGrams(articles[i], i, options, any, out);
  });
  if (postings.empty() && trace == nullptr) return {};
  absl::flat_hash_set<uint64_t> posted;
  posted.reserve(postings.size());
  for (const Posting& posting : postings) posted.insert(posting.key);
  const std::vector<Posting> others = CollectPostings(articles.size(), executor, [&](uint32_t i, auto* out) {
    if (!noisy(i))
      AddGrams(
          articles[i], i, options, [&](uint64_t gram) { return posted.contains(gram); }, out);
  });
  postings.insert(postings.end(), others.begin(), others.end());
  const PostingGroups groups(std::move(postings), rank, options.meetings, executor);
  if (trace != nullptr) {
    const uint32_t a = trace->a, b = trace->b;
    const std::vector<Meeting> of_a = groups.Of(a, a + 1, executor);
    const std::span<const Meeting> met = MeetingsOf(of_a, a, b);
    trace->alone_a = alone[a];
    trace->alone_b = alone[b];
    trace->least_alone = options.least_alone;
    const auto grams_of = [&](uint32_t i) {
      std::vector<Posting> grams;
      AddGrams(articles[i], i, options, any, &grams);
      return grams.size();
    };
    trace->grams_a = grams_of(a);
    trace->grams_b = grams_of(b);
    trace->grams_common = met.size();
    trace->grams_close = CloseGrams(met, options, std::numeric_limits<uint32_t>::max());
    trace->grams_needed = options.least_grams;
  }
  return FindPairs(groups, executor, [&](std::span<const Meeting> met) {
    return CloseGrams(met, options, options.least_grams) >= options.least_grams;
  });
}

}  // namespace wirecopy
